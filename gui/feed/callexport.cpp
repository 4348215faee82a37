#include "gui/feed/callexport.h"

#include "gui/feed/feedstore.h"
#include "gui/models/callcells.h"
#include "gui/models/csvtext.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTimeZone>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// For programs: times in ISO 8601 and durations in milliseconds, whatever the window's language.
QString plainCell(const CallRow &row, int column, qint64 nowMs)
{
    const auto when = [](qint64 ms) {
        return ms ? QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs)
                  : QString();
    };
    using enum CallQuery::Sort;
    switch (callcells::sortOf(column)) {
    case Started:
        return when(row.startedMs);
    case Ended:
        return when(row.endedMs);
    case Queue:
        return QString::number(row.waitedMs(nowMs));
    case Run:
        return QString::number(row.ranMs(nowMs));
    case Total:
        return QString::number(row.totalMs(nowMs));
    case Tokens:
        return row.promptTokens || row.completionTokens
                   ? QString::number(row.promptTokens.value_or(0) + row.completionTokens.value_or(0))
                   : QString();
    case Cost:
        return row.cost ? QString::number(*row.cost, 'f', 6) : QString();
    case Attempts:
        return QString::number(row.attempts);
    case State:
        return row.runs() ? row.phase : row.outcome;
    case Provider:
        return row.provider;
    default:
        return callcells::text(row, column, nowMs);
    }
}

} // namespace

CallExport::CallExport(FeedStore &store, Job job, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_job(std::move(job))
    , m_file(std::make_shared<QSaveFile>(m_job.path))
{
    m_writer.setMaxThreadCount(1);
}

CallExport::~CallExport()
{
    m_writer.clear(); // what has not begun
}

void CallExport::start()
{
    // This object waits for its writer before it goes.
    m_writer.start([this, file = m_file] {
        if (file->open(QIODevice::WriteOnly))
            return;
        QMetaObject::invokeMethod(
            this, [this, reason = file->errorString()] { fail(reason); }, Qt::QueuedConnection);
    });
    if (m_job.format == Format::Csv) {
        QStringList names;
        for (const int column : m_job.columns)
            names << callcells::header(column, Qt::DisplayRole).toString();
        append(csvLine(names));
    } else {
        append("[");
    }
    write(m_job.running);
    askNext(0);
}

void CallExport::askNext(qint64 afterRow)
{
    CallQuery query = m_job.query;
    query.limit = MaxCallPage;
    query.afterRow = afterRow;
    m_store.ask(u"calls_page"_s, toJson(query), this, [this](const Result<QJsonObject> &answer) {
        if (m_isOver)
            return;
        // Without a history, what runs is all there is.
        if (!answer && answer.error().code == "history_off"_L1)
            return commit();
        if (!answer)
            return fail(answer.error().message);
        const CallPage page = callPageFromJson(*answer);
        write(page.rows);
        if (page.more)
            askNext(page.rows.constLast().row);
        else
            commit();
    });
}

QByteArray CallExport::bytesOf(const QList<CallRow> &rows)
{
    QByteArray bytes;
    for (const CallRow &row : rows) {
        if (m_job.format == Format::Csv) {
            QStringList cells;
            for (const int column : m_job.columns)
                cells << plainCell(row, column, m_job.nowMs);
            bytes += csvLine(cells);
        } else {
            bytes += m_rows == 0 ? "\n" : ",\n";
            bytes += QJsonDocument(toJson(row)).toJson(QJsonDocument::Compact);
        }
        ++m_rows;
    }
    return bytes;
}

void CallExport::write(const QList<CallRow> &rows)
{
    append(bytesOf(rows));
}

void CallExport::append(const QByteArray &bytes)
{
    // A failed write is remembered by the file, and told by commit().
    m_writer.start([file = m_file, bytes] {
        if (file->isOpen())
            file->write(bytes);
    });
}

void CallExport::commit()
{
    m_isOver = true;
    if (m_job.format == Format::Json)
        append("\n]\n");
    m_writer.start([this, file = m_file] {
        const bool saved = file->isOpen() && file->commit();
        const QString reason = file->errorString();
        QMetaObject::invokeMethod(
            this,
            [this, saved, reason] {
                if (saved)
                    Q_EMIT finished(m_rows, m_job.path);
                else
                    Q_EMIT failed(reason);
                deleteLater();
            },
            Qt::QueuedConnection);
    });
}

void CallExport::fail(const QString &reason)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_writer.start([file = m_file] { file->cancelWriting(); });
    Q_EMIT failed(reason);
    deleteLater();
}

} // namespace exaid
