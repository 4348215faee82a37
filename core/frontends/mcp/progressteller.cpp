#include "core/frontends/mcp/progressteller.h"

#include "core/frontends/mcp/mcpexchange.h"

namespace exaid::mcp {

ProgressTeller::ProgressTeller(McpExchange &exchange, TimePoint startedAt, State state)
    : m_exchange(exchange)
    , m_startedAt(startedAt)
    , m_state(std::move(state))
{}

void ProgressTeller::tell()
{
    if (!m_exchange.wantsProgress() || m_exchange.isOver())
        return;
    TimerService &timers = m_exchange.context().timers;
    if (m_toldAt == TimePoint::min() || timers.now() >= m_toldAt + ShortestPause)
        tellNow();
    else
        m_next = timers.at(m_toldAt + ShortestPause, [this] { tellNow(); });
}

void ProgressTeller::tellNow()
{
    if (m_exchange.isOver()) // there is perhaps no more state to tell
        return;
    TimerService &timers = m_exchange.context().timers;
    m_toldAt = timers.now();
    m_next = timers.after(LongestPause, [this] { tellNow(); });
    m_exchange.progress(toSeconds(m_toldAt - m_startedAt), std::nullopt, m_state());
}

} // namespace exaid::mcp
