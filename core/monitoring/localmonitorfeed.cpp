#include "core/monitoring/localmonitorfeed.h"

#include "core/monitoring/localmonitortap.h"
#include "core/monitoring/monitorhub.h"

namespace exaid {

LocalMonitorFeed::LocalMonitorFeed(MonitorHub &hub, QObject *parent)
    : MonitorFeed(parent)
    , m_hub(hub)
    , m_tap(new LocalMonitorTap(hub))
{
    qRegisterMetaType<std::optional<Snapshot>>();
    qRegisterMetaType<QList<MonitorEvent>>();
    m_tap->moveToThread(hub.thread());
    connect(m_tap, &LocalMonitorTap::parcel, this, &LocalMonitorFeed::accept, Qt::QueuedConnection);
    qRegisterMetaType<MonitorAnswer>();
    connect(&hub, &MonitorHub::answered, this, &LocalMonitorFeed::acceptAnswer, Qt::QueuedConnection);
    hub.addWatcher();
}

LocalMonitorFeed::~LocalMonitorFeed()
{
    m_hub.removeWatcher();
    m_tap->deleteLater();
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

void LocalMonitorFeed::setIntakePaused(bool paused)
{
    m_hub.requestPause(paused);
}

void LocalMonitorFeed::stopDaemon()
{
    m_hub.requestStop();
}

quint64 LocalMonitorFeed::post(const QString &op, const QJsonObject &question)
{
    return m_hub.requestAnswer(op, question);
}

void LocalMonitorFeed::acceptAnswer(const MonitorAnswer &answer)
{
    settle(answer.id, answer.answer);
}

void LocalMonitorFeed::accept(const std::optional<Snapshot> &snapshot, const QList<MonitorEvent> &events)
{
    // First: a listener may take long, and what it misses meanwhile is kept at the other end.
    QMetaObject::invokeMethod(m_tap, &LocalMonitorTap::taken, Qt::QueuedConnection);
    if (!events.isEmpty())
        Q_EMIT eventsArrived(events);
    if (!snapshot)
        return;
    if (m_link != Link::Live) {
        m_link = Link::Live;
        Q_EMIT linkChanged(m_link);
    }
    Q_EMIT snapshotArrived(*snapshot);
}

} // namespace exaid
