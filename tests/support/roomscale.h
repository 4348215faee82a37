#pragma once

// How much a test stretches the times that it asks for.

#include "tests/support/instrumented.h"

#include <QThread>
#include <cstdlib>

namespace exaid::test {

// Times are promised of the program as shipped: an instrumented one takes the same way and is not judged by
// them.
inline constexpr double TimeScale = IsInstrumented ? 1'000 : 1;

// Times of the program as shipped on a machine that has room for it. Several times as much elsewhere: when
// more is running than there are processors, a thread waits for its turn however fast it is.
inline double roomScale()
{
    double load = 0;
    const bool isKnown = ::getloadavg(&load, 1) == 1;
    return isKnown && load > 1.5 * QThread::idealThreadCount() ? 10 * TimeScale : TimeScale;
}

} // namespace exaid::test
