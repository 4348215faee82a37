#pragma once

// How a duration is distributed: counts in buckets that grow with the value, so that histograms of different
// moments, providers and processes can be added up, and a percentile is always taken from the sum, never
// averaged. Up to 8 ms a bucket is 1 ms wide (error at most 0.5 ms); above, each octave has 8 buckets, and a
// quantile, told as the middle of its bucket, is at most 1/16 (6.25 %) wrong. From 37 hours on all is one
// bucket. Values only; any thread. At most 4 bytes for each of 200 buckets; only those in use are stored. A
// bucket stops counting at 16,777,215.

#include "core/time/clock.h"

#include <QtGlobal>
#include <optional>
#include <vector>

namespace exaid {

class LogHistogram
{
public:
    static constexpr int BucketCount = 200;
    static constexpr quint32 MaxCount = 0xff'ffff;

    struct Bucket
    {
        int index = 0;
        quint32 count = 0;

        bool operator==(const Bucket &) const = default;
    };

    void add(Duration value, quint32 count = 1);
    void addTo(int bucket, quint32 count); // 0 <= bucket < BucketCount
    void merge(const LogHistogram &other);

    bool isEmpty() const { return m_packed.empty(); }
    qint64 count() const;
    qint64 countBelow(Duration edge) const; // exact when the edge is that of a bucket: 2^k ms
    // 0 <= q <= 1; nothing without values.
    std::optional<Duration> quantile(double q) const;
    size_t bucketsInUse() const { return m_packed.size(); }
    Bucket bucketAt(size_t i) const { return unpack(m_packed[i]); } // by index, ascending

    static int bucketOf(Duration value);
    static Duration lowerEdge(int bucket);
    static Duration middle(int bucket);

    bool operator==(const LogHistogram &) const = default;

private:
    static Bucket unpack(quint32 packed) { return {static_cast<int>(packed >> 24U), packed & MaxCount}; }

    std::vector<quint32> m_packed; // bucket in the upper 8 bits, count below; ascending
};

} // namespace exaid
