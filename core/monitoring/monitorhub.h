#pragma once

// The core thread's end of the monitor feed. The daemon fills it; readers (LocalMonitorFeed, the monitor
// front end) connect to its signals, queued when they live on another thread. Snapshots are only made while
// somebody watches. Thread: lives on the core thread. addWatcher/removeWatcher and the request… functions may
// be called from any thread.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/monitorrequest.h"
#include "core/monitoring/snapshot.h"

#include <QHash>
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
    void requestPause(bool paused);
    void requestStop();
    // Any thread. The answer is told by answered(), with the number that this returns.
    quint64 requestAnswer(const QString &op, const QJsonObject &question);

    // Core thread: who answers `op`, and a question for it. An op that nobody serves is an error.
    void serve(const QString &op, MonitorHandler handler) { m_handlers.insert(op, std::move(handler)); }
    bool serves(const QString &op) const { return m_handlers.contains(op); }
    void ask(const QString &op, const QJsonObject &question, const MonitorReply &reply) const;

Q_SIGNALS:
    void snapshotPublished(const exaid::Snapshot &snapshot);
    void eventsPublished(const QList<exaid::MonitorEvent> &events);

    void watcherAdded(); // on the core thread
    void cancelCallRequested(quint64 callId);
    void cancelSessionRequested(const QString &sessionName);
    void auditRequested();
    void pauseRequested(bool paused);
    void stopRequested();
    void answered(const exaid::MonitorAnswer &answer);

private:
    QHash<QString, MonitorHandler> m_handlers;
    std::atomic<quint64> m_lastQuestion = 0;
    std::atomic<int> m_watchers = 0;
};

} // namespace exaid
