#include "core/frontends/mcp/mcppeer.h"

#include "core/frontends/mcp/mcpchannel.h"
#include "core/frontends/mcp/mcppeers.h"
#include "core/frontends/mcp/mcpresults.h"
#include "core/frontends/mcp/mcpseats.h"
#include "core/frontends/mcp/stateseal.h"
#include "core/frontends/mcp/taskjson.h"

#include <QJsonArray>
#include <algorithm>
#include <utility>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxSubscriptions = 256;
constexpr qsizetype MaxIdentities = 64; // a client that changes its name has something to hide

McpClient clientFrom(const QJsonObject &info, const QJsonObject &capabilities, const QString &version)
{
    return {version, info[u"name"].toString().left(100), info[u"version"].toString().left(50), capabilities};
}

QJsonObject metaOf(const QJsonObject &params)
{
    return params[u"_meta"].toObject();
}

QString listKey(McpList list)
{
    switch (list) {
    case McpList::Tools:
        return u"tools"_s;
    case McpList::Prompts:
        return u"prompts"_s;
    case McpList::Resources:
        return u"resources"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject taggedWith(const QJsonValue &subscription, QJsonObject params)
{
    params.insert(u"_meta"_s, QJsonObject{{QString(MetaSubscription), subscription}});
    return params;
}

} // namespace

McpPeer::McpPeer(const McpContext &context, McpOrigin origin)
    : m_context(context)
    , m_origin(std::move(origin))
    , m_sessionKey(QString::fromLatin1(randomToken()))
{
    connect(&context.offerings, &McpOfferings::listChanged, this, &McpPeer::tellListChanged);
    connect(&context.offerings, &McpOfferings::resourceUpdated, this, &McpPeer::tellResourceUpdated);
    connect(&context.tasks, &TaskDesk::changed, this, &McpPeer::tellTaskChanged);
    context.peers.enter(this);
}

McpPeer::~McpPeer()
{
    m_context.peers.leave(this);
    while (!m_exchanges.empty())
        cancelRequest(QString(m_exchanges.begin()->first), CancelCause::ClientGone);
    // Nobody can come back to this session: what runs for it ends.
    m_context.tasks.forget(sessionIdentity());
    m_context.seats.forget(sessionIdentity());
}

void McpPeer::receive(const QByteArray &utf8, McpChannel &channel)
{
    const RpcInput input = parseRpc(utf8);
    if (input.isBatch && !allowsBatches(version())) {
        channel.sendFinal(rpcFailure(QJsonValue::Undefined,
                                     {InvalidRequest, u"batches are not part of this protocol version"_s}));
        return;
    }
    for (const RpcMessage &message : input.messages)
        receive(message, channel, eraOf(message));
}

void McpPeer::receive(const RpcMessage &message, McpChannel &channel, McpEra era)
{
    m_thread.assertHere("McpPeer::receive");
    std::visit([&](const auto &m) { handle(m, channel, era); }, message);
}

McpEra McpPeer::eraOf(const RpcMessage &message) const
{
    const auto *request = std::get_if<RpcRequest>(&message);
    const bool isModern =
        request && (metaOf(request->params).contains(MetaVersion) || request->method == "server/discover"_L1);
    return isModern ? McpEra::Modern : McpEra::Legacy;
}

void McpPeer::handle(const RpcInvalid &invalid, McpChannel &channel, McpEra)
{
    channel.sendFinal(rpcFailure(invalid.id, invalid.error));
}

void McpPeer::handle(const RpcNotification &notification, McpChannel &, McpEra)
{
    if (notification.method == "notifications/cancelled"_L1)
        cancelRequest(idKey(notification.params[u"requestId"]), CancelCause::ByClient);
    // The rest says nothing that we need; an unknown notification is never answered.
}

void McpPeer::handle(const RpcResponse &response, McpChannel &, McpEra)
{
    const Question question = m_questions.take(idKey(response.id));
    if (question.answer)
        question.answer(response);
}

void McpPeer::handle(const RpcRequest &request, McpChannel &channel, McpEra era)
{
    if (m_exchanges.contains(idKey(request.id)) || m_listening.contains(idKey(request.id))) {
        channel.sendFinal(rpcFailure(
            request.id, {InvalidRequest, u"a request with this id is still running; ids must be unique"_s}));
        return;
    }
    if (era == McpEra::Legacy) {
        if (!serveSession(request, channel))
            serve(request, channel, era, m_session);
        return;
    }
    McpClient client;
    if (const auto error = clientOf(request, client))
        channel.sendFinal(rpcFailure(request.id, *error));
    else if (request.method == "server/discover"_L1)
        discover(request, channel);
    else if (request.method == "subscriptions/listen"_L1)
        listen(request, channel, client);
    else
        serve(request, channel, era, client);
}

std::optional<RpcError> McpPeer::clientOf(const RpcRequest &request, McpClient &client) const
{
    const QJsonObject meta = metaOf(request.params);
    const QJsonValue version = meta[MetaVersion];
    const QJsonValue capabilities = meta[MetaCapabilities];
    if (!version.isString()) {
        return RpcError{
            InvalidParams,
            u"params._meta must have \"%1\"; or begin a session with initialize"_s.arg(MetaVersion)};
    }
    if (version.toString() != ModernVersion) {
        QJsonArray supported;
        for (const QString &known : allVersions())
            supported.append(known);
        return RpcError{UnsupportedVersion,
                        u"protocol version %1 is not supported here"_s.arg(version.toString()),
                        QJsonObject{{u"supported"_s, supported}, {u"requested"_s, version}}};
    }
    if (!capabilities.isObject())
        return RpcError{InvalidParams, u"params._meta must have \"%1\", an object"_s.arg(MetaCapabilities)};
    client = clientFrom(meta[MetaClientInfo].toObject(), capabilities.toObject(), version.toString());
    return std::nullopt;
}

bool McpPeer::serveSession(const RpcRequest &request, McpChannel &channel)
{
    if (request.method == "initialize"_L1) {
        initialize(request, channel);
        return true;
    }
    if (request.method == "ping"_L1) {
        channel.sendFinal(rpcResult(request.id, {}));
        return true;
    }
    if (!isInitialized()) {
        channel.sendFinal(rpcFailure(
            request.id,
            {InvalidParams,
             u"there is no session: send initialize first, or params._meta with \"%1\""_s.arg(MetaVersion)}));
        return true;
    }
    if (request.method == "logging/setLevel"_L1) {
        setLogLevel(request, channel);
        return true;
    }
    const bool isSubscribe = request.method == "resources/subscribe"_L1;
    if (isSubscribe || request.method == "resources/unsubscribe"_L1) {
        const QString uri = request.params[u"uri"].toString();
        m_subscribed.removeAll(uri);
        if (isSubscribe && m_subscribed.size() < MaxSubscriptions)
            m_subscribed.append(uri);
        m_watch = m_context.news.watch(m_subscribed);
        channel.sendFinal(rpcResult(request.id, {}));
        return true;
    }
    return false;
}

void McpPeer::initialize(const RpcRequest &request, McpChannel &channel)
{
    const QJsonObject &params = request.params;
    const QString asked = params[u"protocolVersion"].toString();
    if (asked.isEmpty()) {
        channel.sendFinal(rpcFailure(request.id, {InvalidParams, u"\"protocolVersion\" is missing"_s}));
        return;
    }
    const QString agreed = legacyVersions().contains(asked) ? asked : QString(LatestLegacyVersion);
    m_session = clientFrom(params[u"clientInfo"].toObject(), params[u"capabilities"].toObject(), agreed);
    m_logLevel = u"info"_s;
    QJsonObject capabilities = m_context.offerings.capabilities(McpEra::Legacy);
    capabilities.insert(u"logging"_s, QJsonObject());
    channel.sendFinal(rpcResult(request.id, {{u"protocolVersion"_s, agreed},
                                             {u"capabilities"_s, capabilities},
                                             {u"serverInfo"_s, serverInfo()},
                                             {u"instructions"_s, instructions()}}));
}

void McpPeer::setLogLevel(const RpcRequest &request, McpChannel &channel)
{
    const QString level = request.params[u"level"].toString();
    if (!isLogLevel(level)) {
        channel.sendFinal(rpcFailure(request.id, {InvalidParams, u"\"level\" is not a log level"_s}));
        return;
    }
    m_logLevel = level;
    channel.sendFinal(rpcResult(request.id, {}));
}

void McpPeer::discover(const RpcRequest &request, McpChannel &channel)
{
    QJsonArray versions;
    for (const QString &version : allVersions())
        versions.append(version);
    QJsonObject capabilities = m_context.offerings.capabilities(McpEra::Modern);
    capabilities.insert(u"logging"_s, QJsonObject());
    const QJsonObject result{{u"supportedVersions"_s, versions},
                             {u"capabilities"_s, capabilities},
                             {u"instructions"_s, instructions()}};
    channel.sendFinal(rpcResult(request.id, completed(result, request.method, McpEra::Modern)));
}

void McpPeer::listen(const RpcRequest &request, McpChannel &channel, const McpClient &client)
{
    noteIdentity(client);
    const QJsonObject capabilities = m_context.offerings.capabilities(McpEra::Modern);
    const QJsonObject wanted = request.params[u"notifications"].toObject();
    Subscription subscription{&channel, request.id, {}, {}, identityOf(client), {}, {}};
    QJsonObject granted;
    for (const McpList list : {McpList::Tools, McpList::Prompts, McpList::Resources}) {
        const QString name = listKey(list) + u"ListChanged"_s;
        if (!wanted[name].toBool() || !capabilities[listKey(list)].toObject()[u"listChanged"].toBool())
            continue;
        subscription.lists.insert(list);
        granted.insert(name, true);
    }
    QJsonArray uris;
    if (capabilities[u"resources"].toObject()[u"subscribe"].toBool()) {
        for (const QJsonValue &uri : wanted[u"resourceSubscriptions"].toArray()) {
            if (!uri.isString() || uris.size() >= MaxSubscriptions)
                continue;
            subscription.uris.append(uri.toString());
            uris.append(uri);
        }
    }
    if (!uris.isEmpty())
        granted.insert(u"resourceSubscriptions"_s, uris);
    subscription.watch = m_context.news.watch(subscription.uris);
    if (canTakeTasks(client, McpEra::Modern)) {
        const QJsonArray tasks = subscribeToTasks(subscription, wanted[u"taskIds"].toArray());
        if (!tasks.isEmpty())
            granted.insert(u"taskIds"_s, tasks);
    }
    m_listening.emplace(idKey(request.id), std::move(subscription));
    channel.send(rpcNotification(u"notifications/subscriptions/acknowledged"_s,
                                 taggedWith(request.id, {{u"notifications"_s, granted}})),
                 {});
}

void McpPeer::serve(const RpcRequest &request, McpChannel &channel, McpEra era, const McpClient &client)
{
    noteIdentity(client);
    McpOffering *offering = m_context.offerings.find(request.method, era);
    if (!offering) {
        channel.sendFinal(
            rpcFailure(request.id, {MethodNotFound, u"there is no method \"%1\""_s.arg(request.method)}));
        return;
    }
    McpExchange::Facts facts{request, era, client, {}, {}};
    facts.logLevel = era == McpEra::Legacy ? m_logLevel : metaOf(request.params)[MetaLogLevel].toString();
    if (const QJsonValue sealed = request.params[u"requestState"];
        era == McpEra::Modern && !sealed.isUndefined()) {
        facts.savedState = m_context.seal.open(sealed.toString(), stateBinding(request, identityOf(client)));
        if (!facts.savedState) {
            channel.sendFinal(rpcFailure(
                request.id,
                {InvalidParams, u"requestState was changed, is too old or belongs to another request; "
                                "send the request again without it"_s}));
            return;
        }
    }
    const QString key = idKey(request.id);
    auto owned = std::make_unique<McpExchange>(*this, channel, std::move(facts));
    McpExchange &exchange = *owned;
    m_exchanges.emplace(key, std::move(owned));
    std::unique_ptr<McpJob> job = offering->serve(exchange);
    if (!exchange.isOver())
        exchange.m_job = std::move(job);
}

// Called from inside a job, perhaps: what belongs to it is destroyed in the next turn.
void McpPeer::exchangeEnded(McpExchange &exchange)
{
    auto node = m_exchanges.extract(idKey(exchange.m_facts.request.id));
    dropQuestionsOf(&exchange);
    m_over.push_back(std::move(node.mapped()));
    if (!m_cleanUp.isActive())
        m_cleanUp = m_context.timers.after(Duration::zero(), [this] { m_over.clear(); });
}

void McpPeer::cancelRequest(const QString &key, CancelCause cause)
{
    if (const auto listening = m_listening.find(key); listening != m_listening.end()) {
        McpChannel *channel = listening->second.channel;
        m_listening.erase(listening);
        channel->dropRequest();
        return;
    }
    auto node = m_exchanges.extract(key);
    if (node.empty())
        return;
    McpExchange &exchange = *node.mapped();
    exchange.m_isOver = true;
    dropQuestionsOf(&exchange);
    if (const auto job = std::move(exchange.m_job))
        job->cancel(cause);
    if (cause == CancelCause::ByClient)
        exchange.m_channel->dropRequest();
}

void McpPeer::channelClosed(McpChannel &channel, CancelCause cause)
{
    m_thread.assertHere("McpPeer::channelClosed");
    if (m_unasked == &channel)
        m_unasked = nullptr;
    std::erase_if(m_listening, [&](const auto &entry) { return entry.second.channel == &channel; });
    QStringList keys;
    for (const auto &[key, exchange] : m_exchanges) {
        if (exchange->m_channel == &channel)
            keys.append(key);
    }
    for (const QString &key : std::as_const(keys)) {
        m_exchanges.at(key)->m_isOver = true; // says nothing more on a channel that is gone
        cancelRequest(key, cause == CancelCause::ByClient ? CancelCause::ClientGone : cause);
    }
}

void McpPeer::endSubscriptions()
{
    for (const auto &[key, subscription] : std::exchange(m_listening, {})) {
        const QJsonObject result = completed(taggedWith(subscription.id, {}), {}, McpEra::Modern);
        subscription.channel->sendFinal(rpcResult(subscription.id, result));
    }
}

void McpPeer::noteIdentity(const McpClient &client)
{
    if (m_identities.size() < MaxIdentities)
        m_identities.insert(identityOf(client));
}

void McpPeer::end(int closeCode, const QString &reason)
{
    if (m_unasked && isInitialized() && isLoggedAt(u"warning"_s, m_logLevel)) {
        m_unasked->send(rpcNotification(u"notifications/message"_s,
                                        {{u"level"_s, u"warning"_s},
                                         {u"logger"_s, u"exaid"_s},
                                         {u"data"_s, QString(u"exaid ends this session: "_s + reason +
                                                             u". Connect again to go on."_s)}}),
                        {});
    }
    endSubscriptions();
    Q_EMIT endWanted(closeCode, reason);
}

QJsonValue McpPeer::openQuestion(McpExchange &exchange, McpExchange::ClientAnswer answer)
{
    const QJsonValue id(u"exaid-%1"_s.arg(++m_lastQuestion));
    m_questions.insert(idKey(id), {&exchange, std::move(answer)});
    return id;
}

void McpPeer::dropQuestionsOf(const McpExchange *exchange)
{
    m_questions.removeIf(
        [&](QHash<QString, Question>::iterator it) { return it.value().exchange == exchange; });
}

void McpPeer::tellListChanged(McpList list)
{
    const QString method = u"notifications/%1/list_changed"_s.arg(listKey(list));
    for (const auto &[key, subscription] : m_listening) {
        if (subscription.lists.contains(list))
            subscription.channel->send(rpcNotification(method, taggedWith(subscription.id, {})), {});
    }
    if (m_unasked && isInitialized())
        m_unasked->send(rpcNotification(method, {}), method.toUtf8());
}

void McpPeer::tellResourceUpdated(const QString &uri, const QString &owner)
{
    const QString method = u"notifications/resources/updated"_s;
    const auto concerns = [&owner](const QString &identity) { return owner.isEmpty() || owner == identity; };
    for (const auto &[key, subscription] : m_listening) {
        if (subscription.uris.contains(uri) && concerns(subscription.owner))
            subscription.channel->send(
                rpcNotification(method, taggedWith(subscription.id, {{u"uri"_s, uri}})),
                QString(u"updated " + key + uri).toUtf8());
    }
    if (m_unasked && m_subscribed.contains(uri) && concerns(identityOf(m_session)))
        m_unasked->send(rpcNotification(method, {{u"uri"_s, uri}}), QString(u"updated " + uri).toUtf8());
}

QString McpPeer::sessionIdentity() const
{
    return u"session "_s + m_sessionKey;
}

QJsonArray McpPeer::subscribeToTasks(Subscription &subscription, const QJsonArray &ids) const
{
    QJsonArray granted;
    for (const QJsonValue &id : ids) {
        if (granted.size() >= MaxSubscriptions || !m_context.tasks.find(id.toString(), subscription.owner))
            continue;
        subscription.tasks.append(id.toString());
        granted.append(id);
    }
    return granted;
}

void McpPeer::tellTaskChanged(const QString &id)
{
    for (const auto &[key, subscription] : m_listening) {
        if (!subscription.tasks.contains(id))
            continue;
        const TaskDesk::Entry *entry = m_context.tasks.find(id, subscription.owner);
        if (!entry)
            continue;
        const bool isOver = isTerminal(entry->task->status());
        const QByteArray mergeKey = isOver ? QByteArray() : QString(u"task " + key + id).toUtf8();
        subscription.channel->send(
            rpcNotification(u"notifications/tasks"_s, taggedWith(subscription.id, taskDetails(id, *entry))),
            mergeKey);
    }
}

QString McpPeer::identityOf(const McpClient &client) const
{
    if (!m_origin.hostSession.isEmpty())
        return QString(u"host " + m_origin.hostSession + u' ' + client.name);
    const bool isOneConnection = m_origin.transport != "http"_L1;
    if (isInitialized() || (isOneConnection && m_origin.pid == 0))
        return sessionIdentity();
    QString process = m_origin.pid != 0 ? QString::number(m_origin.pid) : m_origin.process;
    if (process.isEmpty())
        process = m_origin.address;
    return QString(u"client " + client.name + u' ' + client.release + u' ' + process);
}

} // namespace exaid::mcp
