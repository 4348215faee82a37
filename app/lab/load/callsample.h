#pragma once

// One call of a load run, as its client saw it. Times are measured from the end of the warm-up.

#include "core/time/clock.h"

#include <QString>
#include <optional>

namespace exaid::lab {

struct CallSample
{
    int session = 0; // index
    QString requestId;
    QString model; // as asked for
    QString code;  // the error's code; empty: an answer
    Duration sent{};
    Duration ended{};
    std::optional<Duration> firstSign; // until the first frame about it
    // What the daemon says in the reply's metadata.
    std::optional<Duration> queued;
    std::optional<Duration> ran;
    bool wasCut = false; // it ended after the run was over, most likely by being cancelled

    bool isAnswer() const { return code.isEmpty(); }
    Duration total() const { return ended - sent; }
};

} // namespace exaid::lab
