#include "gui/feed/slothistory.h"

#include <QSet>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SlotHistory::SlotHistory(Duration span, size_t maxSpans)
    : m_spanMs(std::chrono::floor<std::chrono::milliseconds>(span).count())
    , m_maxSpans(maxSpans)
{}

void SlotHistory::record(const Snapshot &snapshot)
{
    if (snapshot.startedMs != m_daemonStartMs) { // another daemon: its calls are counted from one again
        m_spans.clear();
        m_daemonStartMs = snapshot.startedMs;
    }
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind == "provider"_L1)
            m_capacities.insert(pool.name, pool.capacity);
    }
    QSet<quint64> holding;
    for (const CallSnapshot &call : snapshot.calls) {
        if (call.leaseId == 0 || call.provider.isEmpty())
            continue;
        holding.insert(call.id);
    }
    // Those that went free their lanes before those that came take them.
    for (auto &[id, span] : m_spans) {
        if (span.runs() && !holding.contains(id))
            span.toMs = std::max(snapshot.wallMs, span.fromMs);
    }
    forget(snapshot.wallMs);
    QSet<QString> seen;
    for (const SessionSnapshot &session : snapshot.sessions)
        seen.insert(session.name);
    for (const auto &[id, span] : m_spans)
        seen.insert(span.session);
    m_owners.removeIf([&](const auto &owner) { return !seen.contains(owner.key()); });
    for (const SessionSnapshot &session : snapshot.sessions)
        nameOwner(session.name);
    for (const CallSnapshot &call : snapshot.calls) {
        if (holding.contains(call.id))
            see(call, snapshot.wallMs);
    }
}

void SlotHistory::see(const CallSnapshot &call, qint64 nowMs)
{
    const auto known = m_spans.find(call.id);
    if (known == m_spans.end()) {
        const qint64 from = std::min(call.phaseSinceMs, nowMs);
        const int lane = laneNow(call.provider);
        clearLane(call.provider, lane, from);
        nameOwner(call.session);
        m_spans.emplace(call.id, SlotSpan{call.id,
                                          call.session,
                                          call.tool,
                                          call.provider,
                                          call.model,
                                          lane,
                                          from,
                                          0,
                                          call.deadlineMs,
                                          {{from, call.phase}},
                                          {}});
        return;
    }
    SlotSpan &span = known->second;
    if (!span.outcome.isEmpty())
        return; // its end was told meanwhile
    span.toMs = 0;
    if (span.phases.isEmpty() || span.phases.constLast().phase != call.phase)
        span.phases.append({std::max(call.phaseSinceMs, span.fromMs), call.phase});
}

void SlotHistory::record(const MonitorEvent &event)
{
    if (event.kind != "call_finished"_L1)
        return;
    const QJsonObject &fields = event.fields;
    const auto id = static_cast<quint64>(fields[u"call"].toInteger());
    const auto ranMs = static_cast<qint64>(fields[u"run_ms"].toDouble());
    const auto endMs = static_cast<qint64>(fields[u"t"].toDouble() * 1000);
    const QString outcome = fields[u"outcome"].toString();
    if (const auto known = m_spans.find(id); known != m_spans.end()) {
        SlotSpan &span = known->second;
        span.toMs = std::max(endMs, span.fromMs);
        span.outcome = outcome;
        return;
    }
    // A call without a work class needs no slot; one that never ran had none.
    if (!fields.contains(u"work_class") || ranMs <= 0 || endMs <= m_daemonStartMs)
        return;
    const QString provider = fields[u"prov"].toString().toLower();
    const QString session = fields[u"sess"].toString();
    const qint64 from = endMs - ranMs;
    nameOwner(session);
    m_spans.emplace(id, SlotSpan{id,
                                 session,
                                 fields[u"name"].toString(),
                                 provider,
                                 fields[u"model"].toString(),
                                 freeLane(provider, from, endMs),
                                 from,
                                 endMs,
                                 0,
                                 {{from, CallPhase::Streaming}},
                                 outcome});
    forget(endMs);
}

const SlotSpan *SlotHistory::running(quint64 call) const
{
    const auto it = m_spans.find(call);
    return it != m_spans.end() && it->second.runs() ? &it->second : nullptr;
}

int SlotHistory::laneCount(const QString &provider, qint64 sinceMs) const
{
    int lanes = m_capacities.value(provider);
    for (const auto &[id, span] : m_spans) {
        if (span.provider == provider && (span.runs() || span.toMs >= sinceMs))
            lanes = std::max(lanes, span.lane + 1);
    }
    return lanes;
}

int SlotHistory::laneNow(const QString &provider) const
{
    QSet<int> taken;
    for (const auto &[id, span] : m_spans) {
        if (span.provider == provider && span.runs())
            taken.insert(span.lane);
    }
    int lane = 0;
    while (taken.contains(lane))
        ++lane;
    return lane;
}

// An end that only a snapshot told comes a little late: the next one in the lane was there before it.
void SlotHistory::clearLane(const QString &provider, int lane, qint64 fromMs)
{
    for (auto &[id, span] : m_spans) {
        if (span.provider == provider && span.lane == lane && !span.runs() && span.toMs > fromMs)
            span.toMs = std::max(span.fromMs, fromMs);
    }
}

int SlotHistory::freeLane(const QString &provider, qint64 fromMs, qint64 toMs) const
{
    QSet<int> taken;
    for (const auto &[id, span] : m_spans) {
        const bool overlaps = span.fromMs < toMs && (span.runs() || span.toMs > fromMs);
        if (span.provider == provider && overlaps)
            taken.insert(span.lane);
    }
    int lane = 0;
    while (taken.contains(lane))
        ++lane;
    return lane;
}

void SlotHistory::forget(qint64 nowMs)
{
    std::erase_if(m_spans, [&](const auto &pair) {
        return !pair.second.runs() && pair.second.toMs < nowMs - m_spanMs;
    });
    for (auto it = m_spans.begin(); it != m_spans.end() && m_spans.size() > m_maxSpans;)
        it = it->second.runs() ? std::next(it) : m_spans.erase(it);
}

void SlotHistory::nameOwner(const QString &session)
{
    if (m_owners.contains(session))
        return;
    const QList<int> taken = m_owners.values();
    int index = 0;
    while (taken.contains(index))
        ++index;
    m_owners.insert(session, index);
}

} // namespace exaid
