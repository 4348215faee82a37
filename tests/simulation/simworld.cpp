#include "simworld.h"

#include "core/overloaded.h"

#include <algorithm>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

void PlayStats::add(const PlayStats &other)
{
    events += other.events;
    grants += other.grants;
    refusals += other.refusals;
    recoveries += other.recoveries;
    impatientGrants += other.impatientGrants;
    worstWait = std::max(worstWait, other.worstWait);
}

SimWorld::SimWorld(Sight sight)
    : m_sight(sight)
{
    restart();
}

std::optional<QString> SimWorld::play(const Script &script, PlayStats &stats)
{
    m_stats = &stats;
    for (size_t i = 0; i < script.size(); ++i) {
        passTime(script[i].after);
        if (!m_wrong)
            carryOut(script[i]);
        if (m_wrong)
            return u"step %1: %2"_s.arg(i).arg(*m_wrong);
    }
    return std::nullopt;
}

bool SimWorld::callAlive(CallId call) const
{
    return std::ranges::any_of(m_calls,
                               [&](const auto &c) { return c.second.id == call && !c.second.ended; });
}

bool SimWorld::sessionAlive(SessionId session) const
{
    return std::ranges::find(m_sessions, session.value) != m_sessions.end();
}

void SimWorld::carryOut(const Step &step)
{
    const quint64 running = pick(step.a, true);
    const quint64 waiting = pick(step.a, false);
    switch (step.op) {
    case Op::Arrive:
        return arrive(step);
    case Op::Disconnect:
        return disconnect(step.a % Seats);
    case Op::ChangeLimits:
        return send(ChangeLimits{limitsFrom(step.a)});
    case Op::Audit:
        return audit();
    case Op::Drift:
        return drift(step);
    case Op::Restart:
        return restart();
    case Op::Wait:
        return;
    case Op::ClockBack:
        m_skew = std::chrono::milliseconds(step.c);
        return send(Tick{});
    case Op::LateRelease:
        if (!m_recovered.empty())
            send(Return{m_recovered[step.a % m_recovered.size()]});
        return;
    case Op::Withdraw:
        if (waiting) {
            leave(m_calls.find(waiting));
            send(Withdraw{TicketId{waiting}});
        }
        return;
    case Op::RepeatTicket:
        if (waiting) {
            const QString &provider = providerName(step.b % Providers);
            send(Arrive{
                TicketId{waiting}, CallId{1}, SessionId{m_sessions[step.b % Seats]}, provider, {}, m_now});
        }
        return;
    case Op::Finish:
    case Op::EnterPhase:
    case Op::LoseRelease:
    case Op::DoubleRelease:
    case Op::GoDeaf:
    case Op::BackOff:
    case Op::LateWithdraw:
        break;
    }
    if (!running)
        return;
    Call &call = m_calls.at(running);
    const LeaseRef lease = *call.lease;
    switch (step.op) {
    case Op::Finish:
        finish(running);
        break;
    case Op::EnterPhase:
        send(EnterPhase{lease, static_cast<CallPhase>(2 + step.b % 3)});
        break;
    case Op::LoseRelease:
        call.ended = true;
        m_recoverable.insert(lease.id.value);
        break;
    case Op::DoubleRelease:
        finish(running);
        send(Return{lease});
        break;
    case Op::GoDeaf:
        call.deaf = true;
        break;
    case Op::BackOff:
        askAgain(running, step.c);
        break;
    case Op::LateWithdraw:
        send(Withdraw{TicketId{running}});
        break;
    default:
        Q_UNREACHABLE();
    }
}

void SimWorld::arrive(const Step &step)
{
    const quint64 ticket = m_controller->issueTicket().value;
    Call call;
    call.id = CallId{++m_lastCall};
    call.seat = step.a % Seats;
    call.session = m_sessions[call.seat];
    const bool thinking = step.b % 5 == 0 && m_controller->limits().models.contains(thinkingModel());
    call.route = thinking ? ThinkingRoute : step.b % Providers;
    call.priority = (step.a >> 8) % 4 == 0 ? Priority::Batch : Priority::Interactive;
    call.since = m_now;
    call.queueDeadline = m_now + std::chrono::milliseconds(step.c);
    call.deadline = call.queueDeadline + 420s;
    const QString &provider = providerName(thinking ? 0 : call.route);
    const Arrive event{TicketId{ticket},
                       call.id,
                       SessionId{call.session},
                       provider,
                       thinking ? thinkingModel() : QString(),
                       call.queueDeadline,
                       call.deadline,
                       0,
                       call.priority};
    m_lanes.at(call.seat, call.route).tickets.insert(ticket);
    m_calls.emplace(ticket, std::move(call));
    ++m_waiting;
    send(event);
}

