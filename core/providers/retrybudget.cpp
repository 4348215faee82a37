#include "core/providers/retrybudget.h"

#include <algorithm>
#include <cmath>

namespace exaid {

void RetryBudget::callArrived(TimePoint now)
{
    forgetOld(now);
    m_calls.push_back(now);
}

bool RetryBudget::trySpend(TimePoint now)
{
    if (left(now) <= 0) {
        ++m_denied;
        return false;
    }
    m_freeLeft = false;
    m_retries.push_back(now);
    ++m_spent;
    return true;
}

int RetryBudget::left(TimePoint now)
{
    forgetOld(now);
    // A whole number of retries, by the calls there really were.
    const int allowed = static_cast<int>(std::floor(m_share * static_cast<double>(m_calls.size()) + 1e-9));
    const int open = std::max(0, allowed - static_cast<int>(m_retries.size()));
    return std::max(open, m_freeLeft && m_share > 0 ? 1 : 0);
}

void RetryBudget::forgetOld(TimePoint now)
{
    const auto forget = [now](std::deque<TimePoint> &times) {
        while (!times.empty() && times.front() <= now - Window)
            times.pop_front();
    };
    forget(m_calls);
    forget(m_retries);
}

} // namespace exaid
