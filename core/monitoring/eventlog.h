#pragma once

// The last events, in memory, for the dashboard and the activity tool. Core thread; bounded; makers redact
// before they write.

#include "core/monitoring/monitorevent.h"
#include "core/threadbound.h"
#include "core/time/clock.h"

#include <QList>
#include <functional>

namespace exaid {

class EventLog
{
public:
    explicit EventLog(const Clock &clock, qsizetype capacity = 2'000);

    void add(EventLevel level, const QString &kind, const QString &message, const QJsonObject &fields = {});
    // Newest last.
    const QList<MonitorEvent> &recent() const { return m_events; }
    // Called with each event as it is added; one listener (the daemon, which forwards to the hub and the log
    // file).
    void setListener(std::function<void(const MonitorEvent &)> listener) { m_listener = std::move(listener); }

private:
    const ThreadBound m_thread;
    const Clock &m_clock;
    qsizetype m_capacity;
    quint64 m_lastSequence = 0;
    QList<MonitorEvent> m_events;
    std::function<void(const MonitorEvent &)> m_listener;
};

} // namespace exaid
