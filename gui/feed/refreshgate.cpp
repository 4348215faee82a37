#include "gui/feed/refreshgate.h"

namespace exaid {

RefreshGate::RefreshGate(TimerService &timers, std::function<void()> refresh)
    : m_timers(timers)
    , m_refresh(std::move(refresh))
{}

void RefreshGate::ask()
{
    if (m_timer.isActive())
        return;
    const TimePoint due = m_passed + Interval;
    if (m_timers.now() >= due)
        pass();
    else
        m_timer = m_timers.at(due, [this] { pass(); });
}

void RefreshGate::pass()
{
    m_timer.cancel();
    m_passed = m_timers.now();
    m_refresh();
}

} // namespace exaid
