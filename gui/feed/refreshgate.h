#pragma once

// Lets a page follow what changes many times a second, at most once in `Interval`: at once when it has been
// quiet, otherwise as soon as the interval is over. The interval is shorter than the 100 ms in which a daemon
// publishes, so that each snapshot is on the screen when it comes; it holds back bursts only. GUI thread.

#include "core/time/timerservice.h"

#include <functional>

namespace exaid {

class RefreshGate
{
public:
    static constexpr Duration Interval = std::chrono::milliseconds(90);

    // `refresh` runs from inside ask() or pass(), or from the event loop.
    RefreshGate(TimerService &timers, std::function<void()> refresh);

    void ask();
    // Refreshes at once, whatever the interval.
    void pass();
    // Nothing more until the next ask() or pass().
    void close() { m_timer.cancel(); }

private:
    TimerService &m_timers;
    const std::function<void()> m_refresh;
    TimePoint m_passed{};
    Timer m_timer;
};

} // namespace exaid
