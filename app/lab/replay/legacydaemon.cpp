#include "app/lab/replay/legacydaemon.h"

#include <algorithm>
#include <utility>

namespace exaid::lab {

namespace {

constexpr int SemaphoresOfACall = 3;

} // namespace

LegacyDaemon::LegacyDaemon(const LegacyRules &rules, TimerService &timers)
    : m_rules(rules)
    , m_timers(timers)
    , m_global(rules.global)
    , m_glm(rules.glm)
    , m_kimi(rules.kimi)
    , m_lost(timers.now())
    , m_idle(timers.now())
    , m_above(timers.now())
{}

void LegacyDaemon::start(ModelListener &listener)
{
    m_listener = &listener;
    scheduleHealthCheck();
}

bool LegacyDaemon::hasRoomFor(int agent, const ReplayCall &call) const
{
    const CountedSemaphore &provider = call.provider == ReplayProvider::Kimi ? m_kimi : m_glm;
    if (!m_global.hasRoom() || !provider.hasRoom())
        return false;
    const auto of = m_connectionOf.find(agent);
    if (of == m_connectionOf.end())
        return true;
    const Connection &connection = m_connections.at(of->second);
    return !connection.current && connection.unread.empty() && connection.session.hasRoom();
}

Duration LegacyDaemon::submit(CallId id, int agent, const ReplayCall &call)
{
    const auto [of, isNew] = m_connectionOf.try_emplace(agent, m_lastConnection + 1);
    const quint64 connection = of->second;
    if (isNew)
        m_connections.try_emplace(++m_lastConnection,
                                  Connection{CountedSemaphore(m_rules.perSession), {}, {}, false});
    Call entry;
    entry.connection = connection;
    entry.work = call;
    m_calls.emplace(id, std::move(entry));
    m_connections.at(connection).unread.push_back(id);
    onLoop([this, connection] { readNext(connection); });
    return m_rules.daemonTimeout;
}

void LegacyDaemon::disconnect(int agent)
{
    const auto of = m_connectionOf.find(agent);
    if (of == m_connectionOf.end())
        return;
    Connection &connection = m_connections.at(of->second);
    connection.isGone = true;
    for (const CallId id : std::exchange(connection.unread, {}))
        m_calls.erase(id);
    const quint64 number = of->second;
    m_connectionOf.erase(of);
    record();
    forgetIfOver(number);
}

void LegacyDaemon::closeBooks()
{
    const TimePoint now = m_timers.now();
    m_figures.slotSecondsLost = m_lost.at(now);
    m_figures.slotSecondsIdle = m_idle.at(now);
    m_figures.secondsAboveLimit = m_above.at(now);
}

CountedSemaphore &LegacyDaemon::providerOf(const Call &call)
{
    return call.work.provider == ReplayProvider::Kimi ? m_kimi : m_glm;
}

// S 3.1: first the global slot (which the default flag even leaves out; R says that all sessions compete for
// it), then the provider's, then the connection's. Each is held while the next is waited for.
CountedSemaphore &LegacyDaemon::semaphoreOf(Call &call, int index)
{
    switch (index) {
    case 0:
        return m_global;
    case 1:
        return providerOf(call);
    default:
        return m_connections.at(call.connection).session;
    }
}

// S 3.3: everything happens on one loop; while a synchronous provider call runs, nothing else does.
void LegacyDaemon::onLoop(std::function<void()> work)
{
    m_loopWork.push_back(std::move(work));
    runLoop();
}

void LegacyDaemon::runLoop()
{
    while (!m_loopIsBlocked && !m_loopWork.empty()) {
        const auto work = std::exchange(m_loopWork.front(), nullptr);
        m_loopWork.pop_front();
        work();
    }
}

// S 1.1: the messages of a connection are handled strictly one after another.
void LegacyDaemon::readNext(quint64 number)
{
    const auto it = m_connections.find(number);
    if (it == m_connections.end())
        return;
    Connection &connection = it->second;
    if (connection.current || connection.unread.empty())
        return;
    const CallId id = connection.unread.front();
    connection.unread.pop_front();
    connection.current = id;
    m_calls.at(id).state = State::Acquiring;
    acquire(id, false);
}

// S 3.1, R root cause 4: each step waits a millisecond, then the call is refused.
void LegacyDaemon::acquire(CallId id, bool isLastTry)
{
    Call &call = m_calls.at(id);
    while (call.taken < SemaphoresOfACall) {
        if (!semaphoreOf(call, call.taken).tryAcquire()) {
            if (isLastTry)
                return refuse(id);
            call.next = m_timers.after(m_rules.semaphoreWait,
                                       [this, id] { onLoop([this, id] { acquire(id, true); }); });
            return;
        }
        ++call.taken;
        isLastTry = false;
    }
    run(id);
}

void LegacyDaemon::refuse(CallId id)
{
    Call &call = m_calls.at(id);
    while (call.taken > 0)
        semaphoreOf(call, --call.taken).release();
    reply(id, call, ReplyKind::Refused);
    drop(id);
}

// S 4: an attempt ends with the answer or at its limit; after the limit the SDK sends the request again,
// twice, inside the same slot.
void LegacyDaemon::run(CallId id)
{
    Call &call = m_calls.at(id);
    call.state = State::Running;
    for (int i = 0; i < SemaphoresOfACall; ++i)
        semaphoreOf(call, i).enter();
    const bool isKimi = call.work.provider == ReplayProvider::Kimi;
    const Duration limit = m_rules.providerTimeout(isKimi, call.work.workClass);
    call.willAnswer = !call.work.hangs && call.work.service <= limit;
    Duration length = call.work.service;
    if (!call.willAnswer) {
        length = limit;
        for (const Duration backoff : m_rules.sdkBackoff)
            length += backoff + limit;
        m_figures.timeoutLoops += isKimi;
    }
    record();
    m_listener->started(id);
    if (!call.work.isWorkflow) {
        m_loopIsBlocked = true; // S 3.3: tools/simple/base.py
        call.next = m_timers.after(length, [this, id] { blockingCallReturned(id); });
        return;
    }
    // S 4: the expert pass of a workflow tool runs in a thread. The daemon gives up first; the thread goes on
    // and keeps its slot.
    call.next = m_timers.after(length, [this, id] { onLoop([this, id] { finish(id); }); });
    call.giveUp = m_timers.after(m_rules.daemonTimeout, [this, id] { onLoop([this, id] { giveUp(id); }); });
}

// S 3.2 (observed with a call of 40 s): the health check that came due meanwhile runs before the call has
// released its slots.
void LegacyDaemon::blockingCallReturned(CallId id)
{
    m_loopIsBlocked = false;
    if (m_healthIsDue)
        checkHealth();
    finish(id);
    runLoop();
}

void LegacyDaemon::giveUp(CallId id)
{
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return;
    reply(id, it->second, ReplyKind::TimedOut);
    Connection &connection = m_connections.at(it->second.connection);
    if (connection.current == id)
        connection.current = {};
    record();
    onLoop([this, number = it->second.connection] { readNext(number); });
}

void LegacyDaemon::finish(CallId id)
{
    Call &call = m_calls.at(id);
    Connection &connection = m_connections.at(call.connection);
    for (int i = 0; i < SemaphoresOfACall; ++i)
        semaphoreOf(call, i).leave();
    if (connection.isGone) {
        // R root cause 1, S 3.3: the session is gone, looking it up fails first, and the slots behind it in
        // the order of release, the provider's and the global one, stay taken for good.
        ++m_figures.realLeaks;
        m_global.lose();
        providerOf(call).lose();
    } else {
        for (int i = SemaphoresOfACall; i-- > 0;)
            m_figures.overReleases += !semaphoreOf(call, i).release();
    }
    reply(id, call, call.willAnswer ? ReplyKind::Answered : ReplyKind::TimedOut);
    drop(id);
}

void LegacyDaemon::drop(CallId id)
{
    const auto node = m_calls.extract(id);
    const quint64 number = node.mapped().connection;
    Connection &connection = m_connections.at(number);
    if (connection.current == id)
        connection.current = {};
    record();
    if (connection.isGone)
        forgetIfOver(number);
    else
        onLoop([this, number] { readNext(number); });
}

void LegacyDaemon::forgetIfOver(quint64 number)
{
    const auto isOfIt = [number](const auto &entry) { return entry.second.connection == number; };
    if (std::ranges::none_of(m_calls, isOfIt))
        m_connections.erase(number);
}

void LegacyDaemon::reply(CallId id, Call &call, ReplyKind kind)
{
    if (!std::exchange(call.isReplied, true) && !m_connections.at(call.connection).isGone)
        m_listener->replied(id, kind);
}

void LegacyDaemon::scheduleHealthCheck()
{
    m_healthTimer = m_timers.after(m_rules.healthInterval, [this] {
        m_healthIsDue = true;
        if (!m_loopIsBlocked)
            checkHealth();
    });
}

// S 3.2: "current value ≠ configured maximum" is called a leak. R phase 2: the difference is released.
void LegacyDaemon::checkHealth()
{
    m_healthIsDue = false;
    for (CountedSemaphore *semaphore : {&m_global, &m_kimi, &m_glm}) {
        const CountedSemaphore::Recovered missing = semaphore->missing();
        if (missing.real + missing.wrong == 0)
            continue;
        ++m_figures.leakAlarms;
        m_figures.falseLeaks += missing.wrong;
        if (m_rules.recovers) {
            semaphore->fillUp();
            m_figures.falseRecoveries += missing.wrong;
            m_figures.realRecoveries += missing.real;
        }
    }
    record();
    scheduleHealthCheck();
}

void LegacyDaemon::record()
{
    const TimePoint now = m_timers.now();
    int above = std::max({m_global.aboveLimit(), m_kimi.aboveLimit(), m_glm.aboveLimit()});
    for (const auto &[number, connection] : m_connections)
        above = std::max(above, connection.session.aboveLimit());
    m_figures.mostAboveLimit = std::max(m_figures.mostAboveLimit, above);
    m_figures.mostInFlight = std::max(m_figures.mostInFlight, m_global.inFlight());
    m_above.set(above > 0, now);
    m_lost.set(m_global.lost(), now);
    const auto isForNobody = [this](const auto &entry) {
        const Call &call = entry.second;
        return call.state == State::Running && (call.isReplied || m_connections.at(call.connection).isGone);
    };
    m_idle.set(static_cast<double>(std::ranges::count_if(m_calls, isForNobody)), now);
}

} // namespace exaid::lab
