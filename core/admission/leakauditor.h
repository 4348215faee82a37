#pragma once

// Finds permits that nobody rightfully holds. A leak is a permit whose holder is provably gone, nothing else:
// slow work is not a leak, and "free permits differ from the maximum" is not evidence of one. Pure: looks,
// touches nothing.
//  - drift: a semaphore disagrees with the ledger;
//  - orphan: a lease whose call or session no longer exists;
//  - overdue: a lease past its call's deadline + grace. Reported first to have its call cancelled; a lease
//  that is still out at
//    the next audit is deaf, and recoverable.

#include "core/admission/ledger.h"

#include <variant>
#include <vector>

namespace exaid {

struct DriftFinding
{
    PoolIndex pool = 0;
};
struct OrphanFinding
{
    LeaseRef lease;
};
struct OverdueFinding
{
    LeaseRef lease;
    Duration pastDeadline{};
    bool deaf = false; // was asked to cancel at an earlier audit
};
using LeakFinding = std::variant<DriftFinding, OrphanFinding, OverdueFinding>;

class LeakAuditor
{
public:
    static std::vector<LeakFinding> audit(TimePoint now, const Ledger &ledger, const Liveness &liveness,
                                          Duration grace);

    // What to report about a pool that disagrees with the ledger, and about a lease that nobody holds any
    // more.
    static Recovery evidence(const Ledger &ledger, PoolIndex pool);
    static Recovery evidence(LeakCause cause, TimePoint now, const Ledger &ledger, const LeaseRecord &lease);
};

} // namespace exaid
