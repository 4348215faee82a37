#pragma once

// The history of ended calls: collects rows on the core thread, writes them in batches and answers questions
// on a thread of its own, so that the disk never holds up a call. Core thread. Trouble is told to the event
// log once (history_lost, history_damaged), and again when it has passed (history_works).

#include "core/monitoring/callpage.h"
#include "core/result.h"
#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

namespace exaid {

class EventLog;
class HistoryFile;

class CallHistory final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString file; // empty: nothing is kept
        Duration keep = std::chrono::hours(24);
        qint64 maxBytes = 46'000'000; // leaves room for the measured values within 50 MB
    };
    using PageReply = std::function<void(const Result<CallPage> &page)>;
    using RowReply = std::function<void(const Result<CallRow> &row)>;

    CallHistory(const Options &options, TimerService &timers, EventLog &events);
    ~CallHistory() override;

    bool isOn() const { return m_file != nullptr; }
    // Never waits. A row that can't be kept is counted as lost.
    void add(const CallRow &row);
    // Replies come later, on the core thread; none after the end of this object. All rows added so far are
    // in the answer.
    void page(const CallQuery &query, PageReply reply);
    void find(qint64 row, RowReply reply);
    // Writes what was added and ends the thread. Blocks for as long as that takes; for the end of the daemon.
    void close();

    quint64 lost() const { return m_lost; }
    // Rows that survive the death of the process.
    quint64 acknowledged() const { return m_acknowledged; }

Q_SIGNALS:
    void written(); // `acknowledged` or `lost` has grown

private:
    void flush();
    void noteWritten(qsizetype count, const Status &status);
    bool post(std::function<void(HistoryFile &file)> job);

    const ThreadBound m_thread;
    TimerService &m_timers;
    EventLog &m_events;
    std::unique_ptr<HistoryFile> m_file; // used on m_worker only
    QThread m_worker;
    std::unique_ptr<QObject> m_place; // lives on m_worker: jobs are posted to it
    QList<CallRow> m_waiting;
    Timer m_flushTimer;
    qsizetype m_underWay = 0; // rows handed over, not yet written
    quint64 m_lost = 0;
    quint64 m_acknowledged = 0;
    bool m_inTrouble = false;
};

} // namespace exaid
