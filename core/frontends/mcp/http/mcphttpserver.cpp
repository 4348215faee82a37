#include "core/frontends/mcp/http/mcphttpserver.h"

#include "core/frontends/accesstoken.h"
#include "core/frontends/connectioncounter.h"
#include "core/frontends/doorpolicy.h"
#include "core/frontends/mcp/http/mcphttpchecks.h"
#include "core/frontends/mcp/mcptools.h"
#include "core/frontends/mcp/stateseal.h"
#include "core/http/httpconnection.h"

#include <QTcpSocket>
#include <algorithm>

namespace exaid::mcp {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration CloseTime = 1s;
constexpr auto SessionHeader = "Mcp-Session-Id";
constexpr auto VersionHeader = "MCP-Protocol-Version";

QJsonValue firstIdOf(const RpcInput &input)
{
    if (const auto *request = std::get_if<RpcRequest>(&input.messages.first()))
        return request->id;
    return QJsonValue::Undefined;
}

HttpReply failure(int status, const QJsonValue &id, const RpcError &error)
{
    return HttpReply::json(status, toLine(rpcFailure(id, error)));
}

bool isInitialize(const RpcInput &input)
{
    const auto *request = std::get_if<RpcRequest>(&input.messages.first());
    return input.messages.size() == 1 && request && request->method == "initialize"_L1;
}

// The rest is the same for everybody, and need not wait until it is known who asks.
bool dependsOnClient(const QString &method)
{
    return method != "server/discover"_L1 && !method.endsWith("/list"_L1);
}

HttpConnection::Limits limitsOf(const ServerSettings &settings)
{
    HttpConnection::Limits limits;
    limits.maxBody = settings.mcpMaxBodyBytes;
    return limits;
}

} // namespace

// A request of the modern era: peer, stream and connection are one. When the connection goes, the work ends
// in the same turn.
class McpHttpServer::ModernRequest final : public QObject
{
public:
    ModernRequest(McpHttpServer &server, const McpOrigin &origin, const McpHttpStream::Traits &traits)
        : QObject(&server)
        , m_server(server)
        , m_stream(server.m_context.settings, server.m_context.timers, traits)
        , m_peer(server.m_context, origin)
    {
        m_server.m_modern.insert(this);
        connect(&m_stream, &McpHttpStream::detached, this, [this] {
            m_peer.channelClosed(m_stream);
            retire();
        });
        connect(&m_stream, &McpHttpStream::done, this, &ModernRequest::retire);
    }
    ~ModernRequest() override { m_server.m_modern.remove(this); }

    void serve(const RpcMessage &message, HttpConnection &connection)
    {
        m_stream.attach(connection);
        m_peer.receive(message, m_stream, McpEra::Modern);
        m_stream.open();
    }
    void end() { m_peer.endSubscriptions(); }

private:
    // The server knows it to the end: it may go first.
    void retire() { deleteLater(); }

    McpHttpServer &m_server;
    McpHttpStream m_stream;
    McpPeer m_peer; // dies first: it speaks to the stream
};

McpHttpServer::McpHttpServer(const McpContext &context, const AccessToken &token)
    : m_context(context)
    , m_token(token)
    , m_watch(
          context.timers, [this](TimePoint since) { return dawdlers(since); },
          [](QObject *connection) { static_cast<HttpConnection *>(connection)->timeOut(); })
{}

McpHttpServer::~McpHttpServer()
{
    qDeleteAll(QSet<ModernRequest *>(m_modern));
    qDeleteAll(m_sessions);
    m_sessions.clear();
    const QList<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->disconnect(this);
    qDeleteAll(connections);
}

void McpHttpServer::take(QTcpSocket *socket)
{
    auto *connection = new HttpConnection(socket, m_context.timers, limitsOf(m_context.settings), this);
    m_connections.append(connection);
    connect(connection, &HttpConnection::requestArrived, this,
            [this, connection](const HttpRequest &request) { serve(*connection, request); });
    connect(connection, &HttpConnection::closed, this, [this, connection] { connectionClosed(connection); });
    connection->start();
    m_watch.poke();
}

// In the middle of a request since that time; oldest first.
QList<QObject *> McpHttpServer::dawdlers(TimePoint since) const
{
    QList<QObject *> found;
    for (HttpConnection *connection : m_connections) {
        if (connection->isReceiving() && connection->receivingSince() <= since)
            found.append(connection);
    }
    return found;
}

