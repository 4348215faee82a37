#pragma once

// The only thing the dashboard ever sees. Lives on the reader's thread; snapshots and events arrive by value
// at no more than 10 Hz, so that a frozen window can't slow a call. Two kinds: in-process (LocalMonitorFeed)
// and attached to a running daemon over WebSocket (gui/feed); readers can't tell them apart.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/snapshot.h"

#include <QList>
#include <QObject>

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

Q_SIGNALS:
    void linkChanged(exaid::MonitorFeed::Link link);
    void snapshotArrived(const exaid::Snapshot &snapshot);
    void eventsArrived(const QList<exaid::MonitorEvent> &events);
};

} // namespace exaid

Q_DECLARE_METATYPE(exaid::Snapshot)
