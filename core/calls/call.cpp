#include "core/calls/call.h"

#include "core/calls/refusals.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/providers/providerguard.h"
#include "core/sessions/sessionregistry.h"
#include "core/tools/toolcatalog.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A turn or two: by then admission knows the provider's new limit.
constexpr Duration StandBackTime = std::chrono::milliseconds(10);

qint64 toWholeMs(Duration duration)
{
    return std::chrono::round<std::chrono::milliseconds>(duration).count();
}

QString nameOf(const Session *session)
{
    return session ? session->name : QString();
}

Priority priorityOf(const Session *session)
{
    return session && session->batch ? Priority::Batch : Priority::Interactive;
}

QString clientOf(const Session *session)
{
    return session ? session->info.client : QString();
}

} // namespace

Call::Call(CallId id, const CallRequest &request, const CallParts &parts, Host host)
    : m_id(id)
    , m_request(request)
    , m_parts(parts)
    , m_sessionName(nameOf(parts.sessions.find(request.session)))
    , m_client(clientOf(parts.sessions.find(request.session)))
    , m_priority(request.priority.value_or(priorityOf(parts.sessions.find(request.session))))
    , m_host(std::move(host))
    , m_since(parts.timers.now())
    , m_wallSince(parts.timers.clock().wallNow())
    , m_phaseSince(m_since)
    , m_wallPhaseSince(m_wallSince)
{}

Call::~Call() = default;

void Call::start()
{
    const auto tool = m_parts.tools.find(m_request.tool);
    if (!tool)
        return end(Rejected{tool.error(), {}});
    const auto arguments = m_parts.tools.validate(**tool, m_request.arguments);
    if (!arguments)
        return end(Rejected{arguments.error(), {}});
    const auto plan = (*tool)->plan(*arguments);
    if (!plan)
        return end(Rejected{plan.error(), {}});
    const ProviderGuard *guard = m_parts.guards ? m_parts.guards->find(plan->provider) : nullptr;
    const auto refused = guard ? guard->refusal() : std::nullopt;
    if (!refused)
        return begin(**tool, *arguments, *plan);
    QJsonObject otherArguments = *arguments;
    CallPlan otherPlan = *plan;
    QString note;
    if (!switchToFallback(**tool, otherArguments, otherPlan, note))
        return end(*refused);
    m_fallbackNote = note;
    begin(**tool, otherArguments, otherPlan);
}

// The circuit breaker of the plan's provider is open: the model that the user configured for this, if its own
// provider works.
bool Call::switchToFallback(const Tool &tool, QJsonObject &arguments, CallPlan &plan, QString &note) const
{
    const ProviderGuard *down = m_parts.guards->find(plan.provider);
    const QJsonObject properties = tool.definition().inputSchema[u"properties"].toObject();
    if (down->fallbackModel().isEmpty() || !properties.contains(u"model"_s))
        return false;
    arguments.insert(u"model"_s, down->fallbackModel());
    const auto other = tool.plan(arguments);
    if (!other || !other->needsPermit())
        return false;
    const ProviderGuard *guard = m_parts.guards->find(other->provider);
    if (!guard || guard->refusal())
        return false;
    note = u"%1 does not answer at present; %2 is asked instead of %3"_s.arg(plan.provider.toUpper(),
                                                                             other->model.id, plan.model.id);
    plan = *other;
    return true;
}

void Call::begin(const Tool &tool, const QJsonObject &arguments, const CallPlan &plan)
{
    if (!advance(Event::Started))
        return;
    m_plan = plan;
    // One absolute deadline, fixed here. It covers the longest wait plus the longest run, so that no inner
    // limit can outlive it.
    const Duration limit =
        plan.needsPermit() ? m_parts.queueTimeout + plan.limits.total : m_parts.localToolTimeout;
    m_deadline = Deadline(m_since + limit);
    m_deadlineTimer = m_parts.timers.at(m_deadline.when(), [this] { expire(); });
    if (CallObserver *observer = m_host.observer())
        observer->accepted(m_id, limit);
    if (!m_fallbackNote.isEmpty())
        note(m_fallbackNote);

    m_run = tool.start({m_id, m_request.session, m_sessionName, arguments, plan}, *this);
    m_run->prepare();
}

void Call::prepared()
{
    if (!m_plan.needsPermit()) {
        if (advance(Event::PreparedLocal))
            execute();
        return;
    }
    if (!advance(Event::Prepared))
        return;
    m_queuedSince = m_parts.timers.now();
    if (ProviderGuard *provider = guard())
        provider->callArrived();
    ask();
}

