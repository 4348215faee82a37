#pragma once

// Wakes the event loop of its thread once, as exactly as the system can: on Linux to some ten microseconds,
// where a QTimer would only count milliseconds.

#include "core/time/clock.h"

#include <functional>
#include <memory>

namespace exaid {

class WakeTimer
{
public:
    // By so much it may be late when the machine is idle.
    static const Duration Rounding;

    explicit WakeTimer(std::function<void()> woken);
    ~WakeTimer();
    WakeTimer(const WakeTimer &) = delete;
    WakeTimer &operator=(const WakeTimer &) = delete;

    void start(Duration delay); // > 0; replaces what was started before
    void stop();

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace exaid
