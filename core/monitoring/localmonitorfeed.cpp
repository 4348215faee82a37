#include "core/monitoring/localmonitorfeed.h"

#include "core/monitoring/monitorhub.h"

namespace exaid {

LocalMonitorFeed::LocalMonitorFeed(MonitorHub &hub, QObject *parent)
    : MonitorFeed(parent)
    , m_hub(hub)
{
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<QList<MonitorEvent>>();
    connect(&hub, &MonitorHub::snapshotPublished, this, &LocalMonitorFeed::acceptSnapshot,
            Qt::QueuedConnection);
    connect(&hub, &MonitorHub::eventsPublished, this, &MonitorFeed::eventsArrived, Qt::QueuedConnection);
    hub.addWatcher();
}

LocalMonitorFeed::~LocalMonitorFeed()
{
    m_hub.removeWatcher();
}

void LocalMonitorFeed::cancelCall(quint64 callId)
{
    m_hub.requestCancelCall(callId);
}

void LocalMonitorFeed::cancelSession(const QString &sessionName)
{
    m_hub.requestCancelSession(sessionName);
}

void LocalMonitorFeed::auditNow()
{
    m_hub.requestAudit();
}

void LocalMonitorFeed::acceptSnapshot(const Snapshot &snapshot)
{
    if (m_link != Link::Live) {
        m_link = Link::Live;
        Q_EMIT linkChanged(m_link);
    }
    Q_EMIT snapshotArrived(snapshot);
}

} // namespace exaid
