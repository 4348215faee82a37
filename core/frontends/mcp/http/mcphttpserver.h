#pragma once

// Streamable HTTP, both eras on one URL: POST for messages, GET for the stream and the resumption of the
// legacy era, DELETE to end its session. Owns the connections and the sessions. Core thread.

#include "core/frontends/dawdlerwatch.h"
#include "core/frontends/mcp/http/mcphttpsession.h"
#include "core/frontends/peerlookup.h"
#include "core/http/httpreply.h"

#include <QHash>
#include <QSet>
#include <list>
#include <optional>

class QHostAddress;
class QTcpSocket;

namespace exaid {
class AccessToken;
class HttpConnection;
} // namespace exaid

namespace exaid::mcp {

class McpHttpServer final : public QObject
{
    Q_OBJECT
public:
    McpHttpServer(const McpContext &context, const AccessToken &token);
    ~McpHttpServer() override;

    // A connection whose first request waits unread.
    void take(QTcpSocket *socket);
    // At a connection limit: ends the connection, of that address if one is given, that has waited since that
    // time for a request or for the rest of one; rather one in the middle of a request. False: none.
    bool endDawdler(const std::optional<QHostAddress> &address, TimePoint since);
    // Streams end, what is written leaves, idle connections go; what still stands after a second is cut.
    void closeAll();
    int connectionCount() const { return static_cast<int>(m_connections.size()); }
    int sessionCount() const { return static_cast<int>(m_sessions.size()); }

Q_SIGNALS:
    void connectionEnded();

private:
    class ModernRequest;

    void serve(HttpConnection &connection, const HttpRequest &request);
    std::optional<HttpReply> refusal(const HttpConnection &connection, const HttpRequest &request) const;
    void post(HttpConnection &connection, const HttpRequest &request);
    void postModern(HttpConnection &connection, const HttpRequest &request, const RpcInput &input);
    void serveModern(HttpConnection &connection, const RpcMessage &message,
                     const McpHttpStream::Traits &traits, const QString &process);
    void postLegacy(HttpConnection &connection, const HttpRequest &request, const RpcInput &input);
    void get(HttpConnection &connection, const HttpRequest &request);
    void remove(HttpConnection &connection, const HttpRequest &request);
    // The session that the headers name; null: answered already.
    McpHttpSession *sessionOf(HttpConnection &connection, const HttpRequest &request, const QJsonValue &id);
    McpHttpSession *openSession(const HttpConnection &connection);
    void endSession(const QByteArray &id);
    void expireSessions();
    // What all sessions together keep of answers is bounded as in the ResultStore.
    void limitKept();
    QList<HttpHeader> headersFor(const HttpRequest &request) const;
    void answer(HttpConnection &connection, const HttpRequest &request, HttpReply reply) const;
    void connectionClosed(HttpConnection *connection);

    const McpContext m_context;
    const AccessToken &m_token;
    QList<QObject *> dawdlers(TimePoint since) const;

    PeerLookup m_lookup;
    DawdlerWatch m_watch;
    QList<HttpConnection *> m_connections;          // children, oldest first
    QHash<HttpConnection *, QString> m_processes;   // of some of these: whose they are
    QHash<QByteArray, McpHttpSession *> m_sessions; // children
    QSet<ModernRequest *> m_modern;                 // children
    Timer m_expiry;
    Timer m_closing;
    Timer m_limiting;
    bool m_isClosing = false;
};

} // namespace exaid::mcp
