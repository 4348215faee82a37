#pragma once

// Tells a waiting client how its call stands: at once, then with each change but not more often than once a
// second, and at least every five seconds, so that no host's idle timer fires while it waits. Silent if the
// client gave no token. Core thread; must not outlive the exchange.

#include "core/time/timerservice.h"

#include <QString>
#include <functional>

namespace exaid::mcp {

class McpExchange;

class ProgressTeller
{
public:
    static constexpr Duration ShortestPause = std::chrono::seconds(1);
    static constexpr Duration LongestPause = std::chrono::seconds(5);

    using State = std::function<QString()>;

    // `startedAt`: progress is the time since then, in seconds.
    ProgressTeller(McpExchange &exchange, TimePoint startedAt, State state);
    Q_DISABLE_COPY_MOVE(ProgressTeller)

    // The state has changed.
    void tell();

private:
    void tellNow();

    McpExchange &m_exchange;
    const TimePoint m_startedAt;
    const State m_state;
    TimePoint m_toldAt = TimePoint::min();
    Timer m_next;
};

} // namespace exaid::mcp
