#pragma once

// The core's end of a LocalMonitorFeed: hands over what the hub publishes, one parcel at a time. While the
// reader has not taken one, snapshots replace each other and events are kept, the newest MaxEventsKept. Core
// thread; made elsewhere, moved there, ends there by deleteLater. The hub must outlive it.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/snapshot.h"

#include <QObject>
#include <optional>

namespace exaid {

class MonitorHub;

class LocalMonitorTap final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaxEventsKept = 20'000; // as many as the window shows

    explicit LocalMonitorTap(MonitorHub &hub);

    void taken(); // the reader has the last parcel

Q_SIGNALS:
    void parcel(const std::optional<exaid::Snapshot> &snapshot, const QList<exaid::MonitorEvent> &events);

private:
    void keep(const QList<MonitorEvent> &events);
    void send();

    bool m_isUnderWay = false;
    std::optional<Snapshot> m_snapshot;
    QList<MonitorEvent> m_events;
};

} // namespace exaid
