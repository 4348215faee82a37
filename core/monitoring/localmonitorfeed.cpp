#include "core/monitoring/localmonitorfeed.h"

#include "core/monitoring/monitorhub.h"

namespace exaid {

LocalMonitorFeed::LocalMonitorFeed(MonitorHub &hub, QObject *parent)
    : MonitorFeed(parent)
    , m_hub(hub)
    , m_asker(hub.nextAsker())
{
    qRegisterMetaType<MetricFrame>();
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<QList<MonitorEvent>>();
    connect(&hub, &MonitorHub::snapshotPublished, this, &LocalMonitorFeed::acceptSnapshot,
            Qt::QueuedConnection);
    connect(&hub, &MonitorHub::eventsPublished, this, &MonitorFeed::eventsArrived, Qt::QueuedConnection);
    qRegisterMetaType<MonitorAnswer>();
    connect(&hub, &MonitorHub::answered, this, &LocalMonitorFeed::acceptAnswer, Qt::QueuedConnection);
    connect(
        &hub, &MonitorHub::metricsAnswered, this,
        [this](quint64 asker, const MetricFrame &frame) {
            if (asker == m_asker)
                Q_EMIT metricsArrived(frame);
        },
        Qt::QueuedConnection);
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

void LocalMonitorFeed::askMetrics(const MetricQuery &query)
{
    m_hub.requestMetrics(m_asker, query);
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