void Call::ask()
{
    if (const ProviderGuard *provider = guard()) {
        if (const auto refused = provider->refusal())
            return end(*refused);
    }
    enterPhase(CallPhase::Queued);
    // The first wait has the queue's limit. One that comes back keeps its place and has all the time left.
    const bool isFirst = m_attempts == 0;
    const AdmissionAsk ask{m_id,
                           m_request.session,
                           m_plan.provider,
                           m_plan.model.id,
                           isFirst ? m_since + m_parts.queueTimeout : TimePoint::max(),
                           m_deadline.when(),
                           m_linePlace,
                           m_priority};
    const TicketId ticket = m_parts.admission.request(ask, *this);
    if (m_state == State::Queued)
        m_ticket = ticket;
}

void Call::granted(Lease lease, quint64 place)
{
    m_ticket = {};
    // The breaker may have opened while the call waited.
    if (const ProviderGuard *provider = guard(); provider && m_state == State::Queued) {
        if (const auto refused = provider->refusal()) {
            lease.release();
            return end(*refused);
        }
    }
    if (!advance(Event::Granted))
        return; // the lease goes back here
    m_place.reset();
    m_linePlace = place;
    m_lease = std::move(lease);
    if (!m_runningSince) {
        m_runningSince = m_parts.timers.now();
        m_parts.metrics.slotGranted(m_plan.provider,
                                    *m_runningSince - m_queuedSince.value_or(*m_runningSince));
    }
    // After the replies of the calls whose end made room: starting a request takes longer than telling one.
    m_executeTimer = m_parts.timers.after(Duration::zero(), [this] { execute(); });
}

void Call::attemptFailed(const Outcome &outcome)
{
    ProviderGuard *provider = guard();
    if (m_state != State::Running || !provider)
        return end(outcome);
    const RetryPolicy::Attempt attempt{m_attempts, m_toldSomething, m_parts.timers.now(), m_deadline};
    const qint64 deniedBefore = provider->retriesDenied();
    if (const auto retry = provider->retryAfter(outcome, attempt)) {
        m_retryReserved = retry->reserved;
        return backOff(outcome, retry->wait);
    }
    if (provider->retriesDenied() > deniedBefore)
        m_parts.metrics.retryDenied(m_plan.provider);
    const auto *failed = std::get_if<ProviderFailed>(&outcome);
    if (failed && failed->error.code == "circuit_open"_L1) {
        const auto refused = provider->refusal();
        return end(refused ? *refused
                           : Refused{{u"PROVIDER_UNAVAILABLE"_s, failed->error.message, failed->error.hint},
                                     failed->retryAfter,
                                     {{u"limit"_s, u"circuit_breaker"_s}}});
    }
    end(outcome);
}

void Call::backOff(const Outcome &failure, Duration wait)
{
    if (!advance(Event::AttemptFailed))
        return;
    m_lease.release(); // nobody waits while holding something
    m_parts.metrics.callRetried(m_plan.provider);
    enterPhase(CallPhase::BackingOff);
    note(u"%1; asking again in %2 s"_s.arg(describe(failure), QString::number(toSeconds(wait), 'f', 1)));
    if (m_state != State::BackingOff)
        return; // cancelled by who heard it
    askAfter(wait);
}

void Call::askAfter(Duration wait)
{
    m_backOffTimer = m_parts.timers.after(wait, [this] {
        if (advance(Event::BackedOff))
            ask();
    });
}

// The provider refused another request between the grant and now: nothing is sent until its new limit is
// known. Not an attempt; the place in line is kept.
void Call::standBack()
{
    if (!advance(Event::AttemptFailed))
        return;
    m_lease.release();
    if (m_attempts == 0)
        m_runningSince.reset();
    enterPhase(CallPhase::BackingOff);
    askAfter(StandBackTime);
}

ProviderGuard *Call::guard() const
{
    return m_parts.guards && m_plan.needsPermit() ? m_parts.guards->find(m_plan.provider) : nullptr;
}

void Call::refused(const Refusal &refusal)
{
    m_ticket = {};
    end(outcomeOf(refusal, {m_plan.provider, m_plan.model.id, m_parts.queueTimeout}));
}

void Call::placeChanged(const QueuePlace &place)
{
    m_place = place;
    if (CallObserver *observer = m_host.observer())
        observer->queued(m_id, place);
}

void Call::execute()
{
    if (const ProviderGuard *provider = guard(); provider && m_lease.isHeld() && !provider->hasRoom())
        return standBack();
    if (std::exchange(m_retryReserved, false))
        guard()->retrySent();
    if (!m_runningSince)
        m_runningSince = m_parts.timers.now();
    ++m_attempts;
    if (m_lease.isHeld())
        enterPhase(CallPhase::Connecting);
    else
        enterPhase(CallPhase::Finishing);
    m_run->execute(m_deadline);
}

