#include "core/monitoring/eventlog.h"

namespace exaid {

EventLog::EventLog(const Clock &clock, qsizetype capacity)
    : m_clock(clock)
    , m_capacity(capacity)
{}

void EventLog::add(EventLevel level, const QString &kind, const QString &message, const QJsonObject &fields)
{
    m_thread.assertHere("EventLog::add");
    // Cut in blocks, so that the cost of moving the list is spread over many events.
    if (m_events.size() >= m_capacity + m_capacity / 4)
        m_events.remove(0, m_events.size() - m_capacity);
    const qint64 wallMs = m_clock.wallNow().time_since_epoch().count();
    m_events.append({++m_lastSequence, wallMs, level, kind, message, fields});
    if (m_listener)
        m_listener(m_events.constLast());
}

} // namespace exaid