// What a call does that failed and will try again: no slot is held meanwhile, its place in line is kept.
void SimWorld::askAgain(quint64 old, quint32 queueLimitMs)
{
    Call call = m_calls.at(old);
    if (call.seat >= Seats || call.deaf)
        return;
    finish(old);
    const bool thinking = call.route == ThinkingRoute;
    const auto &limits = m_controller->limits();
    if (thinking && !limits.models.contains(thinkingModel()))
        return;
    const quint64 ticket = m_controller->issueTicket().value;
    call.lease.reset();
    call.since = m_now;
    call.queueDeadline = m_now + std::chrono::milliseconds(queueLimitMs);
    call.deadline = call.queueDeadline + 420s;
    const Arrive event{TicketId{ticket},
                       call.id,
                       SessionId{call.session},
                       providerName(thinking ? 0 : call.route),
                       thinking ? thinkingModel() : QString(),
                       call.queueDeadline,
                       call.deadline,
                       call.place,
                       call.priority};
    m_lanes.at(call.seat, call.route).tickets.insert(ticket);
    m_calls.emplace(ticket, std::move(call));
    ++m_waiting;
    send(event);
}

void SimWorld::disconnect(quint32 seat)
{
    const quint64 session = std::exchange(m_sessions[seat], ++m_lastSession);
    std::vector<quint64> theirs;
    for (auto &[ticket, call] : m_calls) {
        if (call.session == session)
            theirs.push_back(ticket);
    }
    for (const quint64 ticket : theirs) {
        const auto it = m_calls.find(ticket);
        if (!it->second.lease) {
            leave(it);
            send(Withdraw{TicketId{ticket}});
        } else if (!it->second.ended) {
            finish(ticket);
        }
    }
    for (auto &[ticket, call] : m_calls) {
        if (call.session != session)
            continue;
        countRunning(call, -1); // a lost one is of no seat any more
        call.seat = Seats;
        countRunning(call, 1);
    }
    send(EndSession{SessionId{session}});
}

void SimWorld::audit()
{
    const std::set<quint64> expected = m_recoverable;
    if (std::exchange(m_drifted, false))
        m_lanes.startAfresh(m_now);
    send(Audit{this});
    m_mayMend = false;
    if (std::ranges::any_of(expected, [this](quint64 lease) { return m_recoverable.contains(lease); }))
        fail(u"an audit left a leaked lease out"_s);
}

void SimWorld::drift(const Step &step)
{
#ifdef EXAID_TEST_HOOKS
    const int permits = static_cast<int>(step.b % 7) - 3;
    if (permits == 0)
        return;
    std::vector<PoolIndex> pools;
    m_controller->ledger().forEachPool([&](PoolIndex index, const PermitPool &) { pools.push_back(index); });
    m_controller->ledgerForFaults().injectDrift(pools[step.a % pools.size()], permits);
    m_drifted = m_mayMend = m_sight == Sight::Full;
#else
    Q_UNUSED(step)
#endif
}

void SimWorld::passTime(Duration by)
{
    const TimePoint end = m_now + by;
    while (m_controller->nextWake() <= end && !m_wrong) {
        m_now = std::max(m_now, m_controller->nextWake());
        send(Tick{});
        if (m_controller->nextWake() <= m_now)
            fail(u"a tick left something due"_s);
    }
    m_now = end;
    endDue();
    send(Tick{});
}

// What the engine does: a call that is not deaf ends at its deadline.
void SimWorld::endDue()
{
    for (auto it = m_calls.begin(); it != m_calls.end();) {
        const auto &[ticket, call] = *it++;
        if (call.lease && !call.deaf && !call.ended && call.deadline <= m_now)
            finish(ticket);
    }
}

