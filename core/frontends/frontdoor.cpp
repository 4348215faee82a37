#include "core/frontends/frontdoor.h"

#include "core/frontends/doorvisitor.h"
#include "core/frontends/frontendlog.h"
#include "core/frontends/portowner.h"

#include <QTcpSocket>
#include <QWebSocket>
#include <algorithm>

namespace exaid {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// Qt's 50 makes a burst of agents wait for SYN retries of a second and more.
constexpr int ListenBacklog = 1024;
// Taken in one turn of the event loop; the rest of a crowd stays with the system until the next, so that
// those who are in already have their turn.
constexpr int AcceptedAtOnce = 4;
constexpr Duration RefusalTimeout = 1s;

QString peerKey(const QHostAddress &address, quint16 port)
{
    return QString(address.toString() + u'|' + QString::number(port));
}

} // namespace

FrontDoor::FrontDoor(const ServerSettings &settings, TimerService &timers, Deliver deliver,
                     DeliverHttp deliverHttp, MakeRoom makeRoom, DoorPages pages)
    : m_settings(settings)
    , m_timers(timers)
    , m_deliver(std::move(deliver))
    , m_deliverHttp(std::move(deliverHttp))
    , m_makeRoom(std::move(makeRoom))
    , m_pages(std::move(pages))
    , m_counter(settings)
    , m_watch(
          timers,
          [this](TimePoint since) {
              const QList<DoorVisitor *> slow = dawdlers(since);
              return QList<QObject *>(slow.begin(), slow.end());
          },
          [](QObject *visitor) { static_cast<DoorVisitor *>(visitor)->timeOut(); })
    , m_upgrader(u"exaid"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &FrontDoor::finishUpgrades);
    for (QTcpServer *server : {&m_server, &m_server6}) {
        server->setListenBacklogSize(ListenBacklog);
        server->setMaxPendingConnections(AcceptedAtOnce);
        // Queued: Qt goes on accepting for as long as there is room among the pending.
        connect(
            server, &QTcpServer::newConnection, this, [this, server] { acceptFrom(*server); },
            Qt::QueuedConnection);
        connect(server, &QTcpServer::acceptError, this, [this, server] { pauseAfterError(*server); });
    }
}

// WebSockets that are being refused go before the servers, which own the TCP sockets beneath them.
FrontDoor::~FrontDoor()
{
    const QList<QWebSocket *> refused = findChildren<QWebSocket *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(refused);
}

Result<quint16> FrontDoor::listen()
{
    m_thread.assertHere("FrontDoor::listen");
    const bool byName = m_settings.host.compare("localhost"_L1, Qt::CaseInsensitive) == 0;
    const QHostAddress address =
        byName ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(m_settings.host);
    if (address.isNull()) {
        return Error{u"bad_address"_s, u"cannot listen on \"%1\": not an IP address"_s.arg(m_settings.host),
                     u"set EXAI_WS_HOST to an IP address of this machine, such as 127.0.0.1"_s};
    }
    if (!m_server.listen(address, static_cast<quint16>(m_settings.port)))
        return listenError(address);
    const quint16 port = m_server.serverPort();
    if (address == QHostAddress(QHostAddress::LocalHost) &&
        !m_server6.listen(QHostAddress::LocalHostIPv6, port)) {
        qCInfo(lcFrontends).noquote() << "not listening on ::1 as well:" << m_server6.errorString();
    }
    return port;
}

Error FrontDoor::listenError(const QHostAddress &address) const
{
    const QString where = address.protocol() == QAbstractSocket::IPv6Protocol
                              ? u"[%1]:%2"_s.arg(address.toString(), QString::number(m_settings.port))
                              : u"%1:%2"_s.arg(address.toString(), QString::number(m_settings.port));
    switch (m_server.serverError()) {
    case QAbstractSocket::AddressInUseError: {
        const QString owner = portOwner(static_cast<quint16>(m_settings.port));
        return {u"port_in_use"_s,
                u"cannot listen on %1: the port is in use by %2"_s.arg(
                    where, owner.isEmpty() ? u"another process"_s : owner),
                u"stop that process, or set EXAI_WS_PORT to a free port"_s};
    }
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {u"bad_address"_s,
                u"cannot listen on %1: this machine does not have that address"_s.arg(where),
                u"set EXAI_WS_HOST to an address of this machine, such as 127.0.0.1"_s};
    case QAbstractSocket::SocketAccessError:
        return {u"permission_denied"_s, u"cannot listen on %1: the system does not allow it"_s.arg(where),
                u"set EXAI_WS_PORT to a port above 1023"_s};
    default:
        return {u"listen_failed"_s, u"cannot listen on %1: %2"_s.arg(where, m_server.errorString()),
                u"check EXAI_WS_HOST and EXAI_WS_PORT"_s};
    }
}

void FrontDoor::stopAccepting()
{
    m_resume.cancel();
    m_server.close();
    m_server6.close();
}

void FrontDoor::acceptFrom(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection())
        receive(socket);
}

