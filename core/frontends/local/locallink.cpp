#include "core/frontends/local/locallink.h"

#include <QLocalSocket>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

LocalLink::LocalLink(QLocalSocket *socket, TimerService &timers, const ServerSettings &settings,
                     QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_settings(settings)
    , m_outbox(*this, timers, settings)
{
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &LocalLink::read);
    connect(m_socket, &QLocalSocket::bytesWritten, this, [this] { m_outbox.sinkDrained(); });
    connect(m_socket, &QLocalSocket::disconnected, this, &LocalLink::socketClosed);
    // What came before anybody listened.
    QMetaObject::invokeMethod(
        this,
        [this] {
            read();
            if (m_socket->state() == QLocalSocket::UnconnectedState)
                socketClosed();
        },
        Qt::QueuedConnection);
}

// The socket's last signals must not find a half-destroyed link.
LocalLink::~LocalLink()
{
    m_socket->disconnect(this);
    delete m_socket;
}

void LocalLink::close(const QString &reason)
{
    if (m_why.isEmpty())
        m_why = reason;
    m_outbox.close(0, reason);
}

void LocalLink::sendFrame(const QByteArray &utf8)
{
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    m_socket->write(QByteArray(utf8 + '\n'));
}

void LocalLink::flush()
{
    m_socket->flush();
}

qint64 LocalLink::unsentBytes() const
{
    return m_socket->bytesToWrite();
}

void LocalLink::sendClose(int, const QString &reason)
{
    if (m_why.isEmpty())
        m_why = reason;
    m_socket->disconnectFromServer();
}

void LocalLink::abort()
{
    m_socket->abort();
}

void LocalLink::read()
{
    m_input += m_socket->readAll();
    qsizetype begin = 0;
    while (!m_hasOverrun && m_outbox.isOpen()) {
        const qsizetype end = m_input.indexOf('\n', begin + m_searched);
        const qsizetype length = (end < 0 ? m_input.size() : end) - begin;
        if (length > m_settings.maxFrameBytes) {
            m_hasOverrun = true;
            Q_EMIT overran();
            break;
        }
        if (end < 0) {
            m_searched = length;
            m_input.remove(0, begin);
            return;
        }
        const QByteArray line = m_input.sliced(begin, length);
        begin = end + 1;
        m_searched = 0;
        if (!line.trimmed().isEmpty())
            Q_EMIT received(line);
    }
    m_input.clear();
    m_searched = 0;
}

void LocalLink::socketClosed()
{
    QMetaObject::invokeMethod(this, &LocalLink::tellGone, Qt::QueuedConnection);
}

void LocalLink::tellGone()
{
    if (std::exchange(m_isGone, true))
        return;
    Q_EMIT gone(m_why.isEmpty() ? u"the client closed"_s : m_why);
}

} // namespace exaid
