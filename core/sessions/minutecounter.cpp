#include "core/sessions/minutecounter.h"

#include <algorithm>

namespace exaid {

qint64 MinuteCounter::secondOf(TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

void MinuteCounter::add(TimePoint now)
{
    const qint64 second = std::max(secondOf(now), m_latest);
    if (second - m_latest >= Seconds)
        m_counts.fill(0);
    else
        for (qint64 s = m_latest + 1; s <= second; ++s)
            m_counts[static_cast<size_t>(s % Seconds)] = 0;
    m_latest = second;
    ++m_counts[static_cast<size_t>(second % Seconds)];
}

int MinuteCounter::count(TimePoint now) const
{
    const qint64 oldest = secondOf(now) - Seconds + 1;
    int sum = 0;
    for (qint64 s = std::max(oldest, m_latest - Seconds + 1); s <= m_latest; ++s)
        sum += m_counts[static_cast<size_t>(((s % Seconds) + Seconds) % Seconds)];
    return sum;
}

} // namespace exaid
