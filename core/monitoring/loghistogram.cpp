#include "core/monitoring/loghistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace exaid {

namespace {

constexpr int SubBits = 3; // 8 buckets an octave
constexpr int SubBuckets = 1 << SubBits;

} // namespace

int LogHistogram::bucketOf(Duration value)
{
    const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(value).count();
    if (ms < SubBuckets)
        return static_cast<int>(std::max<qint64>(ms, 0));
    const int octave = static_cast<int>(std::bit_width(static_cast<quint64>(ms))) - 1;
    const int within = static_cast<int>(ms >> (octave - SubBits)) - SubBuckets;
    return std::min((octave - SubBits + 1) * SubBuckets + within, BucketCount - 1);
}

Duration LogHistogram::lowerEdge(int bucket)
{
    if (bucket < SubBuckets)
        return std::chrono::milliseconds(bucket);
    const int shift = bucket / SubBuckets - 1;
    return std::chrono::milliseconds(static_cast<qint64>(SubBuckets + bucket % SubBuckets) << shift);
}

Duration LogHistogram::middle(int bucket)
{
    return (lowerEdge(bucket) + lowerEdge(bucket + 1)) / 2;
}

void LogHistogram::add(Duration value, quint32 count)
{
    addTo(bucketOf(value), count);
}

void LogHistogram::addTo(int bucket, quint32 count)
{
    Q_ASSERT(bucket >= 0 && bucket < BucketCount);
    if (count == 0)
        return;
    const quint32 first = static_cast<quint32>(bucket) << 24U;
    const auto it = std::ranges::lower_bound(m_packed, first);
    if (it != m_packed.end() && unpack(*it).index == bucket)
        *it = first | std::min(unpack(*it).count + std::min(count, MaxCount), MaxCount);
    else
        m_packed.insert(it, first | std::min(count, MaxCount));
}

void LogHistogram::merge(const LogHistogram &other)
{
    if (m_packed.empty()) {
        m_packed = other.m_packed;
        return;
    }
    for (const quint32 packed : other.m_packed)
        addTo(unpack(packed).index, unpack(packed).count);
}

qint64 LogHistogram::count() const
{
    qint64 sum = 0;
    for (const quint32 packed : m_packed)
        sum += unpack(packed).count;
    return sum;
}

qint64 LogHistogram::countBelow(Duration edge) const
{
    qint64 sum = 0;
    for (const quint32 packed : m_packed) {
        if (lowerEdge(unpack(packed).index) >= edge)
            break;
        sum += unpack(packed).count;
    }
    return sum;
}

std::optional<Duration> LogHistogram::quantile(double q) const
{
    const qint64 all = count();
    if (all == 0)
        return std::nullopt;
    const auto rank =
        std::clamp<qint64>(static_cast<qint64>(std::ceil(q * static_cast<double>(all))), 1, all);
    qint64 seen = 0;
    for (const quint32 packed : m_packed) {
        seen += unpack(packed).count;
        if (seen >= rank)
            return middle(unpack(packed).index);
    }
    Q_UNREACHABLE();
}

} // namespace exaid
