#pragma once

// Integral of a step function over simulated time, in unit-seconds. A value.

#include "core/time/clock.h"

namespace exaid::lab {

class Integral
{
public:
    explicit Integral(TimePoint start)
        : m_since(start)
    {}

    void set(double value, TimePoint now)
    {
        m_sum += m_value * toSeconds(now - m_since);
        m_since = now;
        m_value = value;
    }
    double at(TimePoint now) const { return m_sum + m_value * toSeconds(now - m_since); }

private:
    TimePoint m_since;
    double m_value = 0;
    double m_sum = 0;
};

} // namespace exaid::lab
