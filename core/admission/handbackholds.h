#pragma once

// Just-freed slots that are kept for a moment for the session that freed them, and what that may cost: each
// provider earns a share of its slot-seconds, a hold is paid for in full when it begins, and what is left of
// it comes back when it ends early. So at most that share of the slots' time, and what was saved up, is ever
// spent on holds, however the sessions behave. Pure values; a handful of holds at a time.

#include "core/admission/admissiontypes.h"
#include "core/admission/indices.h"
#include "core/admission/poolset.h"

#include <vector>

namespace exaid {

class HandBackHolds
{
public:
    // A slot of the provider was used for so long. share: what of it may be spent on holds; mean: of one
    // call.
    void earn(ProviderIndex provider, Duration served, double share, Duration mean);
    // Without effect when the provider can't pay for it.
    void add(SessionIndex session, RouteIndex route, ProviderIndex provider, const PoolSet &pools,
             TimePoint now, TimePoint until);
    // The session came back on this route: ends its hold there, or if there is none, since it is busy
    // elsewhere, its oldest one.
    void claim(SessionIndex session, RouteIndex route, TimePoint now);
    void dropAllOf(SessionIndex session, TimePoint now);
    void dropDue(TimePoint now);
    void dropAll(TimePoint now);

    // Permits of the pool that are kept.
    int heldBack(PoolIndex pool) const { return pool < m_heldBack.size() ? m_heldBack[pool] : 0; }
    TimePoint nextEnd() const;                     // max(): none
    Duration longest() const { return m_longest; } // of the holds that are over
    Duration total() const { return m_total; }     // the same, all of them

private:
    struct Hold
    {
        SessionIndex session = 0;
        RouteIndex route = 0;
        ProviderIndex provider = 0;
        PoolSet pools;
        TimePoint since{};
        TimePoint until{};
    };
    template <typename Which>
    void dropWhere(TimePoint now, Which &&which);

    std::vector<Hold> m_holds;                      // oldest first
    std::vector<int> m_heldBack;                    // by pool
    std::vector<std::optional<Duration>> m_budgets; // by provider; none: nothing served yet
    Duration m_longest{};
    Duration m_total{};
};

} // namespace exaid
