#pragma once

// How many slots of each provider were in use, over the last minutes. Usage is piecewise constant, so only
// changes are kept. Bounded in time and in number. Spans in which nothing was heard from the daemon are kept
// as gaps: they are not zero, they are unknown. Values only; GUI thread; monotonic time of the reader.

#include "core/monitoring/snapshot.h"
#include "core/time/clock.h"

#include <QList>
#include <QString>
#include <deque>
#include <optional>

namespace exaid {

struct UsageSample
{
    TimePoint at;
    int held = 0;
    int capacity = 0;

    bool operator==(const UsageSample &) const = default;
};

struct UsageTrack
{
    QString name; // provider id
    QString label;
    std::deque<UsageSample> samples; // oldest first; each holds until the next

    // Highest number in use at any moment since `from`; 0 without data.
    int peakSince(TimePoint from) const;
};

struct UsageGap
{
    TimePoint from;
    TimePoint to;
};

class UsageHistory
{
public:
    explicit UsageHistory(Duration span = std::chrono::minutes(5),
                          Duration silenceLimit = std::chrono::seconds(2), size_t maxSamples = 4'096);

    void record(TimePoint now, const QList<PoolSnapshot> &pools);

    Duration span() const { return m_span; }
    // In order of first appearance.
    const QList<UsageTrack> &tracks() const { return m_tracks; }
    // The last one is open-ended (ends at `now`) while the daemon is silent.
    QList<UsageGap> gaps(TimePoint now) const;
    // When the first snapshot came; what was before is unknown.
    std::optional<TimePoint> since() const { return m_first; }

private:
    UsageTrack &track(const PoolSnapshot &pool);
    void forget(TimePoint before);

    const Duration m_span;
    const Duration m_silenceLimit;
    const size_t m_maxSamples;
    std::optional<TimePoint> m_first;
    std::optional<TimePoint> m_last;
    QList<UsageTrack> m_tracks;
    std::deque<UsageGap> m_gaps;
};

} // namespace exaid
