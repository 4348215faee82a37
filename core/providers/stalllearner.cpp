#include "core/providers/stalllearner.h"

#include <algorithm>

namespace exaid {

void StallLearner::streamEnded(Duration longestPause)
{
    remember({longestPause, false});
}

void StallLearner::stalled(Duration limit)
{
    remember({limit, true});
}

void StallLearner::remember(const Stream &stream)
{
    m_streams.push_back(stream);
    if (m_streams.size() > Remembered)
        m_streams.pop_front();
}

void StallLearner::restore(const std::deque<Stream> &streams)
{
    m_streams.insert(m_streams.begin(), streams.begin(), streams.end());
    while (m_streams.size() > Remembered)
        m_streams.pop_front();
}

StallLearner::Limit StallLearner::limitFrom(Duration start) const
{
    Duration longest{}, second{};           // of those that ended well
    Duration longestEnded{}, secondEnded{}; // of those that were ended
    for (const Stream &stream : m_streams) {
        Duration &first = stream.wasEnded ? longestEnded : longest;
        Duration &next = stream.wasEnded ? secondEnded : second;
        next = std::max(next, std::min(first, stream.pause));
        first = std::max(first, stream.pause);
    }
    const int streams = static_cast<int>(m_streams.size());
    const bool enough = streams >= Enough;
    const Duration pause = std::max(enough ? second : longest, secondEnded * 2 / Margin);
    const Duration lowest = enough ? std::min(m_bounds.floor, start) : start;
    const Duration highest = std::max(m_bounds.cap, start);
    const Duration limit = std::clamp(pause * Margin, lowest, highest);
    return {limit, limit == start ? Duration::zero() : pause, streams};
}

} // namespace exaid
