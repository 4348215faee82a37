#include "core/monitorpublisher.h"

namespace exaid {

namespace {

constexpr Duration PublishInterval = std::chrono::milliseconds(100);
constexpr Duration Heartbeat = std::chrono::seconds(1);
// Kept for a watcher that has just come; the log has the rest.
constexpr qsizetype MaxPendingEvents = 500;

bool sameButForTheClock(Snapshot a, const Snapshot &b)
{
    a.sequence = b.sequence;
    a.wallMs = b.wallMs;
    return a == b;
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
    if (now - m_lastAt >= Heartbeat || !sameButForTheClock(m_last, snapshot)) {
        m_last = snapshot;
        m_lastAt = now;
        Q_EMIT m_hub.snapshotPublished(snapshot);
    }
    if (!m_events.isEmpty())
        Q_EMIT m_hub.eventsPublished(std::exchange(m_events, {}));
}

} // namespace exaid
