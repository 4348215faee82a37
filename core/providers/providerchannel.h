#pragma once

// All HTTP connections to one provider. Lanes are made on demand, so that there are always as many as calls
// and Qt's own queue of six connections is never used; a released lane stays warm and is dropped after a
// minute without work. Admission bounds how many there are. Core thread. Shared by the provider and its
// running exchanges, so that it outlives both.

#include "core/providers/lane.h"
#include "core/time/timerservice.h"

#include <memory>
#include <vector>

namespace exaid {

class ProviderChannel
{
public:
    static constexpr Duration IdleTime = std::chrono::minutes(1);
    static constexpr Duration CoolingTime = std::chrono::seconds(1);

    explicit ProviderChannel(TimerService &timers)
        : m_timers(timers)
    {}
    Q_DISABLE_COPY_MOVE(ProviderChannel)

    [[nodiscard]] std::unique_ptr<Lane> take(); // idle; never null
    // Idle. cutOff: its answer was aborted while it came in. Reusing a manager waits for its thread, and a
    // thread in the middle of a fast stream was measured to hold the caller for up to 2.5 s; so such a lane
    // rests first.
    void giveBack(std::unique_ptr<Lane> lane, bool cutOff);

    int busy() const { return m_busy; }
    int lanes() const { return m_busy + static_cast<int>(m_idle.size()); }

private:
    struct IdleLane
    {
        std::unique_ptr<Lane> lane;
        TimePoint since;
        TimePoint usableFrom;
    };
    void dropIdle();
    void armDrop();

    TimerService &m_timers;
    std::vector<IdleLane> m_idle; // oldest first
    int m_busy = 0;
    Timer m_dropTimer;
};

} // namespace exaid
