#include "core/admission/leakauditor.h"

namespace exaid {

std::vector<LeakFinding> LeakAuditor::audit(TimePoint now, const Ledger &ledger, const Liveness &liveness,
                                            Duration grace)
{
    std::vector<LeakFinding> findings;
    ledger.forEachPool([&](PoolIndex index, const PermitPool &) {
        if (!ledger.agrees(index))
            findings.emplace_back(DriftFinding{index});
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

Recovery LeakAuditor::evidence(const Ledger &ledger, PoolIndex index)
{
    const PermitPool &pool = ledger.pool(index);
    Recovery recovery;
    recovery.cause = LeakCause::Drift;
    recovery.pool = pool.name();
    recovery.expected = pool.expectedAvailable(ledger.held(index));
    recovery.found = pool.available();
    recovery.session = recovery.pool.session;
    return recovery;
}

Recovery LeakAuditor::evidence(LeakCause cause, TimePoint now, const Ledger &ledger, const LeaseRecord &lease)
{
    const auto past = lease.deadline < now ? now - lease.deadline : Duration::zero();
    return {cause,
            ledger.pool(lease.pools[1]).name(),
            0,
            0,
            lease.ref,
            lease.call,
            lease.session,
            lease.phase,
            now - lease.since,
            past};
}

} // namespace exaid
