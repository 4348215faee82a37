#pragma once

// The right to run one call: one permit of each of its pools, as a move-only value. The permits go back when
// the lease is released or dies, once, whatever happened. A lease that the auditor has recovered is inert:
// its release is a no-op. Core thread only.

#include "core/admission/admissiontypes.h"

#include <memory>

namespace exaid {

// Where leases go back to. Implemented by whoever drives the controller; outlived safely by its leases
// through the link.
class LeaseHome
{
public:
    virtual void leaseReturned(const LeaseRef &lease) noexcept = 0;

protected:
    ~LeaseHome() = default;
};

struct LeaseHomeLink
{
    LeaseHome *home = nullptr; // null once the home is gone
};

class [[nodiscard]] Lease
{
public:
    Lease() = default; // holds nothing
    Lease(LeaseRef ref, std::shared_ptr<const LeaseHomeLink> home);
    ~Lease() { release(); }
    Lease(Lease &&other) noexcept;
    Lease &operator=(Lease &&other) noexcept;
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;

    bool isHeld() const { return m_home != nullptr; }
    const LeaseRef &ref() const { return m_ref; }
    void release() noexcept; // twice is a no-op

private:
    LeaseRef m_ref;
    std::shared_ptr<const LeaseHomeLink> m_home;
};

} // namespace exaid
