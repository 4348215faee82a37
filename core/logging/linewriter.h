#pragma once

// Writes lines on a thread of its own, so that a slow disk or a stopped reader never holds up a call. write()
// may be called from any thread and only takes a short lock. The queue is bounded: when the sink is too slow,
// new lines are dropped and counted.

#include "core/logging/linesink.h"

#include <QByteArray>
#include <QList>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace exaid {

class LineWriter
{
public:
    // Called on the writer's thread: once when lines begin to be lost, once when writing works again.
    using Report = std::function<void(const QString &message)>;

    explicit LineWriter(std::unique_ptr<LineSink> sink, Report report = {}, qsizetype capacity = 10'000);
    ~LineWriter();
    Q_DISABLE_COPY_MOVE(LineWriter)

    // False: the line is lost, because the queue is full or the writer closed. The line end is added.
    bool write(QByteArray line);
    // Writes what was accepted, then ends the thread. Blocks for as long as that takes; for the end of the
    // process.
    void close();
    // Lines dropped or not written since the start.
    quint64 lost() const;

private:
    void run();
    void writeAll(const QList<QByteArray> &lines);
    void reportTrouble(const QString &message);
    void reportRecovery();

    const std::unique_ptr<LineSink> m_sink;
    const Report m_report;
    const qsizetype m_capacity;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    QList<QByteArray> m_queue;
    bool m_closing = false;
    quint64 m_lost = 0;

    bool m_inTrouble = false; // writer's thread only
    quint64 m_lostBefore = 0; // writer's thread only
    std::thread m_thread;     // last: it uses all of the above
};

} // namespace exaid
