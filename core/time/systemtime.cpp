#include "core/time/systemtime.h"

#include <algorithm>

namespace exaid {

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
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SystemTimerService::fire);
}

void SystemTimerService::rearm()
{
    const TimePoint due = nextDue();
    if (due == TimePoint::max()) {
        m_timer.stop();
        return;
    }
    // Rounded up: a timer that fires early would find nothing due and spin. A day at most, so that the
    // interval fits an int.
    using std::chrono::milliseconds;
    const auto delay = std::chrono::ceil<milliseconds>(due - now());
    m_timer.start(std::clamp(delay, milliseconds(0), milliseconds(86'400'000)));
}

void SystemTimerService::fire()
{
    runDue(now());
    rearm();
}

} // namespace exaid
