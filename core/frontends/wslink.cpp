#include "core/frontends/wslink.h"

#include "core/frontends/connectioncounter.h"

#include <QNetworkRequest>
#include <QWebSocket>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A pong can't overtake a full queue, so two may be missing before silence means death.
constexpr int MissedPongsOfTheDead = 2;

class DepthScope
{
public:
    explicit DepthScope(int &depth)
        : m_depth(depth)
    {
        ++m_depth;
    }
    ~DepthScope() { --m_depth; }
    Q_DISABLE_COPY_MOVE(DepthScope)

private:
    int &m_depth;
};

} // namespace

WsLink::WsLink(QWebSocket *socket, TimerService &timers, const ServerSettings &settings, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_timers(timers)
    , m_settings(settings)
    , m_peer(plainAddress(socket->peerAddress()))
    , m_outbox(*this, timers, settings)
{
    m_socket->setParent(this);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_heard = true;
        if (m_outbox.isOpen())
            Q_EMIT received(text);
    });
    connect(m_socket, &QWebSocket::binaryFrameReceived, this, &WsLink::refuseBinary);
    connect(m_socket, &QWebSocket::pong, this,
            [this](quint64, const QByteArray &payload) { ponged(payload); });
    connect(m_socket, &QWebSocket::bytesWritten, this, &WsLink::bytesLeft);
    connect(m_socket, &QWebSocket::aboutToClose, this, [this] { m_outbox.sinkClosing(); });
    connect(m_socket, &QWebSocket::disconnected, this, &WsLink::socketClosed);
    m_pingTimer = m_timers.after(m_settings.pingInterval, [this] { pingDue(); });
}

// The socket's last signals must not find a half-destroyed link.
WsLink::~WsLink()
{
    m_socket->disconnect(this);
    delete m_socket;
}

QByteArray WsLink::header(const QByteArray &name) const
{
    return m_socket->request().rawHeader(name);
}

void WsLink::close(int code, const QString &reason)
{
    if (m_why.isEmpty())
        m_why = reason;
    m_outbox.close(code, reason);
}

void WsLink::sendFrame(const QByteArray &utf8)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const DepthScope scope(m_depth);
    m_socket->sendTextMessage(QString::fromUtf8(utf8));
}

void WsLink::flush()
{
    const DepthScope scope(m_depth);
    m_socket->flush();
}

void WsLink::sendReceipt(quint64 receipt)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const DepthScope scope(m_depth);
    m_socket->ping(QByteArray::number(receipt));
}

qint64 WsLink::unsentBytes() const
{
    return m_socket->bytesToWrite();
}

void WsLink::sendClose(int code, const QString &reason)
{
    const DepthScope scope(m_depth);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void WsLink::abort()
{
    const DepthScope scope(m_depth);
    m_socket->abort();
}

void WsLink::refuseBinary()
{
    close(1003, u"text frames only: one JSON object each"_s);
}

void WsLink::ponged(const QByteArray &payload)
{
    m_heard = true;
    // The pings of pingDue() carry nothing.
    if (const quint64 receipt = payload.toULongLong(); receipt != 0 && m_outbox.isOpen())
        Q_EMIT receiptReturned(receipt);
}

void WsLink::bytesLeft()
{
    // A peer that works off its backlog is alive, however long its pong takes.
    m_heard = m_heard || m_hadBacklog;
    m_outbox.sinkDrained();
}

void WsLink::pingDue()
{
    m_silentPings = std::exchange(m_heard, false) ? 0 : m_silentPings + 1;
    if (m_silentPings >= MissedPongsOfTheDead) {
        m_why = u"no sign of life for %1 pings"_s.arg(m_silentPings);
        abort();
        return;
    }
    m_pingTimer = m_timers.after(m_settings.pingInterval, [this] { pingDue(); });
    if (m_outbox.isOpen()) {
        const DepthScope scope(m_depth);
        m_hadBacklog = m_outbox.pendingBytes() > 0;
        m_socket->ping();
    }
}

void WsLink::socketClosed()
{
    if (m_depth > 0)
        QMetaObject::invokeMethod(this, &WsLink::tellGone, Qt::QueuedConnection);
    else
        tellGone();
}

void WsLink::tellGone()
{
    if (std::exchange(m_isGone, true))
        return;
    m_pingTimer.cancel();
    if (m_why.isEmpty())
        m_why = m_socket->closeReason().isEmpty() ? u"the client closed"_s : m_socket->closeReason();
    Q_EMIT gone(m_why);
}

} // namespace exaid
