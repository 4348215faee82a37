#pragma once

// Where time comes from. Only time/ reads a real clock; everything else is given one of these, so that a
// simulation owns time. Thread: any. Units: nanoseconds, monotonic; wall time in milliseconds since 1970
// (UTC), for people and logs only.

#include <chrono>

namespace exaid {

using Duration = std::chrono::nanoseconds;

// A tag: it has no now() on purpose.
struct MonotonicClock
{
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonotonicClock, Duration>;
    static constexpr bool is_steady = true;
};
using TimePoint = MonotonicClock::time_point;
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock
{
public:
    virtual ~Clock() = default;
    virtual TimePoint now() const = 0;
    virtual WallTime wallNow() const = 0;

protected:
    Clock() = default;
    Clock(const Clock &) = default;
    Clock &operator=(const Clock &) = default;
};

// For messages and the wire.
inline double toSeconds(Duration d)
{
    return std::chrono::duration<double>(d).count();
}
inline double toMilliseconds(Duration d)
{
    return std::chrono::duration<double, std::milli>(d).count();
}

} // namespace exaid
