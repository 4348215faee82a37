#include "core/admission/ledger.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

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

std::optional<LeaseRef> Ledger::tryTake(LeaseRecord record)
{
    for (size_t taken = 0; taken < record.pools.size(); ++taken) {
        const PoolEntry &entry = m_pools[record.pools[taken]];
        if (entry.held < entry.pool->capacity() && entry.pool->tryTake())
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
    return slot.taken && slot.generation == ref.generation && slot.record.ref.id == ref.id ? &slot.record
                                                                                           : nullptr;
}

std::optional<QString> Ledger::violation() const
{
    std::vector<int> leased(m_pools.size(), 0);
    forEachLease([&](const LeaseRecord &record) {
        for (const PoolIndex index : record.pools)
            ++leased[index];
    });
    for (PoolIndex i = 0; i < m_pools.size(); ++i) {
        const auto &[pool, held, peak] = m_pools[i];
        if (!pool || (agrees(i) && leased[i] == held && pool->debt() == std::max(0, held - pool->capacity())))
            continue;
        return u"%1 pool %2: available %3 + held %4 (%5 by leases) - debt %6 with capacity %7"_s
            .arg(toString(pool->name().kind), pool->name().name)
            .arg(pool->available())
            .arg(held)
            .arg(leased[i])
            .arg(pool->debt())
            .arg(pool->capacity());
    }
    return std::nullopt;
}

} // namespace exaid
