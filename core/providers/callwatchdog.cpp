#include "core/providers/callwatchdog.h"

#include <algorithm>
#include <utility>

namespace exaid {

namespace {

TimePoint totalDueOf(const CompletionLimits &limits, TimePoint start)
{
    const TimePoint own = limits.total > Duration::zero() ? start + limits.total : TimePoint::max();
    return std::min(own, limits.deadline.when());
}

} // namespace

CallWatchdog::CallWatchdog(TimerService &timers, const CompletionLimits &limits, Expired expired)
    : m_timers(timers)
    , m_limits(limits)
    , m_expired(std::move(expired))
    , m_totalDue(totalDueOf(limits, timers.now()))
    , m_since(timers.now())
{
    arm();
}

void CallWatchdog::roundStarted()
{
    enter(Stage::Connecting);
}

void CallWatchdog::connected()
{
    if (m_stage == Stage::Connecting)
        enter(Stage::AwaitingFirstToken);
}

void CallWatchdog::firstToken()
{
    if (m_stage == Stage::Connecting || m_stage == Stage::AwaitingFirstToken)
        enter(Stage::Streaming);
}

void CallWatchdog::received()
{
    if (m_stage == Stage::Streaming)
        m_since = m_timers.now();
}

void CallWatchdog::roundEnded()
{
    enter(Stage::Waiting);
}

void CallWatchdog::stop()
{
    m_stage = Stage::Stopped;
    m_timer.cancel();
}

void CallWatchdog::enter(Stage stage)
{
    if (m_stage == Stage::Stopped)
        return;
    m_stage = stage;
    m_since = m_timers.now();
    arm();
}

CallWatchdog::Due CallWatchdog::nextDue() const
{
    Due due{m_totalDue, CallClock::Total, m_limits.total};
    const auto consider = [&](CallClock clock, Duration limit) {
        if (limit > Duration::zero() && m_since + limit < due.at)
            due = {m_since + limit, clock, limit};
    };
    switch (m_stage) {
    case Stage::Connecting:
        consider(CallClock::Connect, m_limits.connect);
        break;
    case Stage::AwaitingFirstToken:
        consider(CallClock::FirstToken, m_limits.firstToken);
        break;
    case Stage::Streaming:
        consider(CallClock::Stall, m_limits.stall);
        break;
    case Stage::Waiting:
    case Stage::Stopped:
        break;
    }
    return due;
}

void CallWatchdog::arm()
{
    const Due due = nextDue();
    m_timer = due.at == TimePoint::max() ? Timer() : m_timers.at(due.at, [this] { check(); });
}

void CallWatchdog::check()
{
    const Due due = nextDue();
    if (m_timers.now() < due.at) {
        m_lookedTwice = false;
        return arm(); // bytes came meanwhile
    }
    // A busy loop may run this timer before it has read what lies in the socket: what is there comes first,
    // once.
    if (due.clock != CallClock::Total && !std::exchange(m_lookedTwice, true)) {
        m_timer = m_timers.after(Duration::zero(), [this] { check(); });
        return;
    }
    stop();
    const Expired expired = m_expired;
    expired(due.clock, due.limit);
}

} // namespace exaid
