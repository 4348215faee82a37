#pragma once

// How many slot-seconds a session used lately: an exponentially decaying sum u' = held − λ·u with λ = ln 2 /
// half-life. While `held` does not change, u(t) = held/λ + (u₀ − held/λ)·e^(−λ(t−t₀)); so two sessions that
// hold the same number of slots keep their order, and orderKey() is constant between changes. That is what
// lets the scheduler keep sorted sets. Pure values.

#include "core/time/clock.h"

#include <cmath>

namespace exaid {

class UsageMeter
{
public:
    int held() const { return m_held; }
    double total() const { return m_total; } // slot-seconds since the start, undecayed, up to the last change

    void setHeld(int held, TimePoint now, double lambda)
    {
        const double elapsed = toSeconds(now - m_at);
        m_total += m_held * elapsed;
        m_usage = at(now, lambda);
        m_at = now;
        m_held = held;
    }
    // Decayed slot-seconds at `now`.
    double at(TimePoint now, double lambda) const
    {
        const double steady = m_held / lambda;
        return steady + (m_usage - steady) * std::exp(-lambda * toSeconds(now - m_at));
    }
    double totalAt(TimePoint now) const { return m_total + m_held * toSeconds(now - m_at); }
    // Comparable between meters with the same held() and the same epoch.
    double orderKey(TimePoint epoch, double lambda) const
    {
        return (m_usage - m_held / lambda) * std::exp(lambda * toSeconds(m_at - epoch));
    }
    void start(TimePoint now) { m_at = now; }

private:
    int m_held = 0;
    double m_usage = 0;
    double m_total = 0;
    TimePoint m_at{};
};

} // namespace exaid
