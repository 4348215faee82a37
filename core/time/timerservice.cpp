#include "core/time/timerservice.h"

#include <QtGlobal>
#include <map>
#include <utility>

namespace exaid {

using Key = std::pair<TimePoint, quint64>;

struct TimerService::Queue
{
    std::map<Key, std::shared_ptr<Timer::Entry>> entries;
    quint64 lastSequence = 0;
};

struct Timer::Entry
{
    std::weak_ptr<TimerService::Queue> queue;
    Key key;
    std::function<void()> callback; // empty: fired or cancelled
};

Timer::Timer(Timer &&other) noexcept = default;

Timer &Timer::operator=(Timer &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_entry = std::move(other.m_entry);
    }
    return *this;
}

void Timer::cancel()
{
    const auto entry = std::exchange(m_entry, nullptr);
    if (!entry || !entry->callback)
        return;
    // The callback may own this very timer: let it die last.
    const auto callback = std::exchange(entry->callback, nullptr);
    if (const auto queue = entry->queue.lock())
        queue->entries.erase(entry->key);
}

bool Timer::isActive() const
{
    return m_entry && m_entry->callback;
}

TimerService::TimerService(const Clock &clock)
    : m_clock(clock)
    , m_queue(std::make_shared<Queue>())
{}

TimerService::~TimerService() = default;

Timer TimerService::at(TimePoint when, std::function<void()> callback)
{
    // One that is due now does not wait until a still earlier one, which may be late, is run.
    const bool mustRearm = when < nextDue() || when <= now();
    auto entry = std::make_shared<Timer::Entry>();
    entry->queue = m_queue;
    entry->key = {when, ++m_queue->lastSequence};
    entry->callback = std::move(callback);
    m_queue->entries.emplace(entry->key, entry);
    if (mustRearm)
        rearm();
    return Timer(std::move(entry));
}

TimePoint TimerService::nextDue() const
{
    return m_queue->entries.empty() ? TimePoint::max() : m_queue->entries.begin()->first.first;
}

void TimerService::runDue(TimePoint until, Duration budget)
{
    // A callback may destroy the service, so only the queue is touched after one; and timers made by
    // callbacks wait for the next turn, so that a chain of zero delays can't hold the loop.
    const auto queue = m_queue;
    const Clock &clock = m_clock;
    const TimePoint start = clock.now();
    const quint64 newest = queue->lastSequence;
    auto next = queue->entries.begin();
    while (next != queue->entries.end() && next->first.first <= until) {
        if (next->first.second > newest) {
            ++next;
            continue;
        }
        const Key key = next->first;
        const auto entry = next->second;
        queue->entries.erase(next);
        const auto callback = std::exchange(entry->callback, nullptr);
        callback();
        if (clock.now() - start >= budget)
            return;
        next = queue->entries.upper_bound(key);
    }
}

} // namespace exaid
