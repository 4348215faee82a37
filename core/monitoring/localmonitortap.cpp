#include "core/monitoring/localmonitortap.h"

#include "core/monitoring/monitorhub.h"

#include <utility>

namespace exaid {

LocalMonitorTap::LocalMonitorTap(MonitorHub &hub)
{
    connect(&hub, &MonitorHub::snapshotPublished, this, [this](const Snapshot &snapshot) {
        m_snapshot = snapshot;
        send();
    });
    connect(&hub, &MonitorHub::eventsPublished, this, [this](const QList<MonitorEvent> &events) {
        keep(events);
        send();
    });
}

void LocalMonitorTap::keep(const QList<MonitorEvent> &events)
{
    m_events += events;
    if (m_events.size() > MaxEventsKept)
        m_events.remove(0, m_events.size() - MaxEventsKept);
}

void LocalMonitorTap::taken()
{
    m_isUnderWay = false;
    send();
}

void LocalMonitorTap::send()
{
    if (m_isUnderWay || (!m_snapshot && m_events.isEmpty()))
        return;
    m_isUnderWay = true;
    Q_EMIT parcel(std::exchange(m_snapshot, std::nullopt), std::exchange(m_events, {}));
}

} // namespace exaid
