#pragma once

// One-shot timers on the core thread, from a real or a simulated clock. A Timer is owned by whoever waits:
// destroying or cancelling it guarantees that the callback does not run any more. Callbacks run from the
// event loop (or from ManualTime::advance), never from inside at(), also when the time has already passed.

#include "core/time/clock.h"

#include <functional>
#include <memory>

namespace exaid {

class TimerService;

class [[nodiscard]] Timer
{
public:
    Timer() = default;
    ~Timer() { cancel(); }
    Timer(Timer &&other) noexcept;
    Timer &operator=(Timer &&other) noexcept;
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    void cancel();
    bool isActive() const;

private:
    friend class TimerService;
    struct Entry;
    explicit Timer(std::shared_ptr<Entry> entry)
        : m_entry(std::move(entry))
    {}
    std::shared_ptr<Entry> m_entry;
};

class TimerService
{
public:
    virtual ~TimerService();
    TimerService(const TimerService &) = delete;
    TimerService &operator=(const TimerService &) = delete;

    const Clock &clock() const { return m_clock; }
    TimePoint now() const { return m_clock.now(); }

    Timer at(TimePoint when, std::function<void()> callback);
    Timer after(Duration delay, std::function<void()> callback)
    {
        return at(now() + delay, std::move(callback));
    }

protected:
    explicit TimerService(const Clock &clock);

    // Earliest due time, or TimePoint::max() when nothing is pending.
    TimePoint nextDue() const;
    // Runs what is due at `until`, in order of due time, then of creation. After the callback with which the
    // budget is used up the rest is left; nextDue() tells.
    void runDue(TimePoint until, Duration budget = Duration::max());
    // The earliest due time may have changed.
    virtual void rearm() = 0;

private:
    friend class Timer;
    struct Queue;
    const Clock &m_clock;
    std::shared_ptr<Queue> m_queue;
};

} // namespace exaid
