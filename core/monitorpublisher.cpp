#include "core/monitorpublisher.h"

namespace exaid {

namespace {

constexpr Duration PublishInterval = std::chrono::milliseconds(100);
constexpr Duration Heartbeat = std::chrono::seconds(1);
// Slot-seconds grow all the time while a call runs. So often is within what the screen may lag behind.
constexpr Duration GrowthInterval = std::chrono::milliseconds(200);
// Kept for a watcher that has just come; the log has the rest.
constexpr qsizetype MaxPendingEvents = 500;

enum class Change { None, Growth, More };

// A call that only runs on makes its session's slot-seconds grow, and nothing else.
Change changeBetween(const Snapshot &before, Snapshot after)
{
    after.sequence = before.sequence;
    after.wallMs = before.wallMs;
    if (after == before)
        return Change::None;
    if (after.sessions.size() != before.sessions.size())
        return Change::More;
    for (qsizetype i = 0; i < after.sessions.size(); ++i)
        after.sessions[i].slotSeconds = before.sessions[i].slotSeconds;
    return after == before ? Change::Growth : Change::More;
}

} // namespace

MonitorPublisher::MonitorPublisher(MonitorHub &hub, TimerService &timers,
                                   std::function<Snapshot()> makeSnapshot)
    : m_hub(hub)
    , m_timers(timers)
    , m_makeSnapshot(std::move(makeSnapshot))
{
    // A newcomer gets a snapshot at once, also when nothing has changed since the last one.
    connect(&hub, &MonitorHub::watcherAdded, this, [this] {
        m_lastAt = {};
        tick();
    });
}

void MonitorPublisher::add(const MonitorEvent &event)
{
    if (m_events.size() >= MaxPendingEvents)
        m_events.removeFirst();
    m_events.append(event);
}

void MonitorPublisher::tick()
{
    m_timer.cancel();
    if (!m_hub.isWatched())
        return;
    publish();
    m_timer = m_timers.after(PublishInterval, [this] { tick(); });
}

void MonitorPublisher::publish()
{
    const TimePoint now = m_timers.now();
    Snapshot snapshot = m_makeSnapshot();
    const Change change = changeBetween(m_last, snapshot);
    const Duration age = now - m_lastAt;
    if (change == Change::More || age >= Heartbeat || (change == Change::Growth && age >= GrowthInterval)) {
        m_last = snapshot;
        m_lastAt = now;
        Q_EMIT m_hub.snapshotPublished(snapshot);
    }
    if (!m_events.isEmpty())
        Q_EMIT m_hub.eventsPublished(std::exchange(m_events, {}));
}

} // namespace exaid
