#include "core/providers/providerchannel.h"

#include <algorithm>

namespace exaid {

std::unique_ptr<Lane> ProviderChannel::take()
{
    ++m_busy;
    if (m_idle.empty())
        return std::make_unique<Lane>();
    auto lane = std::move(m_idle.back().lane);
    m_idle.pop_back();
    return lane;
}

void ProviderChannel::giveBack(std::unique_ptr<Lane> lane)
{
    Q_ASSERT(lane && lane->isIdle() && m_busy > 0);
    --m_busy;
    m_idle.push_back({std::move(lane), m_timers.now()});
    if (!m_dropTimer.isActive())
        armDrop();
}

void ProviderChannel::armDrop()
{
    if (!m_idle.empty())
        m_dropTimer = m_timers.at(m_idle.front().since + IdleTime, [this] { dropIdle(); });
}

void ProviderChannel::dropIdle()
{
    const TimePoint now = m_timers.now();
    std::erase_if(m_idle, [now](const IdleLane &idle) { return idle.since + IdleTime <= now; });
    armDrop();
}

} // namespace exaid
