#pragma once

// An absolute moment after which something must have ended. Made once; handed down, never extended.

#include "core/time/clock.h"

#include <algorithm>

namespace exaid {

class Deadline
{
public:
    Deadline() = default; // never
    explicit Deadline(TimePoint when)
        : m_when(when)
    {}

    TimePoint when() const { return m_when; }
    bool isNever() const { return m_when == TimePoint::max(); }
    bool hasPassed(TimePoint now) const { return now >= m_when; }
    // Zero once passed.
    Duration remaining(TimePoint now) const { return std::max(Duration::zero(), m_when - now); }
    Deadline earlier(Deadline other) const { return Deadline(std::min(m_when, other.m_when)); }

    auto operator<=>(const Deadline &) const = default;

private:
    TimePoint m_when = TimePoint::max();
};

} // namespace exaid
