#include "core/tools/statusfacts.h"

#include "core/providers/providerset.h"

#include <QUrl>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject poolFacts(const PoolSnapshot &pool)
{
    QJsonObject facts{{u"limit"_s, pool.capacity},
                      {u"in_use"_s, pool.held},
                      {u"available"_s, pool.available},
                      {u"waiting"_s, pool.waiting},
                      {u"peak_in_use"_s, pool.peakHeld}};
    if (pool.debt > 0)
        facts.insert(u"above_lowered_limit"_s, pool.debt);
    if (pool.simulated)
        facts.insert(u"simulated"_s, true);
    return facts;
}

QJsonObject clocksJson(const ClockSettings &clocks)
{
    QJsonObject total;
    for (const WorkClass workClass : AllWorkClasses)
        total.insert(toString(workClass), toSeconds(clocks.totalFor(workClass)));
    return {{u"connect"_s, toSeconds(clocks.connect)},
            {u"first_token"_s, toSeconds(clocks.firstToken)},
            {u"stall"_s, toSeconds(clocks.stall)},
            {u"total"_s, total}};
}

bool isConfigured(const ProviderSet &providers, const QString &id)
{
    const Provider *provider = providers.find(id);
    return provider && provider->status().configured;
}

} // namespace

QList<ProviderFacts> providerFacts(const QList<ProviderSettings> &providers)
{
    QList<ProviderFacts> facts;
    for (const ProviderSettings &p : providers)
        facts.append(
            {p.id, p.displayName, QUrl(p.baseUrl).host(), p.maxOutputTokens, p.clocks, p.defaultModel});
    return facts;
}

QJsonObject limitsJson(const Snapshot &snapshot, const QString &session)
{
    QJsonObject global, own, providers, models;
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind == "global"_L1)
            global = poolFacts(pool);
        else if (pool.kind == "provider"_L1)
            providers.insert(pool.name, poolFacts(pool));
        else if (pool.kind == "model"_L1)
            models.insert(pool.name, poolFacts(pool));
        else if (pool.kind == "session"_L1 && pool.name == session)
            own = poolFacts(pool);
    }
    QJsonObject limits{{u"global"_s, global}, {u"providers"_s, providers}, {u"this_session"_s, own}};
    if (!models.isEmpty())
        limits.insert(u"models"_s, models);
    return limits;
}

QJsonObject countersJson(const CounterSnapshot &c)
{
    return {{u"started"_s, c.callsStarted},
            {u"answered"_s, c.callsAnswered},
            {u"refused"_s, c.callsRefused},
            {u"timed_out"_s, c.callsTimedOut},
            {u"cancelled"_s, c.callsCancelled},
            {u"failed"_s, c.callsFailed},
            {u"leaks_found"_s, c.leaksFound},
            {u"leaks_recovered"_s, c.leaksRecovered},
            {u"provider_aborts"_s, c.providerAborts},
            {u"timeouts_by_clock"_s, c.timeoutsByClock},
            {u"refusals_by_limit"_s, c.refusalsByLimit},
            {u"leaks_by_cause"_s, c.leaksByCause},
            {u"leaks_by_pool"_s, c.leaksByPool}};
}

QJsonArray ownCallsJson(const Snapshot &snapshot, const QString &session)
{
    QJsonArray calls;
    for (const CallSnapshot &call : snapshot.calls) {
        if (call.session != session)
            continue;
        QJsonObject facts{{u"request_id"_s, call.requestId},
                          {u"tool"_s, call.tool},
                          {u"phase"_s, toString(call.phase)},
                          {u"running_ms"_s, snapshot.wallMs - call.startedMs}};
        if (!call.model.isEmpty())
            facts.insert(u"model"_s, call.model);
        if (call.position > 0)
            facts.insert(u"queue_position"_s, call.position);
        calls.append(facts);
    }
    return calls;
}

QJsonObject modelJson(const ModelInfo &model)
{
    QJsonObject json{{u"id"_s, model.id},
                     {u"aliases"_s, QJsonArray::fromStringList(model.aliases)},
                     {u"context_tokens"_s, model.contextTokens},
                     {u"max_output_tokens"_s, model.maxOutputTokens},
                     {u"thinking"_s, model.thinking || model.thinksAlways},
                     {u"web_search"_s, model.webSearch},
                     {u"vision"_s, model.vision}};
    if (model.price) {
        json.insert(u"usd_per_million_tokens"_s, QJsonObject{{u"input"_s, model.price->input},
                                                             {u"cached_input"_s, model.price->cachedInput},
                                                             {u"output"_s, model.price->output}});
    }
    if (model.learned)
        json.insert(u"note"_s, u"known from the provider's own list only"_s);
    if (model.unlisted)
        json.insert(u"note"_s, u"not in the provider's own list of today"_s);
    return json;
}

QJsonArray configuredProviders(const ProviderSet &providers)
{
    QJsonArray names;
    for (const auto &provider : providers.all()) {
        const ProviderStatus status = provider->status();
        if (status.configured)
            names.append(status.displayName.isEmpty() ? status.id : status.displayName);
    }
    return names;
}

QJsonArray availableModels(const ProviderSet &providers, const ModelCatalog &models)
{
    QJsonArray ids;
    for (const ModelInfo &model : models.all()) {
        if (isConfigured(providers, model.provider))
            ids.append(model.id);
    }
    return ids;
}

QJsonArray providersJson(const QList<ProviderFacts> &facts, const ProviderSet &providers,
                         const ModelCatalog &models, const Snapshot &snapshot, bool advanced)
{
    QJsonArray list;
    for (const ProviderFacts &fact : facts) {
        const Provider *provider = providers.find(fact.id);
        const ProviderStatus status = provider ? provider->status() : ProviderStatus{};
        QJsonArray offered;
        for (const ModelInfo &model : models.of(fact.id))
            offered.append(modelJson(model));
        QJsonObject json{{u"id"_s, fact.id},
                         {u"name"_s, fact.displayName},
                         {u"configured"_s, status.configured},
                         {u"simulated"_s, status.simulated},
                         {u"default_model"_s, fact.defaultModel},
                         {u"models"_s, offered}};
        if (advanced) {
            json.insert(u"host"_s, status.simulated ? QString() : fact.host);
            // The limit in force: it may have been changed since the start.
            const auto pool = std::ranges::find_if(snapshot.pools, [&fact](const PoolSnapshot &p) {
                return p.kind == "provider"_L1 && p.name == fact.id;
            });
            if (pool != snapshot.pools.end())
                json.insert(u"max_inflight"_s, pool->capacity);
            json.insert(u"max_output_tokens"_s, fact.maxOutputTokens);
            json.insert(u"time_limits_secs"_s, clocksJson(fact.clocks));
            json.insert(u"requests"_s, status.requests);
            json.insert(u"failures"_s, status.failures);
            json.insert(u"aborts"_s, status.aborts);
        }
        list.append(json);
    }
    return list;
}

} // namespace exaid
