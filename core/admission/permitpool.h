#pragma once

// One named pool of permits on a QSemaphore, which by itself knows no capacity (release(5) on 2 gives 7):
// capacity and debt are kept here, and only the ledger takes and gives back. All changes on the core thread;
// available() may be read from any thread. Capacity 0..10'000. Never blocks.
//
// At rest: available + held − debt = capacity, where held is the ledger's count and debt what a lowered
// capacity still has out.

#include "core/admission/admissiontypes.h"

#include <QSemaphore>

namespace exaid {

class PermitPool final
{
public:
    PermitPool(PoolName name, int capacity);
    Q_DISABLE_COPY_MOVE(PermitPool)

    const PoolName &name() const { return m_name; }
    int capacity() const { return m_capacity; }
    int debt() const { return m_debt; }
    int available() const { return m_semaphore.available(); } // any thread

    [[nodiscard]] bool tryTake();   // false: full, nothing changed
    void giveBack();                // pays debt first
    void setCapacity(int capacity); // grows at once; shrinks by free permits now and by debt as leases end

    // For the auditor: makes the free permits what the ledger says they are. Returns how many were missing
    // (negative: too many).
    int reconcile(int held);
    // What should be free with so many held.
    int expectedAvailable(int held) const;
    // Whether semaphore and debt are what they should be with so many held. The sum alone would not tell: a
    // surplus permit and a debt too many cancel out.
    bool agreesWith(int held) const
    {
        return available() == expectedAvailable(held) && m_debt == held - m_capacity + available();
    }

#ifdef EXAID_TEST_HOOKS
    void injectDrift(int permits); // negative: permits vanish
#endif

private:
    const PoolName m_name;
    QSemaphore m_semaphore;
    int m_capacity;
    int m_debt = 0;
};

} // namespace exaid
