#include "core/time/systemtime.h"

namespace exaid {

namespace {

// Then it is the sockets' turn again: a thousand calls that have something to tell at once must not keep one
// waiting who comes back for its slot.
constexpr Duration Budget = std::chrono::microseconds(500);

} // namespace

TimePoint SystemClock::now() const
{
    return TimePoint(
        std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

WallTime SystemClock::wallNow() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

SystemTimerService::SystemTimerService(const Clock &clock)
    : TimerService(clock)
    , m_wake([this] { m_turn.start(); })
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &SystemTimerService::fire);
}

void SystemTimerService::rearm()
{
    const TimePoint due = nextDue();
    if (due == TimePoint::max()) {
        m_wake.stop();
        return;
    }
    const Duration delay = due - now();
    if (delay > Duration::zero())
        m_wake.start(delay);
    else if (!m_turn.isActive())
        m_turn.start();
}

void SystemTimerService::fire()
{
    runDue(now(), Budget);
    rearm();
}

} // namespace exaid
