#pragma once

// The core thread's end of the monitor feed. The daemon fills it; readers (LocalMonitorFeed, the monitor
// front end) connect to its signals, queued when they live on another thread. Snapshots are only made while
// somebody watches. Thread: lives on the core thread. addWatcher/removeWatcher and the request… functions may
// be called from any thread.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/snapshot.h"

#include <QObject>
#include <atomic>

namespace exaid {

class MonitorHub final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void addWatcher();
    void removeWatcher() { --m_watchers; }
    bool isWatched() const { return m_watchers > 0; }

    // Any thread; carried out on the core thread.
    void requestCancelCall(quint64 callId);
    void requestCancelSession(const QString &sessionName);
    void requestAudit();

Q_SIGNALS:
    void snapshotPublished(const exaid::Snapshot &snapshot);
    void eventsPublished(const QList<exaid::MonitorEvent> &events);

    void watcherAdded(); // on the core thread
    void cancelCallRequested(quint64 callId);
    void cancelSessionRequested(const QString &sessionName);
    void auditRequested();

private:
    std::atomic<int> m_watchers = 0;
};

} // namespace exaid
