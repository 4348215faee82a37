#pragma once

// Keeps few the connections that are slow with a request, though there is room for more: each makes every
// turn of the event loop a little longer for everybody. The oldest beyond Most are ended, but only after the
// loop has looked at their sockets once more: after a long turn what they have sent may be unread. Core
// thread.

#include "core/time/timerservice.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

namespace exaid {

class DawdlerWatch
{
public:
    // How long a connection may be in the middle of its request, or before it.
    static constexpr Duration Age = std::chrono::milliseconds(200);
    static constexpr qsizetype Most = 32;
    // One at a time, so that nobody's request meets more than the work of one between two of its own steps.
    static constexpr Duration Gap = std::chrono::milliseconds(1);

    // `find`: those that have been slow since that time, oldest first.
    using Find = std::function<QList<QObject *>(TimePoint since)>;
    using End = std::function<void(QObject *)>;

    DawdlerWatch(TimerService &timers, Find find, End end);
    Q_DISABLE_COPY_MOVE(DawdlerWatch)

    // Somebody has come.
    void poke();

private:
    void mark();
    void cutNext();
    QList<QObject *> dawdlers() const;

    TimerService &m_timers;
    const Find m_find;
    const End m_end;
    QList<QPointer<QObject>> m_marked;
    Timer m_timer;
};

} // namespace exaid
