#pragma once

// How often something happened in the last minute, to the second. A value; times from outside, never going
// back by more than is forgiven (an earlier time counts as the latest one).

#include "core/time/clock.h"

#include <QtGlobal>
#include <array>

namespace exaid {

class MinuteCounter
{
public:
    void add(TimePoint now);
    int count(TimePoint now) const;

private:
    static qint64 secondOf(TimePoint time);

    static constexpr qint64 Seconds = 60;
    std::array<int, Seconds> m_counts{};
    qint64 m_latest = 0; // second of the newest count
};

} // namespace exaid
