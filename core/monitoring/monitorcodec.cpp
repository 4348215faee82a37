// JSON of snapshots and events, for the remote feed, `exaid status --json` and the status tools.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/snapshot.h"

#include <QJsonArray>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T, typename F>
QJsonArray listToJson(const QList<T> &list, F &&toObject)
{
    QJsonArray array;
    for (const T &item : list)
        array.append(toObject(item));
    return array;
}

template <typename T, typename F>
QList<T> listFromJson(const QJsonValue &value, F &&fromObject)
{
    QList<T> list;
    for (const QJsonValue &item : value.toArray())
        list.append(fromObject(item.toObject()));
    return list;
}

QJsonObject poolToJson(const PoolSnapshot &p)
{
    return {{u"kind"_s, p.kind},          {u"name"_s, p.name},       {u"label"_s, p.label},
            {u"capacity"_s, p.capacity},  {u"held"_s, p.held},       {u"available"_s, p.available},
            {u"debt"_s, p.debt},          {u"waiting"_s, p.waiting}, {u"peak_held"_s, p.peakHeld},
            {u"simulated"_s, p.simulated}};
}

PoolSnapshot poolFromJson(const QJsonObject &o)
{
    return {o[u"kind"].toString(),   o[u"name"].toString(),   o[u"label"].toString(), o[u"capacity"].toInt(),
            o[u"held"].toInt(),      o[u"available"].toInt(), o[u"debt"].toInt(),     o[u"waiting"].toInt(),
            o[u"peak_held"].toInt(), o[u"simulated"].toBool()};
}

QJsonObject callToJson(const CallSnapshot &c)
{
    QJsonObject o{{u"id"_s, static_cast<qint64>(c.id)},
                  {u"session"_s, c.session},
                  {u"request_id"_s, c.requestId},
                  {u"tool"_s, c.tool},
                  {u"provider"_s, c.provider},
                  {u"model"_s, c.model},
                  {u"work_class"_s, c.workClass},
                  {u"phase"_s, toString(c.phase)},
                  {u"simulated"_s, c.simulated},
                  {u"started_ms"_s, c.startedMs},
                  {u"phase_since_ms"_s, c.phaseSinceMs},
                  {u"deadline_ms"_s, c.deadlineMs},
                  {u"waited_ms"_s, c.waitedMs},
                  {u"run_since_ms"_s, c.runSinceMs},
                  {u"lease"_s, static_cast<qint64>(c.leaseId)},
                  {u"position"_s, c.position},
                  {u"chunks"_s, c.chunks},
                  {u"attempts"_s, c.attempts}};
    if (c.expectedWaitMs)
        o.insert(u"expected_wait_ms"_s, *c.expectedWaitMs);
    return o;
}

CallPhase phaseFromString(const QString &name)
{
    for (const CallPhase phase :
         {CallPhase::Preparing, CallPhase::Queued, CallPhase::Connecting, CallPhase::AwaitingFirstToken,
          CallPhase::Streaming, CallPhase::Finishing, CallPhase::BackingOff}) {
        if (toString(phase) == name)
            return phase;
    }
    return CallPhase::Preparing;
}

CallSnapshot callFromJson(const QJsonObject &o)
{
    CallSnapshot c;
    c.id = static_cast<quint64>(o[u"id"].toInteger());
    c.session = o[u"session"].toString();
    c.requestId = o[u"request_id"].toString();
    c.tool = o[u"tool"].toString();
    c.provider = o[u"provider"].toString();
    c.model = o[u"model"].toString();
    c.workClass = o[u"work_class"].toString();
    c.phase = phaseFromString(o[u"phase"].toString());
    c.simulated = o[u"simulated"].toBool();
    c.startedMs = o[u"started_ms"].toInteger();
    c.phaseSinceMs = o[u"phase_since_ms"].toInteger();
    c.deadlineMs = o[u"deadline_ms"].toInteger();
    c.waitedMs = o[u"waited_ms"].toInteger();
    c.runSinceMs = o[u"run_since_ms"].toInteger();
    c.leaseId = static_cast<quint64>(o[u"lease"].toInteger());
    c.position = o[u"position"].toInt();
    if (o.contains(u"expected_wait_ms"))
        c.expectedWaitMs = o[u"expected_wait_ms"].toInteger();
    c.chunks = o[u"chunks"].toInteger();
    c.attempts = o[u"attempts"].toInt();
    return c;
}