void McpHttpServer::connectionClosed(HttpConnection *connection)
{
    if (!m_connections.removeOne(connection))
        return;
    m_processes.remove(connection);
    connection->deleteLater();
    Q_EMIT connectionEnded();
}

bool McpHttpServer::endDawdler(const std::optional<QHostAddress> &address, TimePoint since)
{
    const auto isFrom = [&](const HttpConnection *connection) {
        if (connection->waitingSince() > since)
            return false;
        return !address || plainAddress(connection->socket()->peerAddress()) == plainAddress(*address);
    };
    auto found = std::ranges::find_if(m_connections, [&](const HttpConnection *connection) {
        return connection->isReceiving() && isFrom(connection);
    });
    if (found == m_connections.end()) {
        found = std::ranges::find_if(m_connections, [&](const HttpConnection *connection) {
            return connection->isIdle() && isFrom(connection);
        });
    }
    if (found == m_connections.end())
        return false;
    HttpConnection *connection = *found;
    m_connections.erase(found);
    m_processes.remove(connection);
    delete connection; // its place is free at once; nobody is inside it, since we come from the door
    return true;
}

void McpHttpServer::closeAll()
{
    m_isClosing = true;
    const auto modern = m_modern;
    for (ModernRequest *request : modern)
        request->end();
    const QList<QByteArray> ids = m_sessions.keys();
    for (const QByteArray &id : ids)
        endSession(id);
    const auto connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->closeAfterWriting();
    m_closing = m_context.timers.after(CloseTime, [this] {
        const auto left = m_connections;
        for (HttpConnection *connection : left)
            connection->abortSoon();
    });
}

QList<HttpHeader> McpHttpServer::headersFor(const HttpRequest &request) const
{
    const QByteArray origin = request.head.value("Origin");
    if (origin.isEmpty())
        return {};
    // The front door's rules have let this origin in.
    return {{"Access-Control-Allow-Origin", origin},
            {"Access-Control-Expose-Headers", SessionHeader},
            {"Vary", "Origin"}};
}

void McpHttpServer::answer(HttpConnection &connection, const HttpRequest &request, HttpReply reply) const
{
    reply.headers += headersFor(request);
    connection.reply(reply);
}

std::optional<HttpReply> McpHttpServer::refusal(const HttpConnection &connection,
                                                const HttpRequest &request) const
{
    // The door has looked at the first request only.
    const DoorVerdict verdict = judge(request.head, connection.socket()->localAddress(), m_context.settings);
    if (const auto *reply = std::get_if<HttpReply>(&verdict))
        return *reply;
    if (std::get<DoorRoute>(verdict) != DoorRoute::Mcp)
        return HttpReply::text(426, "Open a connection of its own for a WebSocket.");
    if (m_isClosing)
        return HttpReply::text(503, "The daemon is shutting down.");
    if (request.head.method == "OPTIONS" || !m_token.isSet())
        return std::nullopt;
    const QByteArray given = request.head.value("Authorization");
    const bool isBearer = given.size() > 7 && given.first(7).toLower() == "bearer ";
    if (isBearer && m_token.admits(QString::fromUtf8(given.sliced(7).trimmed())))
        return std::nullopt;
    HttpReply reply =
        HttpReply::text(401, "Send the daemon's token (EXAI_WS_TOKEN) as Authorization: Bearer.");
    reply.headers.append(HttpHeader{"WWW-Authenticate", "Bearer"});
    return reply;
}

void McpHttpServer::serve(HttpConnection &connection, const HttpRequest &request)
{
    const QByteArray &method = request.head.method;
    if (const auto refused = refusal(connection, request)) {
        connection.reply(*refused);
    } else if (method == "POST") {
        post(connection, request);
    } else if (method == "GET") {
        get(connection, request);
    } else if (method == "DELETE") {
        remove(connection, request);
    } else if (method == "OPTIONS") {
        HttpReply reply{204, {}, {}, {}};
        reply.headers = {{"Access-Control-Allow-Methods", "POST, GET, DELETE"},
                         {"Access-Control-Allow-Headers",
                          "Content-Type, Accept, Authorization, MCP-Protocol-Version, Mcp-Session-Id, "
                          "Last-Event-ID, Mcp-Method, Mcp-Name"},
                         {"Access-Control-Max-Age", "600"}};
        answer(connection, request, reply);
    } else {
        HttpReply reply = HttpReply::text(405, "POST, GET or DELETE.");
        reply.headers.append(HttpHeader{"Allow", "POST, GET, DELETE"});
        answer(connection, request, reply);
    }
}