void Call::phaseChanged(CallPhase phase)
{
    if (m_state != State::Ended)
        enterPhase(phase);
}

void Call::note(const QString &message)
{
    if (CallObserver *observer = m_state == State::Ended ? nullptr : m_host.observer())
        observer->note(m_id, message);
}

void Call::chunk(const QString &text)
{
    ++m_chunks;
    m_toldSomething = true;
    const TimePoint now = m_parts.timers.now();
    if (m_lastChunk)
        m_phaseTimes.longestPause = std::max(m_phaseTimes.longestPause, toWholeMs(now - *m_lastChunk));
    m_lastChunk = now;
    if (CallObserver *observer = m_state == State::Ended ? nullptr : m_host.observer())
        observer->chunk(m_id, text);
}

void Call::finished(const Outcome &outcome)
{
    end(outcome);
}

void Call::cancel(CancelCause cause)
{
    if (m_state != State::Ended)
        end(Cancelled{cause});
}

void Call::expire()
{
    const CallClock clock = m_state == State::Queued && m_attempts == 0 ? CallClock::Queue : CallClock::Total;
    const Duration limit = m_plan.needsPermit() ? m_plan.limits.total : m_parts.localToolTimeout;
    end(TimedOut{clock, clock == CallClock::Queue ? m_parts.queueTimeout : limit, m_plan.provider,
                 m_plan.model.id});
}

void Call::end(Outcome outcome)
{
    if (!advance(Event::Ended))
        return;
    const TimePoint now = m_parts.timers.now();
    m_deadlineTimer.cancel();
    m_executeTimer.cancel();
    m_backOffTimer.cancel();
    if (std::exchange(m_retryReserved, false))
        guard()->retryDropped();
    m_outcome = std::move(outcome);
    m_phaseTimes.add(m_phase, toWholeMs(now - m_phaseSince));
    m_times.total = now - m_since;
    if (m_queuedSince)
        m_times.queued = m_runningSince.value_or(now) - *m_queuedSince;
    if (m_runningSince)
        m_times.ran = now - *m_runningSince;
    // First the provider's request, then the permits: the slot is not free while the old request still runs.
    if (m_run)
        m_run->cancel();
    if (const TicketId ticket = std::exchange(m_ticket, {}))
        m_parts.admission.withdraw(ticket);
    // Before the permits go: what is told first leaves first, and a grant starts a request.
    m_host.ended();
    m_lease.release();
}

bool Call::advance(Event event)
{
    struct Step
    {
        State from;
        Event event;
        State to;
    };
    static constexpr Step steps[] = {
        {State::Created, Event::Started, State::Preparing},
        {State::Created, Event::Ended, State::Ended},
        {State::Preparing, Event::Prepared, State::Queued},
        {State::Preparing, Event::PreparedLocal, State::Running},
        {State::Preparing, Event::Ended, State::Ended},
        {State::Queued, Event::Granted, State::Running},
        {State::Queued, Event::Ended, State::Ended},
        {State::Running, Event::AttemptFailed, State::BackingOff},
        {State::Running, Event::Ended, State::Ended},
        {State::BackingOff, Event::BackedOff, State::Queued},
        {State::BackingOff, Event::Ended, State::Ended},
    };
    for (const Step &step : steps) {
        if (step.from == m_state && step.event == event) {
            m_state = step.to;
            return true;
        }
    }
    m_parts.events.add(EventLevel::Error, u"internal_error"_s,
                       u"call %1: event %2 in state %3"_s.arg(m_id.value)
                           .arg(static_cast<int>(event))
                           .arg(static_cast<int>(m_state)));
    return false;
}

void Call::enterPhase(CallPhase phase)
{
    const TimePoint now = m_parts.timers.now();
    m_phaseTimes.add(m_phase, toWholeMs(now - m_phaseSince));
    m_phase = phase;
    m_phaseSince = now;
    if (phase == CallPhase::Streaming && m_runningSince && !m_firstTokenSeen) {
        m_firstTokenSeen = true;
        m_parts.metrics.firstToken(m_plan.provider, m_parts.timers.now() - *m_runningSince);
    }
    m_wallPhaseSince = m_parts.timers.clock().wallNow();
    if (m_lease.isHeld())
        m_parts.admission.enterPhase(m_lease, phase);
    if (CallObserver *observer = m_host.observer())
        observer->phaseChanged(m_id, phase);
}

} // namespace exaid
