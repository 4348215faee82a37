#pragma once

// What one session may see of the event log: its own calls in full; of other sessions' only what says nothing
// about who they are and what they ask (tool, provider, model, outcome, durations); the daemon's own events
// without other sessions' names. Pure; core thread.

#include "core/monitoring/eventlog.h"
#include "core/monitoring/snapshot.h"

#include <QSet>

namespace exaid {

class EventView
{
public:
    // session: the viewer's public name.
    EventView(const QString &session, SessionId id, const EventLog &log, const Snapshot &snapshot);

    enum class Origin { Own, Other, Daemon };
    Origin originOf(const MonitorEvent &event) const;
    // Safe for the viewer.
    MonitorEvent shown(const MonitorEvent &event) const;
    // The newest warnings and errors, oldest first, at most `count`.
    QList<MonitorEvent> lastProblems(qsizetype count) const;

    // The log itself; nothing of it is safe before shown().
    const EventLog &log() const { return m_log; }

    static QString timeText(qint64 wallMs); // ISO 8601, UTC
    static QString line(const MonitorEvent &event);

private:
    QString withoutNames(QString text) const;

    const QString m_session;
    const SessionId m_id;
    const EventLog &m_log;
    QSet<QString> m_others;
};

} // namespace exaid
