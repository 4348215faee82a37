#include "core/providers/providerchannel.h"

#include <QNetworkReply>
#include <algorithm>

namespace exaid {

std::unique_ptr<Lane> ProviderChannel::take()
{
    m_thread.assertHere("ProviderChannel::take");
    ++m_busy;
    return std::make_unique<Lane>();
}

void ProviderChannel::giveBack(std::unique_ptr<Lane> lane)
{
    m_thread.assertHere("ProviderChannel::giveBack");
    Q_ASSERT(lane && lane->isIdle() && m_busy > 0);
    --m_busy;
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

} // namespace exaid
