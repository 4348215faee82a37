#pragma once

// The pools a call needs: at most one of each kind, held in place so that a grant allocates nothing.

#include "core/admission/indices.h"

#include <array>
#include <initializer_list>

namespace exaid {

class PoolSet
{
public:
    PoolSet() = default;
    PoolSet(std::initializer_list<PoolIndex> pools)
    {
        for (const PoolIndex pool : pools)
            add(pool);
    }
    void add(PoolIndex pool)
    {
        Q_ASSERT(m_size < m_pools.size());
        m_pools[m_size++] = pool;
    }

    size_t size() const { return m_size; }
    PoolIndex operator[](size_t i) const { return m_pools[i]; }
    const PoolIndex *begin() const { return m_pools.data(); }
    const PoolIndex *end() const { return m_pools.data() + m_size; }
    bool operator==(const PoolSet &) const = default;

private:
    std::array<PoolIndex, 4> m_pools{};
    quint32 m_size = 0;
};

} // namespace exaid
