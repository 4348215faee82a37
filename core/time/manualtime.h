#pragma once

// Simulated time: it moves only when told. For tests, the deterministic simulation and the incident replay.

#include "core/time/timerservice.h"

namespace exaid {

class ManualClock final : public Clock
{
public:
    TimePoint now() const override { return m_now; }
    WallTime wallNow() const override
    {
        return m_wallBase + std::chrono::floor<std::chrono::milliseconds>(m_now.time_since_epoch());
    }

    void set(TimePoint now) { m_now = now; }
    // A wall-clock jump; monotonic time is not touched.
    void shiftWall(std::chrono::milliseconds by) { m_wallBase += by; }

private:
    TimePoint m_now{std::chrono::seconds(1'000)};
    WallTime m_wallBase{std::chrono::seconds(1'700'000'000)};
};

class ManualTime final : public TimerService
{
public:
    explicit ManualTime(ManualClock &clock)
        : TimerService(clock)
        , m_manual(clock)
    {}

    // Moves time forward and runs each timer at its own due time.
    void advance(Duration by);
    // Moves to the next due timer and runs it. False when there is none.
    bool step();
    bool hasPending() const { return nextDue() != TimePoint::max(); }

protected:
    void rearm() override {}

private:
    ManualClock &m_manual;
};

} // namespace exaid
