#pragma once

// Runs the event loop until something is true, looking each millisecond: QTest::qWaitFor looks every ten,
// which adds up when a test waits hundreds of times for another thread.

#include <QDeadlineTimer>
#include <QTest>

namespace exaid::test {

template <typename Condition>
[[nodiscard]] bool waitUntil(Condition &&condition,
                             std::chrono::milliseconds limit = std::chrono::seconds(10))
{
    const QDeadlineTimer deadline(limit);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QTest::qWait(1);
    }
    return true;
}

} // namespace exaid::test
