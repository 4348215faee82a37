#include "core/time/manualtime.h"

#include <algorithm>

namespace exaid {

void ManualTime::advance(Duration by)
{
    const TimePoint end = m_manual.now() + by;
    while (nextDue() <= end) {
        m_manual.set(std::max(m_manual.now(), nextDue()));
        runDue(m_manual.now());
    }
    m_manual.set(end);
}

bool ManualTime::step()
{
    if (!hasPending())
        return false;
    m_manual.set(std::max(m_manual.now(), nextDue()));
    runDue(m_manual.now());
    return true;
}

} // namespace exaid
