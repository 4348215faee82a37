#include "gui/feed/usagehistory.h"

#include <algorithm>

namespace exaid {

int UsageTrack::peakSince(TimePoint from) const
{
    int peak = 0;
    for (size_t i = 0; i < samples.size(); ++i) {
        const bool endsAfter = i + 1 == samples.size() || samples[i + 1].at > from;
        if (endsAfter)
            peak = std::max(peak, samples[i].held);
    }
    return peak;
}

UsageHistory::UsageHistory(Duration span, Duration silenceLimit, size_t maxSamples)
    : m_span(span)
    , m_silenceLimit(silenceLimit)
    , m_maxSamples(maxSamples)
{}

void UsageHistory::record(TimePoint now, const QList<PoolSnapshot> &pools)
{
    if (m_last && now - *m_last > m_silenceLimit)
        m_gaps.push_back({*m_last, now});
    m_last = now;
    if (!m_first)
        m_first = now;
    for (const PoolSnapshot &pool : pools) {
        if (pool.kind != QLatin1String("provider"))
            continue;
        UsageTrack &of = track(pool);
        const bool same = !of.samples.empty() && of.samples.back().held == pool.held &&
                          of.samples.back().capacity == pool.capacity;
        if (!same)
            of.samples.push_back({now, pool.held, pool.capacity});
    }
    forget(now - m_span);
}

QList<UsageGap> UsageHistory::gaps(TimePoint now) const
{
    QList<UsageGap> gaps(m_gaps.begin(), m_gaps.end());
    if (m_last && now - *m_last > m_silenceLimit)
        gaps.append({*m_last, now});
    return gaps;
}

UsageTrack &UsageHistory::track(const PoolSnapshot &pool)
{
    const auto known = std::ranges::find(m_tracks, pool.name, &UsageTrack::name);
    if (known != m_tracks.end()) {
        known->label = pool.label;
        return *known;
    }
    return m_tracks.emplaceBack(UsageTrack{pool.name, pool.label, {}});
}

void UsageHistory::forget(TimePoint before)
{
    for (UsageTrack &of : m_tracks) {
        // The newest sample older than the span stays: it says what was so at the left edge.
        while (of.samples.size() > 1 && (of.samples[1].at <= before || of.samples.size() > m_maxSamples))
            of.samples.pop_front();
    }
    while (!m_gaps.empty() && m_gaps.front().to <= before)
        m_gaps.pop_front();
}

} // namespace exaid
