#pragma once

// Who holds which permits: one record for each lease, and for each pool the count of permits out. The only
// place that takes from pools or gives back to them; permits are taken all at once or not at all. Core thread
// only.

#include "core/admission/permitpool.h"
#include "core/admission/poolset.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace exaid {

struct LeaseRecord
{
    LeaseRef ref;
    CallId call;
    SessionId session;
    SessionIndex sessionIndex = 0;
    RouteIndex route = 0;
    PoolSet pools;
    CallPhase phase = CallPhase::Connecting;
    TimePoint since{};
    TimePoint phaseSince{};
    TimePoint deadline{TimePoint::max()};
    bool cancelAsked = false; // by the auditor
};

class Ledger final
{
public:
    Ledger() = default;
    Q_DISABLE_COPY_MOVE(Ledger)

    PoolIndex addPool(const PoolName &name, int capacity);
    void removePool(PoolIndex index); // precondition: held(index) == 0
    const PermitPool &pool(PoolIndex index) const { return *m_pools[index].pool; }
    int held(PoolIndex index) const { return m_pools[index].held; }
    int peakHeld(PoolIndex index) const { return m_pools[index].peak; }
    int available(PoolIndex index) const { return m_pools[index].pool->available(); }
    void setCapacity(PoolIndex index, int capacity) { m_pools[index].pool->setCapacity(capacity); }
    int reconcile(PoolIndex index) { return m_pools[index].pool->reconcile(m_pools[index].held); }
    template <typename Visit> // Visit: void(PoolIndex, const PermitPool &)
    void forEachPool(Visit &&visit) const;

    // Permits that may be taken now: what both the semaphore has and the leases known here leave. So a
    // semaphore with surplus permits (a double release, a drift) never lets a call in above the limit.
    int room(PoolIndex index) const
    {
        const PoolEntry &entry = m_pools[index];
        return std::min(entry.pool->available(), entry.pool->capacity() - entry.held);
    }
    // Takes one permit of each pool, or nothing. The record's ref is filled in.
    std::optional<LeaseRef> tryTake(LeaseRecord record);
    // Gives the permits back and forgets the lease. Nothing, without effect, when the lease is not out (any
    // more).
    std::optional<LeaseRecord> giveBack(const LeaseRef &ref);

    LeaseRecord *find(const LeaseRef &ref);
    const LeaseRecord *find(const LeaseRef &ref) const;
    template <typename Visit> // Visit: void(const LeaseRecord &)
    void forEachLease(Visit &&visit) const;
    int leaseCount() const { return m_leaseCount; }

    // What is wrong with the books, or nothing. O(pools + leases).
    std::optional<QString> violation() const;
    // available + held − debt = capacity. The controller asks after each change, in release builds too.
    bool agrees(PoolIndex index) const { return m_pools[index].pool->agreesWith(m_pools[index].held); }

#ifdef EXAID_TEST_HOOKS
    void injectDrift(PoolIndex index, int permits) { m_pools[index].pool->injectDrift(permits); }
    void injectDoubleRelease(PoolIndex index) { m_pools[index].pool->giveBack(); }
#endif

private:
    struct PoolEntry
    {
        std::unique_ptr<PermitPool> pool; // null: free entry
        int held = 0;
        int peak = 0;
    };
    struct Slot
    {
        LeaseRecord record;
        quint32 generation = 0;
        bool taken = false;
    };

    std::vector<PoolEntry> m_pools;
    std::vector<PoolIndex> m_freePools;
    std::vector<Slot> m_slots;
    std::vector<quint32> m_freeSlots;
    quint64 m_lastLease = 0;
    int m_leaseCount = 0;
};

template <typename Visit>
void Ledger::forEachPool(Visit &&visit) const
{
    for (PoolIndex i = 0; i < m_pools.size(); ++i) {
        if (m_pools[i].pool)
            visit(i, *m_pools[i].pool);
    }
}

template <typename Visit>
void Ledger::forEachLease(Visit &&visit) const
{
    for (const Slot &slot : m_slots) {
        if (slot.taken)
            visit(slot.record);
    }
}

} // namespace exaid
