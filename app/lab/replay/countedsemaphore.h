#pragma once

// asyncio.BoundedSemaphore as the Python daemon used it, beside the truth that it could not know: how many
// calls are really in flight, and how many permits are lost. A value; for the replay only.

#include <algorithm>

namespace exaid::lab {

class CountedSemaphore
{
public:
    explicit CountedSemaphore(int limit)
        : m_limit(limit)
        , m_value(limit)
    {}

    bool tryAcquire()
    {
        if (m_value == 0)
            return false;
        --m_value;
        return true;
    }
    // False: it was full already; Python raises ValueError.
    bool release()
    {
        if (m_value >= m_limit)
            return false;
        ++m_value;
        return true;
    }

    struct Recovered
    {
        int real = 0;  // permits that were lost
        int wrong = 0; // permits that live calls hold
    };
    // What "value ≠ maximum" takes for leaked.
    Recovered missing() const
    {
        const int real = std::min(m_lost, m_limit - m_value);
        return {real, m_limit - m_value - real};
    }
    Recovered fillUp()
    {
        const Recovered recovered = missing();
        m_lost -= recovered.real;
        m_value = m_limit;
        return recovered;
    }

    void enter() { ++m_inFlight; }
    void leave() { --m_inFlight; }
    void lose() { ++m_lost; }
    bool hasRoom() const { return m_inFlight < m_limit; }
    int aboveLimit() const { return std::max(0, m_inFlight - m_limit); }
    int inFlight() const { return m_inFlight; }
    int lost() const { return m_lost; }

private:
    int m_limit;
    int m_value;
    int m_inFlight = 0;
    int m_lost = 0;
};

} // namespace exaid::lab
