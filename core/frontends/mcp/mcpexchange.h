#pragma once

// One request of a client while it is being answered; what an offering works with. Ends with exactly one of
// reply(), fail() or requireInput(), or by the client's cancelling, which destroys its job first. Owned by
// the peer; core thread. After the end everything here is ignored, so that a late word is harmless.

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/mcpoffering.h"

#include <functional>
#include <optional>

namespace exaid::mcp {

class McpChannel;
class McpPeer;

class McpExchange final
{
public:
    struct Facts
    {
        RpcRequest request;
        McpEra era = McpEra::Legacy;
        McpClient client;
        QString logLevel;                      // empty: no log messages are wanted
        std::optional<QJsonObject> savedState; // of an earlier round, checked
    };

    McpExchange(McpPeer &peer, McpChannel &channel, Facts facts);
    ~McpExchange();
    Q_DISABLE_COPY_MOVE(McpExchange)

    McpEra era() const { return m_facts.era; }
    bool isModern() const { return m_facts.era == McpEra::Modern; }
    const QString &method() const { return m_facts.request.method; }
    const QJsonObject &params() const { return m_facts.request.params; }
    QJsonObject meta() const { return params()[u"_meta"].toObject(); }
    const McpClient &client() const { return m_facts.client; }
    const McpOrigin &origin() const;
    const McpContext &context() const;
    // The same for all requests of one client: whose seat and whose handles these are.
    QString identity() const;

    void reply(const QJsonObject &result);
    void fail(const RpcError &error);
    // -32021, naming what the client would have to declare, such as {"sampling": {}}.
    void failForLackOf(const QJsonObject &capabilities);
    bool isOver() const { return m_isOver; }

    // Only sent if the client gave a token. Values must grow; those that don't are dropped.
    bool wantsProgress() const { return !m_progressToken.isUndefined(); }
    void progress(double value, std::optional<double> total, const QString &message);
    // Only sent from the level on that the client asked for ("debug" … "emergency").
    void log(const QString &level, const QJsonValue &data);
    // On the stream of this request.
    void notify(const QString &method, const QJsonObject &params);
    // Legacy HTTP: end the connection, go on with the work; the client comes back for the rest.
    void hangUp(std::chrono::milliseconds retry);

    // Legacy: asks the client (sampling/createMessage, elicitation/create, roots/list) and hands over its
    // answer later. False: this client can't be asked that way.
    using ClientAnswer = std::function<void(const RpcResponse &)>;
    bool askClient(const QString &method, const QJsonObject &params, ClientAnswer answer);

    // Modern: instead of an answer, the questions that must be answered first, by key:
    //     {"user_name": {"method": "elicitation/create", "params": {…}}}
    // The client sends the request again with its answers and with `state`, which comes back in savedState().
    void requireInput(const QJsonObject &requests, const std::optional<QJsonObject> &state = std::nullopt);
    QJsonObject inputResponses() const { return params()[u"inputResponses"].toObject(); }
    const std::optional<QJsonObject> &savedState() const { return m_facts.savedState; }

private:
    friend class McpPeer;

    void finish(const QJsonObject &message);

    McpPeer &m_peer;
    McpChannel *m_channel;
    const Facts m_facts;
    const QJsonValue m_progressToken;
    double m_lastProgress;
    bool m_isOver = false;
    std::unique_ptr<McpJob> m_job;
};

} // namespace exaid::mcp
