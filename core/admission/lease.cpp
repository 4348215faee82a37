#include "core/admission/lease.h"

#include <utility>

namespace exaid {

Lease::Lease(LeaseRef ref, std::shared_ptr<const LeaseHomeLink> home)
    : m_ref(ref)
    , m_home(std::move(home))
{}

Lease::Lease(Lease &&other) noexcept
    : m_ref(std::exchange(other.m_ref, {}))
    , m_home(std::move(other.m_home))
{}

Lease &Lease::operator=(Lease &&other) noexcept
{
    if (this != &other) {
        release();
        m_ref = std::exchange(other.m_ref, {});
        m_home = std::move(other.m_home);
    }
    return *this;
}

void Lease::release() noexcept
{
    // Emptied first: giving back may grant the slot to a call that ends this one's owner.
    const auto home = std::exchange(m_home, nullptr);
    const LeaseRef ref = std::exchange(m_ref, {});
    if (home && home->home)
        home->home->leaseReturned(ref);
}

} // namespace exaid
