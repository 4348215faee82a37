#pragma once

// Feeds the hub while somebody watches: a snapshot when something has changed, at most ten times a second
// (five when only the slot-seconds of running calls have), and once a second anyway, so that a reader can
// tell a quiet daemon from a dead one. Costs nothing while nobody watches. Core thread.

#include "core/monitoring/monitorhub.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <functional>

namespace exaid {

class MonitorPublisher final : public QObject
{
    Q_OBJECT
public:
    MonitorPublisher(MonitorHub &hub, TimerService &timers, std::function<Snapshot()> makeSnapshot);

    void add(const MonitorEvent &event);

private:
    void tick();
    void publish();

    MonitorHub &m_hub;
    TimerService &m_timers;
    std::function<Snapshot()> m_makeSnapshot;
    Snapshot m_last;
    TimePoint m_lastAt{};
    QList<MonitorEvent> m_events;
    Timer m_timer;
};

} // namespace exaid
