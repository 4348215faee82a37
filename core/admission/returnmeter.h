#pragma once

// How soon a session comes back with its next call after a slot of it became free, from its last sixteen
// returns, and how long a slot is worth keeping for it. Pure values; durations of up to an hour, in whole
// microseconds.

#include "core/time/clock.h"

#include <QtGlobal>
#include <array>

namespace exaid {

class ReturnMeter
{
public:
    void returned(Duration after);

    // How long to keep a slot, at most `cap`: twice the second longest of the returns within the cap and a
    // millisecond, at least `unlearned`. So one moment of a busy machine changes nothing, and a client whose
    // returns scatter is still met. Zero: it is not worth it, since most of its returns came later than the
    // cap; they are measured all the same, so a session that becomes quick is believed again.
    Duration holdWithin(Duration cap, Duration unlearned) const;

private:
    static constexpr quint32 Remembered = 16;
    static constexpr quint32 LeastToGiveUp = 3; // one or two late returns may be chance

    std::array<quint32, Remembered> m_micros{}; // a ring
    quint32 m_count = 0;                        // filled entries
    quint32 m_next = 0;
};

} // namespace exaid
