#include "core/admission/permitpool.h"

#include <algorithm>

namespace exaid {

PermitPool::PermitPool(PoolName name, int capacity)
    : m_name(std::move(name))
    , m_semaphore(capacity)
    , m_capacity(capacity)
{}

bool PermitPool::tryTake()
{
    return m_semaphore.tryAcquire();
}

void PermitPool::giveBack()
{
    if (m_debt > 0)
        --m_debt;
    else
        m_semaphore.release();
}

void PermitPool::setCapacity(int capacity)
{
    const int change = capacity - m_capacity;
    m_capacity = capacity;
    if (change >= 0) {
        const int paid = std::min(m_debt, change);
        m_debt -= paid;
        m_semaphore.release(change - paid);
        return;
    }
    const int taken = std::min(available(), -change);
    if (m_semaphore.tryAcquire(taken))
        m_debt += -change - taken;
}

int PermitPool::expectedAvailable(int held) const
{
    return std::max(0, m_capacity - held);
}

int PermitPool::reconcile(int held)
{
    const int missing = expectedAvailable(held) - available();
    m_debt = std::max(0, held - m_capacity);
    if (missing > 0)
        m_semaphore.release(missing);
    else if (missing < 0 && !m_semaphore.tryAcquire(-missing))
        return 0; // can't happen: the surplus was just counted on the only thread that takes
    return missing;
}

#ifdef EXAID_TEST_HOOKS
void PermitPool::injectDrift(int permits)
{
    if (permits > 0)
        m_semaphore.release(permits);
    else
        (void)m_semaphore.tryAcquire(std::min(-permits, available()));
}
#endif

} // namespace exaid