void McpHttpServer::post(HttpConnection &connection, const HttpRequest &request)
{
    if (const auto reply = checkMedia(request.head)) {
        answer(connection, request, *reply);
        return;
    }
    const RpcInput input = parseRpc(request.body);
    if (const auto *invalid = std::get_if<RpcInvalid>(&input.messages.first());
        invalid && input.messages.size() == 1) {
        answer(connection, request, failure(400, invalid->id, invalid->error));
        return;
    }
    if (eraOf(request.head, input) == McpEra::Modern)
        postModern(connection, request, input);
    else
        postLegacy(connection, request, input);
}

void McpHttpServer::postModern(HttpConnection &connection, const HttpRequest &request, const RpcInput &input)
{
    if (input.isBatch) {
        answer(
            connection, request,
            failure(400, QJsonValue::Undefined, {InvalidRequest, u"batches are not part of this version"_s}));
        return;
    }
    const RpcMessage &message = input.messages.first();
    const auto schemaOf = [this](const QString &tool) {
        return m_context.offerings.tools().inputSchema(tool);
    };
    if (const auto error = checkModern(request.head, message, schemaOf)) {
        answer(connection, request, failure(400, firstIdOf(input), *error));
        return;
    }
    if (!std::holds_alternative<RpcRequest>(message)) {
        // Cancelling is done by closing the stream; there is nothing else to be told.
        answer(connection, request, HttpReply{202, "application/json", {}, {}});
        return;
    }
    McpHttpStream::Traits traits;
    traits.canStream = accepts(request.head, "text/event-stream");
    traits.headers = headersFor(request);
    const QTcpSocket &socket = *connection.socket();
    if (!dependsOnClient(std::get<RpcRequest>(message).method) || m_processes.contains(&connection) ||
        !plainAddress(socket.peerAddress()).isLoopback()) {
        serveModern(connection, message, traits, m_processes.value(&connection));
        return;
    }
    m_lookup.find({socket.peerPort(), socket.localPort()}, &connection,
                  [this, at = &connection, message, traits](const QString &process) {
                      if (m_isClosing || !m_connections.contains(at))
                          return;
                      m_processes.insert(at, process);
                      serveModern(*at, message, traits, process);
                  });
}

void McpHttpServer::serveModern(HttpConnection &connection, const RpcMessage &message,
                                const McpHttpStream::Traits &traits, const QString &process)
{
    auto *modern = new ModernRequest(*this, {u"http"_s, connection.peerAddress(), 0, {}, process}, traits);
    modern->serve(message, connection);
}

void McpHttpServer::postLegacy(HttpConnection &connection, const HttpRequest &request, const RpcInput &input)
{
    QList<HttpHeader> headers = headersFor(request);
    McpHttpSession *session = nullptr;
    if (isInitialize(input) && request.head.value(SessionHeader).isEmpty()) {
        session = openSession(connection);
        if (!session) {
            answer(connection, request,
                   failure(503, firstIdOf(input),
                           {InternalError, u"all MCP sessions are busy (EXAI_MCP_MAX_SESSIONS)"_s}));
            return;
        }
        headers.append(HttpHeader{SessionHeader, session->id()});
    } else {
        session = sessionOf(connection, request, firstIdOf(input));
        if (!session)
            return;
        if (input.isBatch && !allowsBatches(session->peer().version())) {
            answer(connection, request,
                   failure(400, QJsonValue::Undefined,
                           {InvalidRequest, u"batches are not part of this protocol version"_s}));
            return;
        }
    }
    session->post(input, connection, accepts(request.head, "text/event-stream"), headers);
    if (!session->peer().isInitialized())
        endSession(session->id()); // the handshake failed
}

McpHttpSession *McpHttpServer::sessionOf(HttpConnection &connection, const HttpRequest &request,
                                         const QJsonValue &id)
{
    const QByteArray name = request.head.value(SessionHeader).trimmed();
    if (name.isEmpty()) {
        answer(connection, request,
               failure(400, id, {InvalidRequest, u"there is no Mcp-Session-Id: send initialize first"_s}));
        return nullptr;
    }
    McpHttpSession *session = m_sessions.value(name);
    if (!session) {
        answer(connection, request,
               failure(404, id, {InvalidRequest, u"this session has ended: send initialize again"_s}));
        return nullptr;
    }
    const QString version = QString::fromLatin1(request.head.value(VersionHeader).trimmed());
    if (!version.isEmpty() && !legacyVersions().contains(version)) {
        answer(
            connection, request,
            failure(400, id, {InvalidRequest, u"MCP-Protocol-Version %1 is not supported"_s.arg(version)}));
        return nullptr;
    }
    return session;
}

