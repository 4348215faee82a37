#include "core/admission/ledger.h"

#include <algorithm>

namespace exaid {

PoolIndex Ledger::addPool(const PoolName &name, int capacity)
{
    PoolEntry entry{std::make_unique<PermitPool>(name, capacity)};
    if (m_freePools.empty()) {
        m_pools.push_back(std::move(entry));
        return static_cast<PoolIndex>(m_pools.size() - 1);
    }
    const PoolIndex index = m_freePools.back();
    m_freePools.pop_back();
    m_pools[index] = std::move(entry);
    return index;
}

void Ledger::removePool(PoolIndex index)
{
    Q_ASSERT(held(index) == 0);
    m_pools[index] = PoolEntry{};
    m_freePools.push_back(index);
}

void Ledger::forEachPool(const std::function<void(PoolIndex, const PermitPool &)> &visit) const
{
    for (PoolIndex i = 0; i < m_pools.size(); ++i) {
        if (m_pools[i].pool)
            visit(i, *m_pools[i].pool);
    }
}

std::optional<LeaseRef> Ledger::tryTake(LeaseRecord record)
{
    for (size_t taken = 0; taken < record.pools.size(); ++taken) {
        if (m_pools[record.pools[taken]].pool->tryTake())
            continue;
        while (taken > 0)
            m_pools[record.pools[--taken]].pool->giveBack();
        return std::nullopt;
    }
    for (const PoolIndex index : record.pools) {
        PoolEntry &entry = m_pools[index];
        entry.peak = std::max(entry.peak, ++entry.held);
    }
    if (m_freeSlots.empty()) {
        m_freeSlots.push_back(static_cast<quint32>(m_slots.size()));
        m_slots.emplace_back();
    }
    const quint32 index = m_freeSlots.back();
    m_freeSlots.pop_back();
    Slot &slot = m_slots[index];
    record.ref = {LeaseId{++m_lastLease}, index, ++slot.generation};
    slot.record = std::move(record);
    slot.taken = true;
    ++m_leaseCount;
    return slot.record.ref;
}

std::optional<LeaseRecord> Ledger::giveBack(const LeaseRef &ref)
{
    if (!find(ref))
        return std::nullopt;
    Slot &slot = m_slots[ref.slot];
    slot.taken = false;
    m_freeSlots.push_back(ref.slot);
    --m_leaseCount;
    for (const PoolIndex index : slot.record.pools) {
        --m_pools[index].held;
        m_pools[index].pool->giveBack();
    }
    return std::move(slot.record);
}

LeaseRecord *Ledger::find(const LeaseRef &ref)
{
    return const_cast<LeaseRecord *>(std::as_const(*this).find(ref));
}

const LeaseRecord *Ledger::find(const LeaseRef &ref) const
{
    if (ref.slot >= m_slots.size())
        return nullptr;
    const Slot &slot = m_slots[ref.slot];
    return slot.taken && slot.generation == ref.generation && slot.record.ref.id == ref.id ? &slot.record : nullptr;
}

void Ledger::forEachLease(const std::function<void(const LeaseRecord &)> &visit) const
{
    for (const Slot &slot : m_slots) {
        if (slot.taken)
            visit(slot.record);
    }
}

bool Ledger::agrees(const std::vector<PoolIndex> &pools) const
{
    return std::ranges::all_of(pools, [this](PoolIndex i) { return m_pools[i].pool->agreesWith(m_pools[i].held); });
}

} // namespace exaid