QJsonObject sessionToJson(const SessionSnapshot &s)
{
    return {{u"name"_s, s.name},
            {u"client"_s, s.client},
            {u"transport"_s, s.transport},
            {u"address"_s, s.address},
            {u"since_ms"_s, s.sinceMs},
            {u"connections"_s, s.connections},
            {u"running"_s, s.running},
            {u"waiting"_s, s.waiting},
            {u"total"_s, s.total},
            {u"failed"_s, s.failed},
            {u"slot_seconds"_s, s.slotSeconds},
            {u"last_error"_s, s.lastError},
            {u"batch"_s, s.batch},
            {u"limit"_s, s.limit},
            {u"own_limit"_s, s.ownLimit},
            {u"calls_last_minute"_s, s.callsLastMinute}};
}

SessionSnapshot sessionFromJson(const QJsonObject &o)
{
    return {o[u"name"].toString(),          o[u"client"].toString(),       o[u"transport"].toString(),
            o[u"address"].toString(),       o[u"since_ms"].toInteger(),    o[u"connections"].toInt(),
            o[u"running"].toInt(),          o[u"waiting"].toInt(),         o[u"total"].toInteger(),
            o[u"failed"].toInteger(),       o[u"slot_seconds"].toDouble(), o[u"last_error"].toString(),
            o[u"batch"].toBool(),           o[u"limit"].toInt(),           o[u"own_limit"].toBool(),
            o[u"calls_last_minute"].toInt()};
}

QJsonObject modelToJson(const ModelSnapshot &m)
{
    return {{u"model"_s, m.model},
            {u"stall_limit_ms"_s, m.stallLimitMs},
            {u"longest_pause_ms"_s, m.longestPauseMs},
            {u"streams"_s, m.streams}};
}

ModelSnapshot modelFromJson(const QJsonObject &o)
{
    return {o[u"model"].toString(), o[u"stall_limit_ms"].toInteger(), o[u"longest_pause_ms"].toInteger(),
            o[u"streams"].toInt()};
}

QJsonObject providerToJson(const ProviderSnapshot &p)
{
    return {{u"id"_s, p.id},
            {u"label"_s, p.label},
            {u"simulated"_s, p.simulated},
            {u"breaker"_s, p.breaker},
            {u"breaker_retry_ms"_s, p.breakerRetryMs},
            {u"breaker_opened"_s, p.breakerOpened},
            {u"configured_limit"_s, p.configuredLimit},
            {u"effective_limit"_s, p.effectiveLimit},
            {u"hold_ms"_s, p.holdMs},
            {u"in_flight"_s, p.inFlight},
            {u"requests"_s, p.requests},
            {u"refusals"_s, p.refusals},
            {u"failures"_s, p.failures},
            {u"retries"_s, p.retries},
            {u"retries_denied"_s, p.retriesDenied},
            {u"budget_left"_s, p.budgetLeft},
            {u"told"_s, p.told},
            {u"last_error"_s, p.lastError},
            {u"models"_s, listToJson(p.models, modelToJson)}};
}

ProviderSnapshot providerFromJson(const QJsonObject &o)
{
    ProviderSnapshot p;
    p.id = o[u"id"].toString();
    p.label = o[u"label"].toString();
    p.simulated = o[u"simulated"].toBool();
    p.breaker = o[u"breaker"].toString();
    p.breakerRetryMs = o[u"breaker_retry_ms"].toInteger();
    p.breakerOpened = o[u"breaker_opened"].toInteger();
    p.configuredLimit = o[u"configured_limit"].toInt();
    p.effectiveLimit = o[u"effective_limit"].toInt();
    p.holdMs = o[u"hold_ms"].toInteger();
    p.inFlight = o[u"in_flight"].toInt();
    p.requests = o[u"requests"].toInteger();
    p.refusals = o[u"refusals"].toInteger();
    p.failures = o[u"failures"].toInteger();
    p.retries = o[u"retries"].toInteger();
    p.retriesDenied = o[u"retries_denied"].toInteger();
    p.budgetLeft = o[u"budget_left"].toInt();
    p.told = o[u"told"].toObject();
    p.lastError = o[u"last_error"].toString();
    p.models = listFromJson<ModelSnapshot>(o[u"models"], modelFromJson);
    return p;
}

