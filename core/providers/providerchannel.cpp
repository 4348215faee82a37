#include "core/providers/providerchannel.h"

#include <QNetworkReply>
#include <algorithm>

namespace exaid {

ProviderChannel::ProviderChannel(TimerService &timers)
    : m_timers(timers)
{}

ProviderChannel::~ProviderChannel() = default;

std::unique_ptr<Lane> ProviderChannel::take()
{
    ++m_busy;
    if (m_idle.empty())
        return std::make_unique<Lane>();
    auto lane = std::move(m_idle.back().lane);
    m_idle.pop_back();
    return lane;
}

void ProviderChannel::giveBack(std::unique_ptr<Lane> lane, bool cutOff)
{
    Q_ASSERT(lane && lane->isIdle() && m_busy > 0);
    --m_busy;
    if (cutOff)
        return retire(std::move(lane));
    m_idle.push_back({std::move(lane), m_timers.now()});
    if (!m_dropTimer.isActive())
        armDrop();
}

void ProviderChannel::retire(std::unique_ptr<Lane> lane)
{
    QNetworkReply *const reply = lane->leaving();
    if (!reply) {
        m_reaper.take(lane->takeManager());
        return;
    }
    Lane *const raw = lane.get();
    m_leaving.push_back(std::move(lane));
    // The lane is the context: it dies with us, and then there is nothing left to do.
    QObject::connect(reply, &QObject::destroyed, raw, [this, raw] {
        // Still inside the destructor of the manager's child: the manager itself can move a turn later at the
        // earliest.
        QMetaObject::invokeMethod(raw, [this, raw] { reap(raw); }, Qt::QueuedConnection);
    });
}

void ProviderChannel::reap(Lane *lane)
{
    const auto found = std::ranges::find(m_leaving, lane, &std::unique_ptr<Lane>::get);
    m_reaper.take((*found)->takeManager());
    // Inside an event of the lane.
    found->release()->deleteLater();
    m_leaving.erase(found);
}

void ProviderChannel::armDrop()
{
    if (!m_idle.empty())
        m_dropTimer = m_timers.at(m_idle.front().since + IdleTime, [this] { dropIdle(); });
}

void ProviderChannel::dropIdle()
{
    const TimePoint now = m_timers.now();
    while (!m_idle.empty() && m_idle.front().since + IdleTime <= now) {
        retire(std::move(m_idle.front().lane));
        m_idle.erase(m_idle.begin());
    }
    armDrop();
}

} // namespace exaid
