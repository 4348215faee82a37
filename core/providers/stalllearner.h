#pragma once

// How long one model may fall silent in the middle of its answer before it counts as hung, learned from its
// own streams. Remembers the longest pause of each of the last streams; the limit is four times an upper
// quantile of them (the second longest, so that one freak changes nothing), between a floor and a cap. Until
// enough streams are known it only grows from where the setting starts. Streams that were ended for their
// silence may have been alive: two of them double the limit. Pure.

#include "core/time/clock.h"

#include <deque>

namespace exaid {

class StallLearner
{
public:
    static constexpr int Remembered = 256;
    static constexpr int Enough = 32;
    static constexpr int Margin = 4;

    struct Bounds
    {
        Duration floor{};
        Duration cap{};
    };
    // What is in force and why.
    struct Limit
    {
        Duration limit{};
        Duration pause{}; // the limit is Margin times this; zero: the start value is in force
        int streams = 0;
    };

    // One stream of the past.
    struct Stream
    {
        Duration pause{};      // its longest; how long it was waited for, if it was ended
        bool wasEnded = false; // by the stall clock

        bool operator==(const Stream &) const = default;
    };

    explicit StallLearner(Bounds bounds)
        : m_bounds(bounds)
    {}

    // A stream ended whole; this was its longest pause.
    void streamEnded(Duration longestPause);
    // A stream was ended because it was silent for this long.
    void stalled(Duration limit);

    // start: what the settings say for this call.
    Limit limitFrom(Duration start) const;

    const std::deque<Stream> &streams() const { return m_streams; }
    // Streams of an earlier run of the daemon; they come before its own.
    void restore(const std::deque<Stream> &streams);

private:
    void remember(const Stream &stream);

    const Bounds m_bounds;
    std::deque<Stream> m_streams;
};

} // namespace exaid
