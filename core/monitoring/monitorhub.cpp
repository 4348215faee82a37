#include "core/monitoring/monitorhub.h"

namespace exaid {

void MonitorHub::addWatcher()
{
    ++m_watchers;
    QMetaObject::invokeMethod(this, &MonitorHub::watcherAdded, Qt::QueuedConnection);
}

void MonitorHub::requestCancelCall(quint64 callId)
{
    QMetaObject::invokeMethod(
        this, [this, callId] { Q_EMIT cancelCallRequested(callId); }, Qt::QueuedConnection);
}

void MonitorHub::requestCancelSession(const QString &sessionName)
{
    QMetaObject::invokeMethod(
        this, [this, sessionName] { Q_EMIT cancelSessionRequested(sessionName); }, Qt::QueuedConnection);
}

void MonitorHub::requestAudit()
{
    QMetaObject::invokeMethod(this, [this] { Q_EMIT auditRequested(); }, Qt::QueuedConnection);
}

} // namespace exaid