McpHttpSession *McpHttpServer::openSession(const HttpConnection &connection)
{
    if (sessionCount() >= m_context.settings.mcpMaxSessions) {
        McpHttpSession *idlest = nullptr;
        for (McpHttpSession *session : std::as_const(m_sessions)) {
            if (session->isIdle() && (!idlest || session->lastSeen() < idlest->lastSeen()))
                idlest = session;
        }
        if (!idlest)
            return nullptr;
        endSession(idlest->id());
    }
    auto *session =
        new McpHttpSession(randomToken(), m_context, {u"http"_s, connection.peerAddress(), 0, {}});
    session->setParent(this);
    connect(&session->peer(), &McpPeer::endWanted, this, [this, session] {
        session->finish();
        endSession(session->id());
    });
    connect(session, &McpHttpSession::answerKept, this, [this] {
        if (!m_limiting.isActive())
            m_limiting = m_context.timers.after(Duration::zero(), [this] { limitKept(); });
    });
    m_sessions.insert(session->id(), session);
    if (!m_expiry.isActive())
        m_expiry = m_context.timers.after(m_context.settings.mcpSessionIdle, [this] { expireSessions(); });
    return session;
}

void McpHttpServer::endSession(const QByteArray &id)
{
    // Its answers may be on their way through the event loop.
    if (McpHttpSession *session = m_sessions.take(id))
        session->deleteLater();
}

void McpHttpServer::limitKept()
{
    int count = 0;
    qint64 bytes = 0;
    for (const McpHttpSession *session : std::as_const(m_sessions)) {
        count += session->keptCount();
        bytes += session->keptBytes();
    }
    while (count > m_context.settings.resumeMaxResults || bytes > m_context.settings.resumeMaxBytes) {
        McpHttpSession *oldest = *std::ranges::min_element(
            m_sessions, {}, [](const McpHttpSession *session) { return session->oldestKept(); });
        count -= oldest->keptCount();
        bytes -= oldest->keptBytes();
        oldest->dropOldestKept();
        count += oldest->keptCount();
        bytes += oldest->keptBytes();
    }
}

void McpHttpServer::expireSessions()
{
    TimePoint next = TimePoint::max();
    QList<QByteArray> over;
    const TimePoint now = m_context.timers.now();
    for (const McpHttpSession *session : std::as_const(m_sessions)) {
        const TimePoint end = session->lastSeen() + m_context.settings.mcpSessionIdle;
        if (!session->isIdle())
            next = std::min(next, now + m_context.settings.mcpSessionIdle);
        else if (end <= now)
            over.append(session->id());
        else
            next = std::min(next, end);
    }
    for (const QByteArray &id : std::as_const(over))
        endSession(id);
    if (next != TimePoint::max())
        m_expiry = m_context.timers.at(next, [this] { expireSessions(); });
}

void McpHttpServer::get(HttpConnection &connection, const HttpRequest &request)
{
    if (!accepts(request.head, "text/event-stream")) {
        answer(connection, request,
               HttpReply::text(406, "This is an MCP endpoint: Accept text/event-stream."));
        return;
    }
    const QString version = QString::fromLatin1(request.head.value(VersionHeader).trimmed());
    if (version == ModernVersion) {
        HttpReply reply = HttpReply::text(405, "There is no GET in this protocol version.");
        reply.headers.append(HttpHeader{"Allow", "POST"});
        answer(connection, request, reply);
        return;
    }
    McpHttpSession *session = sessionOf(connection, request, QJsonValue::Undefined);
    if (session &&
        !session->get(connection, request.head.value("Last-Event-ID").trimmed(), headersFor(request))) {
        answer(
            connection, request,
            failure(400, QJsonValue::Undefined, {InvalidParams, u"there is nothing left of that stream"_s}));
    }
}

void McpHttpServer::remove(HttpConnection &connection, const HttpRequest &request)
{
    const McpHttpSession *session = sessionOf(connection, request, QJsonValue::Undefined);
    if (!session)
        return;
    endSession(session->id());
    answer(connection, request, HttpReply{204, {}, {}, {}});
}

} // namespace exaid::mcp
