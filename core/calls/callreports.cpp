// What a call says about itself: while it runs, for the call log, and for the history.

#include "core/calls/call.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 msOf(WallTime when)
{
    return when.time_since_epoch().count();
}

qint64 wholeMs(Duration duration)
{
    return std::chrono::round<std::chrono::milliseconds>(duration).count();
}

QString outcomeName(const Outcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Answer &) { return u"answer"_s; },
                          [](const Refused &) { return u"refused"_s; },
                          [](const TimedOut &) { return u"timed_out"_s; },
                          [](const Cancelled &) { return u"cancelled"_s; },
                          [](const ProviderFailed &) { return u"provider_failed"_s; },
                          [](const Rejected &) { return u"rejected"_s; },
                          [](const InternalFailure &) { return u"internal_failure"_s; },
                      },
                      outcome);
}

} // namespace

MetricTimes Call::metricTimes() const
{
    if (!m_plan.needsPermit() || !m_queuedSince)
        return {};
    return {m_plan.provider, m_runningSince ? std::optional(m_times.ran) : std::nullopt, m_times.total};
}

CallSnapshot Call::snapshot() const
{
    CallSnapshot s;
    s.id = m_id.value;
    s.session = m_sessionName;
    s.requestId = m_request.requestId;
    s.tool = m_request.tool;
    s.provider = m_plan.provider;
    s.model = m_plan.model.id;
    s.workClass = m_plan.needsPermit() ? toString(m_plan.workClass) : QString();
    s.phase = m_phase;
    s.simulated = m_plan.simulated;
    s.startedMs = msOf(m_wallSince);
    s.phaseSinceMs = msOf(m_wallPhaseSince);
    s.deadlineMs =
        m_deadline.isNever()
            ? 0
            : msOf(m_wallSince + std::chrono::floor<std::chrono::milliseconds>(m_deadline.when() - m_since));
    s.waitedMs = m_phaseTimes.queued;
    if (m_runningSince)
        s.runSinceMs =
            msOf(m_wallSince + std::chrono::round<std::chrono::milliseconds>(*m_runningSince - m_since));
    s.leaseId = m_lease.ref().id.value;
    s.position = m_place ? m_place->position : 0;
    if (m_place && m_place->expectedWait)
        s.expectedWaitMs = static_cast<qint64>(toMilliseconds(*m_place->expectedWait));
    s.chunks = m_chunks;
    s.attempts = m_attempts;
    return s;
}

QJsonObject Call::record() const
{
    const Clock &clock = m_parts.timers.clock();
    QJsonObject line{{u"t"_s, static_cast<double>(clock.wallNow().time_since_epoch().count()) / 1000.0},
                     {u"op"_s, u"call_tool"_s},
                     {u"lat"_s, toSeconds(m_times.total)},
                     {u"sess"_s, m_sessionName},
                     {u"name"_s, m_request.tool},
                     {u"prov"_s, m_plan.provider.toUpper()},
                     {u"call"_s, static_cast<qint64>(m_id.value)},
                     {u"request_id"_s, m_request.requestId},
                     {u"model"_s, m_plan.model.id},
                     {u"outcome"_s, outcomeName(*m_outcome)},
                     {u"queue_ms"_s, toMilliseconds(m_times.queued)},
                     {u"run_ms"_s, toMilliseconds(m_times.ran)}};
    if (m_plan.needsPermit())
        line.insert(u"work_class"_s, toString(m_plan.workClass));
    if (m_attempts > 1)
        line.insert(u"attempts"_s, m_attempts);
    if (m_plan.simulated)
        line.insert(u"simulated"_s, true);
    if (const Answer *answer = std::get_if<Answer>(&*m_outcome); answer && answer->usage) {
        line.insert(u"prompt_tokens"_s, answer->usage->promptTokens);
        line.insert(u"completion_tokens"_s, answer->usage->completionTokens);
    }
    if (const TimedOut *timedOut = std::get_if<TimedOut>(&*m_outcome))
        line.insert(u"clock"_s, toString(timedOut->clock));
    if (!isAnswer(*m_outcome)) {
        line.insert(u"code"_s, wireCode(*m_outcome));
        line.insert(u"message"_s, describe(*m_outcome));
    }
    return line;
}

CallRow Call::row() const
{
    CallRow row = callRowFrom(snapshot());
    const Clock &clock = m_parts.timers.clock();
    const TimePoint now = clock.now();
    row.client = m_client;
    row.priority = m_priority == Priority::Batch ? u"batch"_s : u"interactive"_s;
    row.phases = m_phaseTimes;
    if (m_plan.needsPermit()) {
        const CompletionLimits &limits = m_plan.limits;
        row.limits = {wholeMs(m_parts.queueTimeout), wholeMs(limits.connect), wholeMs(limits.firstToken),
                      wholeMs(limits.stall), wholeMs(limits.total)};
    } else {
        row.limits.total = wholeMs(m_parts.localToolTimeout);
    }
    if (!m_outcome) {
        row.phases.add(m_phase, wholeMs(now - m_phaseSince)); // up to now
        return row;
    }
    row.phase.clear();
    row.holdsSlot = false;
    row.phaseSinceMs = row.runSinceMs = row.deadlineMs = 0;
    row.outcome = outcomeName(*m_outcome);
    row.endedMs = row.startedMs + wholeMs(m_times.total);
    row.queueMs = wholeMs(m_times.queued);
    row.runMs = wholeMs(m_times.ran);
    if (const Answer *answer = std::get_if<Answer>(&*m_outcome)) {
        row.cost = answer->cost;
        if (answer->usage) {
            row.promptTokens = answer->usage->promptTokens;
            row.completionTokens = answer->usage->completionTokens;
            row.reasoningTokens = answer->usage->reasoningTokens;
            row.cachedTokens = answer->usage->cachedTokens;
        }
        // The model that really answered.
        if (!answer->model.isEmpty())
            row.model = answer->model;
    } else {
        row.code = wireCode(*m_outcome);
        row.message = describe(*m_outcome);
    }
    if (const TimedOut *timedOut = std::get_if<TimedOut>(&*m_outcome))
        row.clock = toString(timedOut->clock);
    return row;
}

} // namespace exaid
