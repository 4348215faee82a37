#include "core/admission/handbackholds.h"

#include <algorithm>

namespace exaid {

namespace {

// What a provider can save up, in what an ordinary call earns: enough for all its sessions to come back at
// once.
constexpr int MostSavedCalls = 20;

} // namespace

void HandBackHolds::earn(ProviderIndex provider, Duration served, double share, Duration mean)
{
    if (provider >= m_budgets.size())
        m_budgets.resize(provider + 1);
    std::optional<Duration> &budget = m_budgets[provider];
    const auto most = std::chrono::duration_cast<Duration>(MostSavedCalls * share * mean);
    budget = std::min(most, budget.value_or(most) + std::chrono::duration_cast<Duration>(share * served));
}

void HandBackHolds::add(SessionIndex session, RouteIndex route, ProviderIndex provider, const PoolSet &pools,
                        TimePoint now, TimePoint until)
{
    if (provider >= m_budgets.size() || m_budgets[provider] < until - now)
        return;
    *m_budgets[provider] -= until - now;
    for (const PoolIndex pool : pools) {
        if (pool >= m_heldBack.size())
            m_heldBack.resize(pool + 1, 0);
        ++m_heldBack[pool];
    }
    m_holds.push_back({session, route, provider, pools, now, until});
}

void HandBackHolds::claim(SessionIndex session, RouteIndex route, TimePoint now)
{
    const Hold *claimed = nullptr;
    for (const Hold &hold : m_holds) {
        if (hold.session == session && (!claimed || (hold.route == route && claimed->route != route)))
            claimed = &hold;
    }
    if (claimed)
        dropWhere(now, [claimed](const Hold &hold) { return &hold == claimed; });
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
        m_total += now - hold.since;
        *m_budgets[hold.provider] += hold.until - now; // a late end costs more
        for (const PoolIndex pool : hold.pools)
            --m_heldBack[pool];
        return true;
    });
}

} // namespace exaid
