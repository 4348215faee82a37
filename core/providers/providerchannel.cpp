#include "core/providers/providerchannel.h"

#include <algorithm>

namespace exaid {

std::unique_ptr<Lane> ProviderChannel::take()
{
    ++m_busy;
    const TimePoint now = m_timers.now();
    // The one used last, so that the others can grow old.
    const auto found = std::find_if(m_idle.rbegin(), m_idle.rend(),
                                    [now](const IdleLane &idle) { return idle.usableFrom <= now; });
    if (found == m_idle.rend())
        return std::make_unique<Lane>();
    auto lane = std::move(found->lane);
    m_idle.erase(std::next(found).base());
    return lane;
}

void ProviderChannel::giveBack(std::unique_ptr<Lane> lane, bool cutOff)
{
    Q_ASSERT(lane && lane->isIdle() && m_busy > 0);
    --m_busy;
    const TimePoint now = m_timers.now();
    m_idle.push_back({std::move(lane), now, cutOff ? now + CoolingTime : now});
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
