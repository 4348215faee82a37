#include "core/admission/leakauditor.h"

namespace exaid {

std::vector<LeakFinding> LeakAuditor::audit(TimePoint now, const Ledger &ledger, const Liveness &liveness, Duration grace)
{
    std::vector<LeakFinding> findings;
    ledger.forEachPool([&](PoolIndex index, const PermitPool &pool) {
        const int expected = pool.expectedAvailable(ledger.held(index));
        if (pool.available() != expected || !pool.agreesWith(ledger.held(index)))
            findings.emplace_back(DriftFinding{index, expected, pool.available()});
    });
    ledger.forEachLease([&](const LeaseRecord &record) {
        if (!liveness.callAlive(record.call) || !liveness.sessionAlive(record.session)) {
            findings.emplace_back(OrphanFinding{record.ref});
            return;
        }
        if (record.deadline != TimePoint::max() && now > record.deadline + grace)
            findings.emplace_back(OverdueFinding{record.ref, now - record.deadline, record.cancelAsked});
    });
    return findings;
}

} // namespace exaid