void SimWorld::send(const AdmissionEvent &event)
{
    m_actions.clear();
    m_controller->handle(m_now - std::exchange(m_skew, {}), event, m_actions);
    ++m_stats->events;
    refreshLanes(); // limits may have changed, a session may have room again
    for (const AdmissionAction &action : m_actions) {
        take(action);
        refreshLanes();
    }
    check();
}

void SimWorld::take(const AdmissionAction &action)
{
    std::visit([this](const auto &a) { took(a); }, action);
}

void SimWorld::took(const Grant &grant)
{
    ++m_stats->grants;
    const auto it = m_calls.find(grant.ticket.value);
    if (it == m_calls.end() || it->second.lease)
        return fail(u"call %1 was granted though it is gone or has a lease"_s.arg(grant.call.value));
    Call &call = it->second;
    if (call.id != grant.call || grant.waited != m_now - call.since)
        fail(u"the grant is not that of the call"_s);
    if (m_now >= call.queueDeadline && m_now > call.since)
        fail(u"a call was granted after its queue deadline"_s);
    if (call.place != 0 && call.place != grant.place)
        fail(u"a call that came back lost its place in line"_s);
    checkOrder(call);
    checkWait(call.seat, call.route);
    SimLane &lane = m_lanes.at(call.seat, call.route);
    lane.tickets.erase(grant.ticket.value);
    lane.passedOver = lane.eligible = m_now;
    call.lease = grant.lease;
    call.place = grant.place;
    call.grantedAt = m_now;
    --m_waiting;
    countRunning(call, 1);
    // Also while a semaphore is wrong.
    const AdmissionLimits &limits = m_controller->limits();
    if (m_running > limits.global)
        fail(u"more calls than the global limit of %1"_s.arg(limits.global));
    if (m_runningOfSeat[call.seat] > limits.perSession)
        fail(u"more calls of one session than its limit of %1"_s.arg(limits.perSession));
    if (m_runningAt[call.route % Providers] > limits.providers.value(providerName(call.route % Providers)))
        fail(u"more calls at %1 than its limit"_s.arg(providerName(call.route % Providers)));
    if (call.route == ThinkingRoute &&
        m_runningThinking > limits.models.value(thinkingModel(), m_runningThinking))
        fail(u"more calls of a model than its limit"_s);
}

void SimWorld::took(const Refusal &refusal)
{
    ++m_stats->refusals;
    const auto it = m_calls.find(refusal.ticket.value);
    if (it == m_calls.end() || it->second.lease)
        return fail(u"call %1 was refused though it is gone or has a lease"_s.arg(refusal.call.value));
    const Call &call = it->second;
    const AdmissionLimits &limits = m_controller->limits();
    const bool listed = limits.providers.contains(providerName(call.route % Providers));
    switch (refusal.cause) {
    case RefusalCause::QueueDeadline:
        if (m_now < call.queueDeadline)
            fail(u"a call was refused before its queue deadline"_s);
        break;
    case RefusalCause::UnknownProvider:
        if (listed)
            fail(u"a call to a known provider was refused as unknown"_s);
        break;
    case RefusalCause::SessionEnded:
        fail(u"a live session was refused as ended"_s);
        break;
    case RefusalCause::SessionQueueFull:
    case RefusalCause::TotalQueueFull:
        if (m_waiting <= std::min(limits.queuePerSession, limits.queueTotal) || m_now != call.since)
            fail(u"a call was refused for a full queue that is not full"_s);
        break;
    }
    leave(it);
}

void SimWorld::took(const Recovery &recovery)
{
    ++m_stats->recoveries;
    if (recovery.cause == LeakCause::Drift) {
        if (!m_mayMend)
            fail(u"the books went wrong by themselves, and were mended"_s);
        return;
    }
    if (m_recoverable.erase(recovery.lease.id.value) == 0)
        return fail(u"a healthy lease was recovered (%1)"_s.arg(toString(recovery.cause)));
    const auto it = std::ranges::find_if(
        m_calls, [&](const auto &c) { return c.second.lease && c.second.lease->id == recovery.lease.id; });
    if (it == m_calls.end() || it->second.id != recovery.call || recovery.age != m_now - it->second.grantedAt)
        return fail(u"the evidence of a recovery is not that of the call"_s);
    m_recovered.push_back(recovery.lease);
    countEnd(recovery.age);
    countRunning(it->second, -1);
    m_calls.erase(it);
}