// Out of file descriptors, most likely: Qt has stopped accepting for good, so start again after a while.
void FrontDoor::pauseAfterError(QTcpServer &server)
{
    qCWarning(lcFrontends).noquote() << "cannot accept a connection, trying again in 1 s:"
                                     << server.errorString();
    m_resume = m_timers.after(1s, [this] {
        m_server.resumeAccepting();
        if (m_server6.isListening())
            m_server6.resumeAccepting();
    });
}

void FrontDoor::receive(QTcpSocket *socket)
{
    const QHostAddress peer = socket->peerAddress();
    const ConnectionCounter::Decision decision = admit(peer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    auto *visitor = new DoorVisitor(
        socket, decision, m_settings, m_timers, [this](DoorVisitor &v) { handOver(v); }, m_pages);
    m_visitors.append(visitor);
    // Not the socket's own signal: a dying QWebSocket disconnects everybody from its socket.
    connect(visitor, &QObject::destroyed, this,
            [this, visitor, key = peerKey(peer, socket->peerPort()), peer, verdict = decision.verdict] {
                m_visitors.removeOne(visitor);
                if (m_upgrading.value(key) == visitor)
                    m_upgrading.remove(key);
                m_counter.remove(peer, verdict);
            });
    if (decision.verdict == ConnectionCounter::Verdict::Admit)
        m_watch.poke();
    if (decision.verdict == ConnectionCounter::Verdict::Reject) {
        qCDebug(lcFrontends).noquote() << "connection rejected:" << decision.reason;
        visitor->answer(HttpReply::text(503, decision.reason.toUtf8()));
    }
}

// Connections that only hold a place, without a whole request, must not lock anybody out.
ConnectionCounter::Decision FrontDoor::admit(const QHostAddress &peer)
{
    ConnectionCounter::Decision decision = m_counter.add(peer);
    for (const std::optional<QHostAddress> &from : {std::optional(peer), std::optional<QHostAddress>()}) {
        if (decision.verdict == ConnectionCounter::Verdict::Admit || !endDawdler(from))
            continue;
        m_counter.remove(peer, decision.verdict);
        decision = m_counter.add(peer);
    }
    return decision;
}

// Admitted, and without a whole head since that time; oldest first.
QList<DoorVisitor *> FrontDoor::dawdlers(TimePoint since) const
{
    QList<DoorVisitor *> found;
    for (DoorVisitor *visitor : m_visitors) {
        if (visitor->isReading() && visitor->since() <= since &&
            visitor->decision().verdict == ConnectionCounter::Verdict::Admit)
            found.append(visitor);
    }
    return found;
}

bool FrontDoor::endDawdler(const std::optional<QHostAddress> &address)
{
    const TimePoint since = m_timers.now() - DawdlerWatch::Age;
    const QList<DoorVisitor *> slow = dawdlers(since);
    const auto oldest = std::ranges::find_if(slow, [&](const DoorVisitor *visitor) {
        return !address || plainAddress(visitor->socket()->peerAddress()) == plainAddress(*address);
    });
    if (oldest == slow.end())
        return m_makeRoom && m_makeRoom(address, since);
    delete (*oldest)->socket(); // and the visitor with it
    return true;
}

void FrontDoor::handOver(DoorVisitor &visitor)
{
    QTcpSocket *socket = visitor.socket();
    if (visitor.route() == DoorRoute::Mcp) {
        visitor.handedOver();
        m_deliverHttp(visitor.route(), socket);
        return;
    }
    m_upgrading.insert(peerKey(socket->peerAddress(), socket->peerPort()), &visitor);
    m_upgrader.handleConnection(socket);
}

void FrontDoor::finishUpgrades()
{
    while (QWebSocket *webSocket = m_upgrader.nextPendingConnection()) {
        DoorVisitor *visitor = m_upgrading.take(peerKey(webSocket->peerAddress(), webSocket->peerPort()));
        if (!visitor) {
            webSocket->abort();
            webSocket->deleteLater();
            continue;
        }
        visitor->handedOver();
        const auto maxBytes = static_cast<quint64>(m_settings.maxFrameBytes);
        webSocket->setMaxAllowedIncomingFrameSize(maxBytes);
        webSocket->setMaxAllowedIncomingMessageSize(maxBytes);
        if (visitor->decision().verdict == ConnectionCounter::Verdict::Admit) {
            m_deliver(visitor->route(), webSocket);
            // Frames that came in one piece with the head would wait for the next byte.
            QTcpSocket *tcp = visitor->socket();
            if (tcp->bytesAvailable() > 0)
                QMetaObject::invokeMethod(tcp, [tcp] { Q_EMIT tcp->readyRead(); }, Qt::QueuedConnection);
            continue;
        }
        qCInfo(lcFrontends).noquote() << "connection refused:" << visitor->decision().reason;
        webSocket->setParent(this);
        connect(webSocket, &QWebSocket::disconnected, webSocket, &QObject::deleteLater);
        visitor->abortAfter(RefusalTimeout);
        webSocket->close(QWebSocketProtocol::CloseCodePolicyViolated, visitor->decision().reason);
    }
}

} // namespace exaid
