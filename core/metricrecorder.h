#pragma once

// Keeps the metrics of the last day in a file, so that a restart does not empty the charts: reads it at the
// start, adds what has closed once a minute, makes it smaller every six hours. All file work happens on a
// thread of its own, in order. An unusable file is told once, as an event; the metrics then live in memory
// only. Core thread.

#include "core/monitoring/metricfile.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <QThreadPool>

namespace exaid {

class EventLog;
class MetricHistory;

class MetricRecorder final : public QObject
{
    Q_OBJECT
public:
    // path empty: nothing is kept.
    MetricRecorder(MetricHistory &history, const QString &path, TimerService &timers, EventLog &events);

    void start();
    // Writes also what is still open. Nothing more after that.
    void stop();

private:
    void read();
    void tick();
    void write(bool withOpen);
    void restore(const Result<metricfile::Loaded> &loaded);
    void report(const Error &error);
    qint64 wallUs() const;

    MetricHistory &m_history;
    const QString m_path;
    TimerService &m_timers;
    EventLog &m_events;
    Timer m_timer;
    int m_ticks = 0;
    bool m_reported = false;
    QThreadPool
        m_writer; // one thread, so that jobs keep their order; last: its end waits for what is being written
};

} // namespace exaid
