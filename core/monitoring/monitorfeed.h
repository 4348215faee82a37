#pragma once

// The only thing the dashboard ever sees. Lives on the reader's thread; snapshots and events arrive by value
// at no more than 10 Hz, so that a frozen window can't slow a call. Two kinds: in-process (LocalMonitorFeed)
// and attached to a running daemon over WebSocket (gui/feed); readers can't tell them apart.

#include "core/monitoring/metricframe.h"
#include "core/monitoring/monitorevent.h"
#include "core/monitoring/monitorrequest.h"
#include "core/monitoring/snapshot.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

namespace exaid {

class MonitorFeed : public QObject
{
    Q_OBJECT
public:
    enum class Link {
        Connecting,
        Live,
        Lost, // the daemon stopped answering; the last snapshot is old
    };
    Q_ENUM(Link)

    using QObject::QObject;

    virtual Link link() const = 0;
    // Why the link is not live, in words for people; empty when there is nothing to say. A change is told by
    // linkChanged.
    virtual QString problem() const { return {}; }
    // Ask the daemon to cancel one call, or all calls of a session, as if the user had killed them.
    virtual void cancelCall(quint64 callId) = 0;
    virtual void cancelSession(const QString &sessionName) = 0;
    virtual void auditNow() = 0;
    // Lets nobody in until it is called with false: running calls go on, waiting ones wait.
    virtual void setIntakePaused(bool paused) = 0;
    // Refuse new calls, let the running ones finish, stop.
    virtual void stopDaemon() = 0;

    // Asks something that has an answer. `reply` comes once, from the event loop, never from inside; with an
    // error when the daemon can't be asked, does not know `op` or goes away. It does not come when `context`
    // is gone.
    void ask(const QString &op, const QJsonObject &question, QObject *context, MonitorReply reply);
    // The question "metrics". Its answer is told as metricsArrived, with the query's tag, to all who listen;
    // none when the daemon can't be asked. Ask again for more.
    void askMetrics(const MetricQuery &query);

Q_SIGNALS:
    void linkChanged(exaid::MonitorFeed::Link link);
    void snapshotArrived(const exaid::Snapshot &snapshot);
    void eventsArrived(const QList<exaid::MonitorEvent> &events);
    void metricsArrived(const exaid::MetricFrame &frame);

protected:
    // Sends the question on; the answer is told with settle() and the number that this returns. 0: it can't
    // be sent now.
    virtual quint64 post(const QString &op, const QJsonObject &question);
    void settle(quint64 id, const Result<QJsonObject> &answer);
    // No answer will come any more.
    void settleAll(const Error &error);

private:
    struct Pending
    {
        QPointer<QObject> context;
        MonitorReply reply;
    };

    QHash<quint64, Pending> m_pending;
};

} // namespace exaid

Q_DECLARE_METATYPE(exaid::Snapshot)
