#include "core/logging/linewriter.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

LineWriter::LineWriter(std::unique_ptr<LineSink> sink, Report report, qsizetype capacity)
    : m_sink(std::move(sink))
    , m_report(std::move(report))
    , m_capacity(capacity)
    , m_thread([this] { run(); })
{}

LineWriter::~LineWriter()
{
    close();
}

bool LineWriter::write(QByteArray line)
{
    line.append('\n');
    {
        const std::lock_guard lock(m_mutex);
        if (m_closing || m_queue.size() >= m_capacity) {
            ++m_lost;
            return false;
        }
        m_queue.append(std::move(line));
    }
    m_wake.notify_one();
    return true;
}

void LineWriter::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

quint64 LineWriter::lost() const
{
    const std::lock_guard lock(m_mutex);
    return m_lost;
}

void LineWriter::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_closing || !m_queue.isEmpty(); });
        if (m_queue.isEmpty())
            return; // closing, and all is written
        QList<QByteArray> lines;
        lines.swap(m_queue);
        lock.unlock();
        writeAll(lines);
        lock.lock();
    }
}

void LineWriter::writeAll(const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines) {
        const Status written = m_sink->write(line);
        if (written) {
            if (m_inTrouble)
                reportRecovery();
            continue;
        }
        {
            const std::lock_guard lock(m_mutex);
            ++m_lost;
        }
        reportTrouble(written.error().message);
    }
    // What write() had to drop meanwhile.
    if (lost() > m_lostBefore)
        reportTrouble(u"lines come faster than they can be written"_s);
}

void LineWriter::reportTrouble(const QString &message)
{
    if (m_inTrouble)
        return;
    m_inTrouble = true;
    if (m_report)
        m_report(message + u"; lines are lost until it can be written again"_s);
}

void LineWriter::reportRecovery()
{
    const quint64 nowLost = lost();
    const quint64 count = nowLost - m_lostBefore;
    m_inTrouble = false;
    m_lostBefore = nowLost;
    if (m_report)
        m_report(u"writing works again; %1 lines were lost"_s.arg(count));
}

} // namespace exaid
