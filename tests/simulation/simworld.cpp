#include "simworld.h"

#include "core/overloaded.h"

#include <algorithm>
#include <random>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 Seats = 6;
const QString Providers[] = {u"kimi"_s, u"glm"_s, u"local"_s};

AdmissionLimits limitsFrom(quint32 seed)
{
    std::mt19937 random(seed);
    const auto upTo = [&](int most) { return 1 + static_cast<int>(random() % static_cast<quint32>(most)); };
    AdmissionLimits limits;
    limits.global = upTo(24);
    limits.perSession = upTo(8);
    for (const QString &provider : Providers)
        limits.providers.insert(provider, upTo(8));
    limits.queuePerSession = static_cast<int>(random() % 12);
    limits.queueTotal = static_cast<int>(random() % 40);
    limits.holdMax = random() % 2 ? 3ms : 0ms;
    limits.holdShare = random() % 2 ? 0.01 : 1.0;
    limits.usageHalfLife = std::chrono::seconds(upTo(120));
    return limits;
}

} // namespace

SimWorld::SimWorld()
{
    restart();
}

std::optional<QString> SimWorld::play(const Script &script, PlayStats &stats)
{
    m_stats = &stats;
    for (size_t i = 0; i < script.size() && !m_wrong; ++i) {
        passTime(script[i].after);
        carryOut(script[i]);
        check();
        if (m_wrong)
            return u"step %1: %2"_s.arg(i).arg(*m_wrong);
    }
    return std::nullopt;
}

bool SimWorld::callAlive(CallId call) const
{
    const auto it = m_calls.find(call.value);
    return it != m_calls.end() && !it->second.ended;
}

bool SimWorld::sessionAlive(SessionId session) const
{
    return std::ranges::any_of(m_sessions, [&](const auto &seat) { return seat.second == session.value; });
}

