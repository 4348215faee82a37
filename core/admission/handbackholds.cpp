#include "core/admission/handbackholds.h"

#include <algorithm>

namespace exaid {

void HandBackHolds::add(SessionIndex session, RouteIndex route, const PoolSet &pools, TimePoint now,
                        TimePoint until)
{
    for (const PoolIndex pool : pools) {
        if (pool >= m_heldBack.size())
            m_heldBack.resize(pool + 1, 0);
        ++m_heldBack[pool];
    }
    m_holds.push_back({session, route, pools, now, until});
}

void HandBackHolds::drop(SessionIndex session, RouteIndex route, TimePoint now)
{
    dropWhere(now, [&](const Hold &hold) { return hold.session == session && hold.route == route; });
}

void HandBackHolds::dropAllOf(SessionIndex session, TimePoint now)
{
    dropWhere(now, [&](const Hold &hold) { return hold.session == session; });
}

void HandBackHolds::dropDue(TimePoint now)
{
    dropWhere(now, [&](const Hold &hold) { return hold.until <= now; });
}

void HandBackHolds::dropAll(TimePoint now)
{
    dropWhere(now, [](const Hold &) { return true; });
}

TimePoint HandBackHolds::nextEnd() const
{
    TimePoint end = TimePoint::max();
    for (const Hold &hold : m_holds)
        end = std::min(end, hold.until);
    return end;
}

template <typename Which>
void HandBackHolds::dropWhere(TimePoint now, Which &&which)
{
    std::erase_if(m_holds, [&](const Hold &hold) {
        if (!which(hold))
            return false;
        m_longest = std::max(m_longest, now - hold.since);
        for (const PoolIndex pool : hold.pools)
            --m_heldBack[pool];
        return true;
    });
}

} // namespace exaid
