#include "core/frontends/mcp/mcpexchange.h"

#include "core/frontends/mcp/mcpchannel.h"
#include "core/frontends/mcp/mcppeer.h"
#include "core/frontends/mcp/mcpresults.h"
#include "core/frontends/mcp/stateseal.h"

#include <limits>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

McpExchange::McpExchange(McpPeer &peer, McpChannel &channel, Facts facts)
    : m_peer(peer)
    , m_channel(&channel)
    , m_facts(std::move(facts))
    , m_progressToken(meta().value("progressToken"_L1)) // [] would make it null
    , m_lastProgress(-std::numeric_limits<double>::infinity())
{}

McpExchange::~McpExchange() = default;

const McpOrigin &McpExchange::origin() const
{
    return m_peer.origin();
}

const McpContext &McpExchange::context() const
{
    return m_peer.context();
}

QString McpExchange::identity() const
{
    return m_peer.identityOf(m_facts.client);
}

void McpExchange::reply(const QJsonObject &result)
{
    finish(rpcResult(m_facts.request.id, completed(result, method(), era())));
}

void McpExchange::fail(const RpcError &error)
{
    finish(rpcFailure(m_facts.request.id, error));
}

void McpExchange::failForLackOf(const QJsonObject &capabilities)
{
    const QString names = capabilities.keys().join(u", "_s);
    fail({MissingCapability, u"the client does not declare what this needs: %1"_s.arg(names),
          QJsonObject{{u"requiredCapabilities"_s, capabilities}}});
}

void McpExchange::finish(const QJsonObject &message)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_channel->sendFinal(message);
    m_peer.exchangeEnded(*this);
}

void McpExchange::progress(double value, std::optional<double> total, const QString &message)
{
    if (m_isOver || !wantsProgress() || value <= m_lastProgress)
        return;
    m_lastProgress = value;
    QJsonObject params{{u"progressToken"_s, m_progressToken}, {u"progress"_s, value}};
    if (total)
        params.insert(u"total"_s, *total);
    if (!message.isEmpty() && m_facts.client.version != "2024-11-05"_L1)
        params.insert(u"message"_s, message);
    const QByteArray key = "progress " + idKey(m_facts.request.id).toUtf8();
    m_channel->send(rpcNotification(u"notifications/progress"_s, params), key);
}

void McpExchange::log(const QString &level, const QJsonValue &data)
{
    if (m_isOver || !isLoggedAt(level, m_facts.logLevel))
        return;
    notify(u"notifications/message"_s, {{u"level"_s, level}, {u"logger"_s, u"exaid"_s}, {u"data"_s, data}});
}

void McpExchange::notify(const QString &method, const QJsonObject &params)
{
    if (!m_isOver)
        m_channel->send(rpcNotification(method, params), {});
}

void McpExchange::hangUp(std::chrono::milliseconds retry)
{
    if (!m_isOver && !isModern())
        m_channel->hangUp(retry);
}

bool McpExchange::askClient(const QString &method, const QJsonObject &params, ClientAnswer answer)
{
    if (m_isOver || isModern())
        return false;
    m_channel->send(rpcRequest(m_peer.openQuestion(*this, std::move(answer)), method, params), {});
    return true;
}

void McpExchange::requireInput(const QJsonObject &requests, const std::optional<QJsonObject> &state)
{
    QJsonObject result{{u"resultType"_s, u"input_required"_s}};
    if (!requests.isEmpty())
        result.insert(u"inputRequests"_s, requests);
    if (state)
        result.insert(u"requestState"_s,
                      context().seal.seal(*state, stateBinding(m_facts.request, identity())));
    reply(result);
}

} // namespace exaid::mcp
