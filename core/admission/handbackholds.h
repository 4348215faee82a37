#pragma once

// Just-freed slots that are kept for a moment for the session that freed them. Pure values; a handful at a
// time.

#include "core/admission/admissiontypes.h"
#include "core/admission/indices.h"
#include "core/admission/poolset.h"

#include <vector>

namespace exaid {

class HandBackHolds
{
public:
    void add(SessionIndex session, RouteIndex route, const PoolSet &pools, TimePoint now, TimePoint until);
    void drop(SessionIndex session, RouteIndex route, TimePoint now);
    void dropAllOf(SessionIndex session, TimePoint now);
    void dropDue(TimePoint now);
    void dropAll(TimePoint now);

    // Permits of the pool that are kept.
    int heldBack(PoolIndex pool) const { return pool < m_heldBack.size() ? m_heldBack[pool] : 0; }
    TimePoint nextEnd() const;                     // max(): none
    Duration longest() const { return m_longest; } // of the holds that are over

private:
    struct Hold
    {
        SessionIndex session = 0;
        RouteIndex route = 0;
        PoolSet pools;
        TimePoint since{};
        TimePoint until{};
    };
    template <typename Which>
    void dropWhere(TimePoint now, Which &&which);

    std::vector<Hold> m_holds;
    std::vector<int> m_heldBack; // by pool
    Duration m_longest{};
};

} // namespace exaid
