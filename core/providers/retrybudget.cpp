#include "core/providers/retrybudget.h"

#include <algorithm>

namespace exaid {

namespace {

// Refusals whose calls ended for another reason pay for nobody else for ever.
constexpr int MostPaid = 16;

} // namespace

void RetryBudget::refusedWhileServing()
{
    m_paid = std::min(MostPaid, m_paid + 1);
}

RetryBudget::Grant RetryBudget::tryReserve(bool afterRefusal)
{
    if (afterRefusal && m_share > 0 && m_paid > 0) {
        --m_paid;
        ++m_spent;
        return Grant::Paid;
    }
    if (left() == 0) {
        ++m_denied;
        return Grant::Denied;
    }
    m_reserved = true;
    return Grant::Reserved;
}

void RetryBudget::sent()
{
    if (!m_reserved)
        return;
    m_reserved = false;
    m_level = std::max(0.0, m_level - 1);
    ++m_spent;
}

void RetryBudget::add(double part)
{
    m_level = std::min(1.0, m_level + part);
}

} // namespace exaid
