#pragma once

// All HTTP connections to one provider. Lanes are made on demand, so that there are always as many as calls
// and Qt's own queue of six connections is never used; a released lane stays warm and is dropped after a
// minute without work. Admission bounds how many there are. Core thread. Shared by the provider and its
// running exchanges, so that it
// outlives both.

#include "core/providers/lane.h"
#include "core/providers/lanereaper.h"
#include "core/time/timerservice.h"

#include <memory>
#include <vector>

namespace exaid {

class ProviderChannel
{
public:
    static constexpr Duration IdleTime = std::chrono::minutes(1);

    explicit ProviderChannel(TimerService &timers);
    ~ProviderChannel();
    Q_DISABLE_COPY_MOVE(ProviderChannel)

    [[nodiscard]] std::unique_ptr<Lane> take(); // idle; never null
    // Idle. cutOff: its request was aborted; the lane is not used again, because that would wait for its
    // connection thread.
    void giveBack(std::unique_ptr<Lane> lane, bool cutOff);

    int busy() const { return m_busy; }
    int lanes() const { return m_busy + static_cast<int>(m_idle.size()); }

private:
    struct IdleLane
    {
        std::unique_ptr<Lane> lane;
        TimePoint since;
    };
    void retire(std::unique_ptr<Lane> lane);
    void reap(Lane *lane);
    void dropIdle();
    void armDrop();

    TimerService &m_timers;
    LaneReaper m_reaper;
    std::vector<std::unique_ptr<Lane>> m_leaving; // their last reply is still on the stack
    std::vector<IdleLane> m_idle;                 // oldest first
    int m_busy = 0;
    Timer m_dropTimer;
};

} // namespace exaid
