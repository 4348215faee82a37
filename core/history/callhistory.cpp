#include "core/history/callhistory.h"

#include "core/history/historyfile.h"
#include "core/monitoring/eventlog.h"

#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration FlushInterval = std::chrono::milliseconds(200);
constexpr qsizetype FlushRows = 256;
constexpr qsizetype MaxUnwritten = 20'000;

} // namespace

CallHistory::CallHistory(const Options &options, TimerService &timers, EventLog &events)
    : m_timers(timers)
    , m_events(events)
{
    if (options.file.isEmpty())
        return;
    const qint64 keepMs = std::chrono::floor<std::chrono::milliseconds>(options.keep).count();
    m_file = std::make_unique<HistoryFile>(
        options.file, HistoryFile::Bounds{keepMs, options.maxBytes}, [this](const QString &message) {
            QMetaObject::invokeMethod(
                this, [this, message] { m_events.add(EventLevel::Warning, u"history_damaged"_s, message); },
                Qt::QueuedConnection);
        });
    m_place = std::make_unique<QObject>();
    m_place->moveToThread(&m_worker);
    m_worker.setObjectName(u"history"_s);
    m_worker.start(QThread::LowPriority);
    post([this](HistoryFile &file) {
        const Status opened = file.open();
        QMetaObject::invokeMethod(this, [this, opened] { noteWritten(0, opened); }, Qt::QueuedConnection);
    });
}

CallHistory::~CallHistory()
{
    close();
}

bool CallHistory::post(std::function<void(HistoryFile &)> job)
{
    if (!m_place)
        return false;
    return QMetaObject::invokeMethod(
        m_place.get(), [job = std::move(job), file = m_file.get()] { job(*file); }, Qt::QueuedConnection);
}

void CallHistory::add(const CallRow &row)
{
    m_thread.assertHere("CallHistory::add");
    if (!m_place)
        return;
    if (m_waiting.size() + m_underWay >= MaxUnwritten) {
        noteWritten(0, Error{u"history_slow"_s, u"calls end faster than the history can be written"_s, {}});
        ++m_lost;
        return;
    }
    m_waiting << row;
    if (m_waiting.size() >= FlushRows)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer = m_timers.after(FlushInterval, [this] { flush(); });
}

void CallHistory::flush()
{
    m_flushTimer.cancel();
    if (m_waiting.isEmpty())
        return;
    m_underWay += m_waiting.size();
    const qint64 nowMs = m_timers.clock().wallNow().time_since_epoch().count();
    post([this, rows = std::exchange(m_waiting, {}), nowMs](HistoryFile &file) {
        // A directory that was not there yet may be there now.
        const Status ready = file.isOpen() ? Status(Done{}) : file.open();
        const Status status = ready ? file.append(rows, nowMs) : ready;
        QMetaObject::invokeMethod(
            this,
            [this, count = rows.size(), status] {
                m_underWay -= count;
                noteWritten(count, status);
            },
            Qt::QueuedConnection);
    });
}

void CallHistory::noteWritten(qsizetype count, const Status &status)
{
    (status ? m_acknowledged : m_lost) += static_cast<quint64>(count);
    if (!status && !m_inTrouble) {
        m_events.add(EventLevel::Warning, u"history_lost"_s,
                     status.error().message + u"; ended calls are not kept until it can be written again"_s,
                     {{u"hint"_s, status.error().hint}});
    } else if (status && m_inTrouble && count > 0) {
        m_events.add(EventLevel::Info, u"history_works"_s,
                     u"the history of calls is written again; %1 calls are not in it"_s.arg(m_lost));
    }
    if (!status || count > 0)
        m_inTrouble = !status;
    Q_EMIT written();
}

void CallHistory::page(const CallQuery &query, PageReply reply)
{
    m_thread.assertHere("CallHistory::page");
    flush();
    const bool asked = post([this, query, reply](HistoryFile &file) {
        QMetaObject::invokeMethod(
            this, [page = file.page(query), reply] { reply(page); }, Qt::QueuedConnection);
    });
    if (!asked)
        reply(Error{u"history_off"_s, u"no history of calls is kept"_s, u"set EXAI_HISTORY=true"_s});
}

void CallHistory::find(qint64 row, RowReply reply)
{
    m_thread.assertHere("CallHistory::find");
    flush();
    const bool asked = post([this, row, reply](HistoryFile &file) {
        QMetaObject::invokeMethod(
            this, [found = file.find(row), reply] { reply(found); }, Qt::QueuedConnection);
    });
    if (!asked)
        reply(Error{u"history_off"_s, u"no history of calls is kept"_s, u"set EXAI_HISTORY=true"_s});
}

void CallHistory::close()
{
    if (!m_place)
        return;
    flush();
    post([](HistoryFile &file) { file.close(); });
    // After the jobs above: quitting is a job as well.
    QMetaObject::invokeMethod(m_place.get(), [this] { m_worker.quit(); }, Qt::QueuedConnection);
    m_worker.wait();
    m_place.reset();
}

} // namespace exaid
