#pragma once

// The clocks of one completion while it is at the provider: connect, first token, stall and total. Reports
// the one that expired, once, and is quiet from then on. One timer; progress only stores a new moment. A
// limit of zero is no limit.
//
// Total runs from construction over all rounds and is cut by the call's deadline; the others start anew with
// each round. Core thread.

#include "core/providers/provider.h"
#include "core/time/timerservice.h"

#include <functional>

namespace exaid {

class CallWatchdog
{
public:
    using Expired = std::function<void(CallClock clock, Duration limit)>;

    // expired runs from the event loop and may destroy the watchdog.
    CallWatchdog(TimerService &timers, const CompletionLimits &limits, Expired expired);

    void roundStarted(); // connect clock
    void connected();    // first-token clock
    void firstToken();   // stall clock
    void received();     // any byte: the stream is alive
    void roundEnded();   // only total counts until the next round
    void stop();

private:
    enum class Stage { Waiting, Connecting, AwaitingFirstToken, Streaming, Stopped };
    struct Due
    {
        TimePoint at = TimePoint::max();
        CallClock clock = CallClock::Total;
        Duration limit{};
    };

    Due nextDue() const;
    void enter(Stage stage);
    void arm();
    void check();

    TimerService &m_timers;
    const CompletionLimits m_limits;
    const Expired m_expired;
    const TimePoint m_totalDue;
    Stage m_stage = Stage::Waiting;
    TimePoint m_since; // of the stage; of the last byte while streaming
    bool m_lookedTwice = false;
    Timer m_timer;
};

} // namespace exaid