QJsonObject countersToJson(const CounterSnapshot &c)
{
    return {{u"calls_started"_s, c.callsStarted},
            {u"calls_answered"_s, c.callsAnswered},
            {u"calls_refused"_s, c.callsRefused},
            {u"calls_timed_out"_s, c.callsTimedOut},
            {u"calls_cancelled"_s, c.callsCancelled},
            {u"calls_failed"_s, c.callsFailed},
            {u"leaks_found"_s, c.leaksFound},
            {u"leaks_recovered"_s, c.leaksRecovered},
            {u"provider_aborts"_s, c.providerAborts},
            {u"retries"_s, c.retries},
            {u"timeouts_by_clock"_s, c.timeoutsByClock},
            {u"refusals_by_limit"_s, c.refusalsByLimit},
            {u"leaks_by_cause"_s, c.leaksByCause},
            {u"leaks_by_pool"_s, c.leaksByPool}};
}

CounterSnapshot countersFromJson(const QJsonObject &o)
{
    return {o[u"calls_started"].toInteger(),    o[u"calls_answered"].toInteger(),
            o[u"calls_refused"].toInteger(),    o[u"calls_timed_out"].toInteger(),
            o[u"calls_cancelled"].toInteger(),  o[u"calls_failed"].toInteger(),
            o[u"leaks_found"].toInteger(),      o[u"leaks_recovered"].toInteger(),
            o[u"provider_aborts"].toInteger(),  o[u"retries"].toInteger(),
            o[u"timeouts_by_clock"].toObject(), o[u"refusals_by_limit"].toObject(),
            o[u"leaks_by_cause"].toObject(),    o[u"leaks_by_pool"].toObject()};
}

QString levelName(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return u"info"_s;
    case EventLevel::Warning:
        return u"warning"_s;
    case EventLevel::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

EventLevel levelFromName(const QString &name)
{
    if (name == "error"_L1)
        return EventLevel::Error;
    return name == "warning"_L1 ? EventLevel::Warning : EventLevel::Info;
}

} // namespace

QJsonObject toJson(const Snapshot &s)
{
    return {{u"sequence"_s, static_cast<qint64>(s.sequence)},
            {u"wall_ms"_s, s.wallMs},
            {u"started_ms"_s, s.startedMs},
            {u"version"_s, s.version},
            {u"state"_s, s.state},
            {u"address"_s, s.address},
            {u"port"_s, s.port},
            {u"pid"_s, s.pid},
            {u"tool_count"_s, s.toolCount},
            {u"connections"_s, s.connections},
            {u"paused"_s, s.paused},
            {u"simulated"_s, s.simulated},
            {u"pools"_s, listToJson(s.pools, poolToJson)},
            {u"providers"_s, listToJson(s.providers, providerToJson)},
            {u"sessions"_s, listToJson(s.sessions, sessionToJson)},
            {u"calls"_s, listToJson(s.calls, callToJson)},
            {u"counters"_s, countersToJson(s.counters)}};
}

Snapshot snapshotFromJson(const QJsonObject &o)
{
    Snapshot s;
    s.sequence = static_cast<quint64>(o[u"sequence"].toInteger());
    s.wallMs = o[u"wall_ms"].toInteger();
    s.startedMs = o[u"started_ms"].toInteger();
    s.version = o[u"version"].toString();
    s.state = o[u"state"].toString();
    s.address = o[u"address"].toString();
    s.port = o[u"port"].toInt();
    s.pid = o[u"pid"].toInteger();
    s.toolCount = o[u"tool_count"].toInt();
    s.connections = o[u"connections"].toInt();
    s.paused = o[u"paused"].toBool();
    s.simulated = o[u"simulated"].toBool();
    s.pools = listFromJson<PoolSnapshot>(o[u"pools"], poolFromJson);
    s.providers = listFromJson<ProviderSnapshot>(o[u"providers"], providerFromJson);
    s.sessions = listFromJson<SessionSnapshot>(o[u"sessions"], sessionFromJson);
    s.calls = listFromJson<CallSnapshot>(o[u"calls"], callFromJson);
    s.counters = countersFromJson(o[u"counters"].toObject());
    return s;
}

QJsonObject toJson(const MonitorEvent &e)
{
    return {{u"sequence"_s, static_cast<qint64>(e.sequence)},
            {u"wall_ms"_s, e.wallMs},
            {u"level"_s, levelName(e.level)},
            {u"kind"_s, e.kind},
            {u"message"_s, e.message},
            {u"fields"_s, e.fields}};
}

MonitorEvent monitorEventFromJson(const QJsonObject &o)
{
    return {static_cast<quint64>(o[u"sequence"].toInteger()),
            o[u"wall_ms"].toInteger(),
            levelFromName(o[u"level"].toString()),
            o[u"kind"].toString(),
            o[u"message"].toString(),
            o[u"fields"].toObject()};
}

} // namespace exaid