void SimWorld::took(const Enqueued &enqueued)
{
    const auto it = m_calls.find(enqueued.ticket.value);
    const auto place = m_controller->place(enqueued.ticket);
    const bool granted = it != m_calls.end() && it->second.lease;
    if (it == m_calls.end() || (!granted && (!place || place->position < 1 || place->position > m_waiting)))
        fail(u"a queued call has no place in line"_s);
}

void SimWorld::took(const AskToCancel &ask)
{
    const auto it = std::ranges::find_if(m_calls, [&](const auto &c) { return c.second.lease == ask.lease; });
    if (it == m_calls.end() || m_now <= it->second.deadline + m_controller->limits().overdueGrace)
        return fail(u"a call in time was called overdue"_s);
    m_recoverable.insert(ask.lease.id.value); // deaf, or its end is on the way
}

void SimWorld::countRunning(const Call &call, int by)
{
    m_running += by;
    m_runningAt[call.route % Providers] += by;
    if (call.route == ThinkingRoute)
        m_runningThinking += by;
    if (call.seat < Seats)
        m_runningOfSeat[call.seat] += by;
}

void SimWorld::countEnd(Duration held)
{
    m_longestLease = std::max(m_longestLease, held);
    m_slotTime += held;
}

// A waiting call is gone.
void SimWorld::leave(Calls::iterator it)
{
    checkWait(it->second.seat, it->second.route);
    m_lanes.at(it->second.seat, it->second.route).tickets.erase(it->first);
    --m_waiting;
    m_calls.erase(it);
}

void SimWorld::finish(quint64 ticket)
{
    const auto it = m_calls.find(ticket);
    const Call call = it->second;
    countEnd(m_now - call.grantedAt);
    countRunning(call, -1);
    m_calls.erase(it);
    m_recoverable.erase(call.lease->id.value);
    send(Return{*call.lease});
}

quint64 SimWorld::pick(quint32 index, bool running) const
{
    const auto matches = [&](const auto &c) {
        return c.second.lease.has_value() == running && !c.second.ended;
    };
    const auto count = static_cast<quint32>(std::ranges::count_if(m_calls, matches));
    if (count == 0)
        return 0;
    auto it = std::ranges::find_if(m_calls, matches);
    for (quint32 left = index % count; left > 0; --left)
        it = std::find_if(std::next(it), m_calls.end(), matches);
    return it->first;
}

void SimWorld::restart()
{
    m_controller = std::make_unique<AdmissionController>(limitsFrom(7));
    m_calls.clear();
    m_lanes.clear();
    m_recoverable.clear();
    m_recovered.clear();
    m_runningOfSeat = {};
    m_runningAt = {};
    m_running = m_runningThinking = m_waiting = 0;
    m_drifted = m_mayMend = false;
    m_slotTime = {};
    for (quint64 &session : m_sessions)
        session = ++m_lastSession;
}

void SimWorld::fail(const QString &what)
{
    if (!m_wrong)
        m_wrong = what;
}

Script shrink(Script failing, Sight sight)
{
    const auto fails = [sight](const Script &script) {
        PlayStats stats;
        return SimWorld(sight).play(script, stats).has_value();
    };
    for (size_t part = failing.size() / 2; part > 0; part /= 2) {
        for (size_t from = 0; from + part <= failing.size();) {
            Script shorter = failing;
            const auto begin = shorter.begin() + static_cast<qsizetype>(from);
            shorter.erase(begin, begin + static_cast<qsizetype>(part));
            if (fails(shorter))
                failing = std::move(shorter);
            else
                from += part;
        }
    }
    for (Step &step : failing) {
        const Duration after = std::exchange(step.after, Duration::zero());
        if (!fails(failing))
            step.after = after;
    }
    return failing;
}

} // namespace exaid::simulation
