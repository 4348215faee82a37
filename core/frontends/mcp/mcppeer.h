#pragma once

// One client's MCP conversation, of both eras, without a socket: messages in, messages out through the
// channel they came on. mcpchannel.h says how a transport attaches, mcpoffering.h how something is served.
// Core thread. Destroying it cancels what still runs.
//
// Eras are told apart by each message: `_meta` with a protocol version (or `server/discover`, or the hint of
// the transport) is modern; everything else belongs to the session that `initialize` began. A host may probe
// with one and go on with the other on the same connection.

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/mcpofferings.h"
#include "core/frontends/mcp/resourcenews.h"
#include "core/threadbound.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <map>

namespace exaid::mcp {

class McpChannel;

class McpPeer final : public QObject
{
    Q_OBJECT
public:
    McpPeer(const McpContext &context, McpOrigin origin);
    ~McpPeer() override;

    // One message or batch. Batches belong to 2024-11-05 and 2025-03-26; their answers come one by one.
    void receive(const QByteArray &utf8, McpChannel &channel);
    // One message; the transport has read it and knows its era (HTTP: from the headers).
    void receive(const RpcMessage &message, McpChannel &channel, McpEra era);
    // Everything that was going to that channel is cancelled, its slots are free on return.
    void channelClosed(McpChannel &channel, CancelCause cause = CancelCause::ClientGone);
    // Where what answers no request goes (list_changed of the legacy era); null: nowhere.
    void setSpeaksUnasked(McpChannel *channel) { m_unasked = channel; }
    // Open subscriptions end with their result. For an orderly end of the daemon.
    void endSubscriptions();
    // Somebody at the daemon wants this client gone: it is told why, as far as its era can hear it, and its
    // transport is asked to end the connection. It may come back.
    void end(int closeCode, const QString &reason);

    // Legacy: initialize was answered; the version agreed on.
    bool isInitialized() const { return !m_session.version.isEmpty(); }
    QString version() const { return m_session.version; }
    int running() const { return static_cast<int>(m_exchanges.size()); }
    const McpOrigin &origin() const { return m_origin; }
    const McpContext &context() const { return m_context; }
    // Who shares one seat: the session of the host where a bridge names it, else the MCP session, else the
    // client's name and process.
    QString identityOf(const McpClient &client) const;
    bool hasUsed(const QString &identity) const { return m_identities.contains(identity); }

Q_SIGNALS:
    // What is to be said is said: the transport ends the connection, or the session. closeCode: where there
    // are such (WebSocket).
    void endWanted(int closeCode, const QString &reason);

private:
    friend class McpExchange;
    struct Subscription
    {
        McpChannel *channel = nullptr;
        QJsonValue id;
        QSet<McpList> lists;
        QStringList uris;
        QString owner; // of the tasks
        QStringList tasks;
        ResourceNews::Watch watch;
    };
    struct Question
    {
        McpExchange *exchange = nullptr;
        McpExchange::ClientAnswer answer;
    };
    using Exchanges = std::map<QString, std::unique_ptr<McpExchange>>; // by channel and id

    McpEra eraOf(const RpcMessage &message) const;
    void handle(const RpcRequest &request, McpChannel &channel, McpEra era);
    void handle(const RpcNotification &notification, McpChannel &channel, McpEra era);
    void handle(const RpcResponse &response, McpChannel &channel, McpEra era);
    void handle(const RpcInvalid &invalid, McpChannel &channel, McpEra era);
    void serve(const RpcRequest &request, McpChannel &channel, McpEra era, const McpClient &client);
    bool serveSession(const RpcRequest &request, McpChannel &channel); // legacy methods of the peer itself
    void initialize(const RpcRequest &request, McpChannel &channel);
    void setLogLevel(const RpcRequest &request, McpChannel &channel);
    void discover(const RpcRequest &request, McpChannel &channel);
    void listen(const RpcRequest &request, McpChannel &channel, const McpClient &client);
    void noteIdentity(const McpClient &client);
    std::optional<RpcError> clientOf(const RpcRequest &request, McpClient &client) const;

    QString keyOf(const McpChannel &channel, const QJsonValue &id) const;
    void cancelRequest(const QString &key, CancelCause cause);
    void exchangeEnded(McpExchange &exchange);
    QJsonValue openQuestion(McpExchange &exchange, McpExchange::ClientAnswer answer);
    void dropQuestionsOf(const McpExchange *exchange);
    void tellListChanged(McpList list);
    void tellResourceUpdated(const QString &uri, const QString &owner);
    QString sessionIdentity() const;
    void tellTaskChanged(const QString &id);
    QJsonArray subscribeToTasks(Subscription &subscription, const QJsonArray &ids) const;

    const ThreadBound m_thread;
    const McpContext m_context;
    const McpOrigin m_origin;
    const QString m_sessionKey;  // of this peer; never told to anybody
    McpClient m_session;         // legacy; no version before initialize
    QString m_logLevel;          // legacy
    QStringList m_subscribed;    // legacy: URIs
    ResourceNews::Watch m_watch; // legacy: of those
    McpChannel *m_unasked = nullptr;
    QSet<QString> m_identities;                  // under which something was asked for
    std::map<QString, Subscription> m_listening; // modern, by channel and id
    Exchanges m_exchanges;
    std::vector<std::unique_ptr<McpExchange>> m_over; // until the next turn: their jobs may be calling
    Timer m_cleanUp;
    QHash<QString, Question> m_questions;
    quint64 m_lastQuestion = 0;
};

} // namespace exaid::mcp