void SimWorld::carryOut(const Step &step)
{
    const auto pick = [&](bool running) -> quint64 {
        const std::vector<quint64> calls = callsWhere(running);
        return calls.empty() ? 0 : calls[step.a % calls.size()];
    };
    switch (step.op) {
    case Op::Arrive: {
        const quint64 id = ++m_lastId;
        const quint64 session = m_sessions.at(step.a % Seats);
        const QString &provider = Providers[step.b % 3];
        const TimePoint queueDeadline = m_now + std::chrono::milliseconds(step.c);
        const TimePoint deadline = queueDeadline + 420s;
        m_calls[id] = {session, provider, m_now, queueDeadline, deadline, {}, false, false};
        send(Arrive{TicketId{id}, CallId{id}, SessionId{session}, provider, {}, queueDeadline, deadline, 0});
        break;
    }
    case Op::Finish:
        if (const quint64 id = pick(true))
            finish(id);
        break;
    case Op::Withdraw:
        if (const quint64 id = pick(false)) {
            m_calls.erase(id);
            send(Withdraw{TicketId{id}});
        }
        break;
    case Op::Disconnect: {
        const quint64 session = std::exchange(m_sessions[step.a % Seats], ++m_lastSession);
        std::vector<quint64> theirs;
        for (const auto &[id, call] : m_calls) {
            if (call.session == session && !call.ended)
                theirs.push_back(id);
        }
        for (const quint64 id : theirs) {
            if (m_calls.at(id).lease) {
                finish(id);
            } else {
                m_calls.erase(id);
                send(Withdraw{TicketId{id}});
            }
        }
        send(EndSession{SessionId{session}});
        break;
    }
    case Op::ChangeLimits: send(ChangeLimits{limitsFrom(step.a)}); break;
    case Op::EnterPhase:
        if (const quint64 id = pick(true))
            send(EnterPhase{*m_calls.at(id).lease, static_cast<CallPhase>(2 + step.b % 3)});
        break;
    case Op::Audit: {
        const std::set<quint64> expected = m_recoverable;
        m_drifted = false;
        send(Audit{this});
        if (std::ranges::any_of(expected, [this](quint64 lease) { return m_recoverable.contains(lease); }))
            fail(u"an audit left a leaked lease out"_s);
        break;
    }
    case Op::LoseRelease:
        if (const quint64 id = pick(true)) {
            m_calls.at(id).ended = true;
            m_recoverable.insert(m_calls.at(id).lease->id.value);
        }
        break;
    case Op::DoubleRelease:
        if (const quint64 id = pick(true)) {
            const LeaseRef lease = *m_calls.at(id).lease;
            finish(id);
            send(Return{lease});
        }
        break;
    case Op::LateRelease:
        if (!m_recovered.empty())
            send(Return{m_recovered[step.a % m_recovered.size()]});
        break;
    case Op::GoDeaf:
        if (const quint64 id = pick(true))
            m_calls.at(id).deaf = true;
        break;
    case Op::Drift:
#ifdef EXAID_TEST_HOOKS
        if (const int permits = static_cast<int>(step.b % 7) - 3) {
            std::vector<PoolIndex> pools;
            m_controller->ledger().forEachPool([&](PoolIndex index, const PermitPool &) { pools.push_back(index); });
            m_controller->ledgerForFaults().injectDrift(pools[step.a % pools.size()], permits);
            m_drifted = true;
        }
#endif
        break;
    case Op::Restart: restart(); break;
    case Op::Wait: break;
    }
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

void SimWorld::send(const AdmissionEvent &event)
{
    AdmissionActions actions;
    m_controller->handle(m_now, event, actions);
    ++m_stats->events;
    for (const AdmissionAction &action : actions)
        take(action);
}

void SimWorld::take(const AdmissionAction &action)
{
    std::visit(Overloaded{
                   [this](const Grant &grant) { took(grant); },
                   [this](const Refusal &refusal) { took(refusal); },
                   [this](const Recovery &recovery) { took(recovery); },
                   [this](const Enqueued &queued) {
                       if (!m_controller->place(queued.ticket) && m_calls.contains(queued.call.value) && !m_calls.at(queued.call.value).lease)
                           fail(u"a queued call has no place"_s);
                   },
                   [this](const AskToCancel &ask) {
                       Call &call = m_calls.at(ask.call.value);
                       if (m_now <= call.deadline + m_controller->limits().overdueGrace)
                           fail(u"a call in time was called overdue"_s);
                       m_recoverable.insert(ask.lease.id.value); // deaf, or its end is on the way
                   },
               },
               action);
}

void SimWorld::took(const Grant &grant)
{
    ++m_stats->grants;
    m_stats->worstWait = std::max(m_stats->worstWait, grant.waited);
    const auto it = m_calls.find(grant.call.value);
    if (it == m_calls.end() || it->second.lease)
        return fail(u"call %1 was granted though it is gone or has a lease"_s.arg(grant.call.value));
    Call &call = it->second;
    call.lease = grant.lease;
    if (m_now >= call.queueDeadline && m_now > call.since)
        fail(u"a call was granted after its queue deadline"_s);
    if (m_drifted)
        return; // a semaphore with surplus permits lets more in until the audit
    const AdmissionLimits &limits = m_controller->limits();
    if (running([](const Call &) { return true; }) > limits.global)
        fail(u"more calls than the global limit of %1"_s.arg(limits.global));
    if (running([&](const Call &c) { return c.provider == call.provider; }) > limits.providers.value(call.provider))
        fail(u"more calls at %1 than its limit"_s.arg(call.provider));
    if (running([&](const Call &c) { return c.session == call.session; }) > limits.perSession)
        fail(u"more calls of one session than its limit"_s);
}

void SimWorld::took(const Refusal &refusal)
{
    ++m_stats->refusals;
    const auto it = m_calls.find(refusal.call.value);
    if (it == m_calls.end() || it->second.lease)
        return fail(u"call %1 was refused though it is gone or has a lease"_s.arg(refusal.call.value));
    if (refusal.cause == RefusalCause::QueueDeadline && m_now < it->second.queueDeadline)
        fail(u"a call was refused before its queue deadline"_s);
    m_calls.erase(it);
}

void SimWorld::took(const Recovery &recovery)
{
    ++m_stats->recoveries;
    if (recovery.cause == LeakCause::Drift)
        return;
    if (m_recoverable.erase(recovery.lease.id.value) == 0)
        return fail(u"a healthy lease was recovered (%1)"_s.arg(toString(recovery.cause)));
    m_recovered.push_back(recovery.lease);
    m_calls.erase(recovery.call.value);
}

void SimWorld::endDue()
{
    // What the engine does: a call that is not deaf ends at its deadline.
    for (auto it = m_calls.begin(); it != m_calls.end();) {
        const auto &[id, call] = *it++;
        if (call.lease && !call.deaf && !call.ended && call.deadline <= m_now)
            finish(id);
    }
}

void SimWorld::check()
{
    if (m_drifted)
        return;
    if (const auto wrong = m_controller->violation())
        fail(*wrong);
    const int leased = running([](const Call &) { return true; });
    if (m_controller->leases() != leased)
        fail(u"%1 leases out, %2 calls hold one"_s.arg(m_controller->leases()).arg(leased));
    if (m_controller->waiting() + leased != static_cast<int>(m_calls.size()))
        fail(u"a call neither waits nor runs"_s);
}

void SimWorld::fail(const QString &what)
{
    if (!m_wrong)
        m_wrong = what;
}

void SimWorld::restart()
{
    m_controller = std::make_unique<AdmissionController>(limitsFrom(7));
    m_calls.clear();
    m_recoverable.clear();
    m_recovered.clear();
    m_drifted = false;
    for (quint32 seat = 0; seat < Seats; ++seat)
        m_sessions[seat] = ++m_lastSession;
}

void SimWorld::finish(quint64 id)
{
    const LeaseRef lease = *m_calls.at(id).lease;
    m_calls.erase(id);
    m_recoverable.erase(lease.id.value);
    send(Return{lease});
}

std::vector<quint64> SimWorld::callsWhere(bool running) const
{
    std::vector<quint64> ids;
    for (const auto &[id, call] : m_calls) {
        if (call.lease.has_value() == running && !call.ended)
            ids.push_back(id);
    }
    return ids;
}

int SimWorld::running(const std::function<bool(const Call &)> &which) const
{
    return static_cast<int>(std::ranges::count_if(m_calls, [&](const auto &c) { return c.second.lease && which(c.second); }));
}

Script shrink(Script failing)
{
    const auto fails = [](const Script &script) {
        PlayStats stats;
        return SimWorld().play(script, stats).has_value();
    };
    for (size_t part = failing.size() / 2; part > 0; part /= 2) {
        for (size_t from = 0; from + part <= failing.size();) {
            Script shorter = failing;
            shorter.erase(shorter.begin() + static_cast<qsizetype>(from), shorter.begin() + static_cast<qsizetype>(from + part));
            if (fails(shorter))
                failing = std::move(shorter);
            else
                from += part;
        }
    }
    return failing;
}

} // namespace exaid::simulation
