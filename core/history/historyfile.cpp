#include "core/history/historyfile.h"

#include "core/history/historysql.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <algorithm>
#include <cstdlib>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 PageBytes = 4'096;
constexpr qint64 LogBytes = 2'000'000; // of the write-ahead log and its index, beside the file itself
constexpr qint64 HourMs = 3'600'000;
constexpr qint64 PruneEveryMs = 30'000;
constexpr qsizetype MaxKnownWords = 20'000;

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

bool saysDamaged(const QSqlError &error)
{
    constexpr int Corrupt = 11, NotADatabase = 26;
    const int code = primaryCode(error);
    return code == Corrupt || code == NotADatabase;
}

bool saysFull(const QSqlError &error)
{
    constexpr int Full = 13;
    return primaryCode(error) == Full;
}

Error unusable(const QString &path, const QString &why)
{
    return {u"history_unusable"_s, u"the history of calls %1 can't be used: %2"_s.arg(path, why),
            u"make EXAI_STATE_DIR writable, or set EXAI_HISTORY=false"_s};
}

} // namespace

HistoryFile::HistoryFile(const QString &path, const Bounds &bounds, Note note)
    : m_path(path)
    , m_bounds(bounds)
    , m_note(std::move(note))
    , m_connection(u"history-"_s + QUuid::createUuid().toString(QUuid::Id128))
{}

HistoryFile::~HistoryFile()
{
    close();
}

void HistoryFile::close()
{
    m_words.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Status HistoryFile::open()
{
    const Status opened = openOnce();
    if (opened || !m_damaged)
        return opened;
    if (!setAside(u"damaged"_s))
        return opened;
    return openOnce();
}

Status HistoryFile::openOnce()
{
    m_damaged = false;
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return unusable(m_path, u"its directory can't be made"_s);
    // Made by us, so that nobody else can read it; SQLite gives its log the same permissions.
    if (QFile file(m_path); !file.exists()) {
        if (!file.open(QIODevice::WriteOnly))
            return unusable(m_path, file.errorString());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!m_database.open()) {
        const QString why = m_database.lastError().text();
        close();
        return unusable(m_path, why);
    }
    QSqlQuery check(m_database);
    const bool sound = check.exec(u"PRAGMA quick_check(1)"_s) && check.next() && check.value(0) == u"ok"_s;
    if (!sound) {
        const QSqlError error = check.lastError();
        m_damaged = !error.isValid() || saysDamaged(error);
        check.clear();
        close();
        return unusable(m_path, error.isValid() ? error.text() : u"it is damaged"_s);
    }
    check.clear();
    const qint64 version = number(u"PRAGMA user_version"_s);
    if (version > historysql::SchemaVersion) {
        if (!setAside(u"version-%1"_s.arg(version)))
            return unusable(m_path, u"it is of a newer version"_s);
        return openOnce();
    }
    bool ready = run(u"PRAGMA journal_mode = WAL"_s) && run(u"PRAGMA synchronous = NORMAL"_s) &&
                 run(u"PRAGMA wal_autocheckpoint = 200"_s) && run(u"PRAGMA journal_size_limit = 1000000"_s) &&
                 run(u"PRAGMA cache_size = 200"_s) &&
                 run(u"PRAGMA max_page_count = %1"_s.arg((m_bounds.maxBytes - LogBytes) / PageBytes));
    if (version == 0) {
        ready = ready && m_database.transaction();
        for (const QString &statement : historysql::schema())
            ready = ready && run(statement);
        ready = ready && m_database.commit();
    }
    if (ready)
        return Done{};
    const QString why = m_database.lastError().text();
    close();
    return unusable(m_path, why);
}

bool HistoryFile::setAside(const QString &reason)
{
    close();
    const QString aside = m_path + u'.' + reason;
    QFile::remove(aside);
    if (!QFile::rename(m_path, aside))
        return false;
    QFile::remove(m_path + u"-wal"_s);
    QFile::remove(m_path + u"-shm"_s);
    if (m_note)
        m_note(u"the history of calls could not be read (%1); it is kept as %2 and a new one begins"_s.arg(
            reason, aside));
    return true;
}

Status HistoryFile::append(const QList<CallRow> &rows, qint64 nowMs)
{
    Status written = write(rows);
    if (!written && isOpen() && !m_damaged) {
        m_prunedMs = 0; // full: make room and try once more
        prune(nowMs);
        written = write(rows);
    }
    if (written)
        prune(nowMs);
    if (!m_damaged || !setAside(u"damaged"_s))
        return written;
    if (const Status again = openOnce(); !again)
        return again;
    return write(rows);
}

Status HistoryFile::write(const QList<CallRow> &rows)
{
    if (!isOpen())
        return unusable(m_path, u"it is closed"_s);
    if (!m_database.transaction()) {
        m_damaged |= saysDamaged(m_database.lastError());
        return unusable(m_path, m_database.lastError().text());
    }
    QSqlQuery insert(m_database);
    if (!insert.prepare(historysql::insertRow()))
        return failed(insert);
    for (const CallRow &row : rows) {
        const QVariantList values =
            historysql::valuesOf(row, [&](const QString &text) { return wordId(text, row.endedMs); });
        for (int i = 0; i < values.size(); ++i)
            insert.bindValue(i, values.at(i));
        if (!insert.exec())
            return failed(insert);
    }
    insert.finish();
    if (m_database.commit())
        return Done{};
    return failed(insert);
}

Status HistoryFile::failed(const QSqlQuery &query)
{
    const QSqlError error = query.lastError().isValid() ? query.lastError() : m_database.lastError();
    m_damaged |= saysDamaged(error);
    m_database.rollback();
    m_words.clear(); // what was added meanwhile is gone
    return unusable(m_path, saysFull(error) ? u"it is full"_s : error.text());
}

// 0: could not be made; the row's insert will fail as well.
qint64 HistoryFile::wordId(const QString &text, qint64 nowMs)
{
    if (m_words.size() > MaxKnownWords)
        m_words.clear();
    auto known = m_words.find(text);
    QSqlQuery query(m_database);
    if (known == m_words.end()) {
        query.prepare(u"SELECT id, used FROM words WHERE text = ?"_s);
        query.addBindValue(text);
        if (query.exec() && query.next())
            known = m_words.insert(text, {query.value(0).toLongLong(), query.value(1).toLongLong()});
    }
    if (known == m_words.end()) {
        query.prepare(u"INSERT INTO words (text, used) VALUES (?, ?)"_s);
        query.addBindValue(text);
        query.addBindValue(nowMs);
        if (!query.exec())
            return 0;
        const qint64 id = query.lastInsertId().toLongLong();
        m_words.insert(text, {id, nowMs});
        return id;
    }
    // To the hour is good enough, and saves a write for each row.
    if (nowMs - known->usedMs > HourMs) {
        query.prepare(u"UPDATE words SET used = ? WHERE id = ?"_s);
        query.addBindValue(nowMs);
        query.addBindValue(known->id);
        query.exec();
        known->usedMs = nowMs;
    }
    return known->id;
}

void HistoryFile::prune(qint64 nowMs)
{
    const qint64 budget = (m_bounds.maxBytes - LogBytes) / PageBytes;
    const qint64 used = number(u"PRAGMA page_count"_s) - number(u"PRAGMA freelist_count"_s);
    const bool tooLarge = used > budget * 97 / 100;
    if (!tooLarge && std::abs(nowMs - m_prunedMs) < PruneEveryMs)
        return;
    m_prunedMs = nowMs;
    if (tooLarge) {
        const qint64 first = number(u"SELECT min(id) FROM calls"_s);
        const qint64 last = number(u"SELECT max(id) FROM calls"_s);
        run(u"DELETE FROM calls WHERE id <= %1"_s.arg(first + (last - first) * 3 / 100));
    }
    const qint64 cutoff = nowMs - m_bounds.keepMs;
    const qint64 firstKept =
        number(u"SELECT id FROM calls WHERE ended >= %1 ORDER BY id LIMIT 1"_s.arg(cutoff));
    run(firstKept > 0 ? u"DELETE FROM calls WHERE id < %1"_s.arg(firstKept) : u"DELETE FROM calls"_s);
    const qint64 oldest = firstKept > 0 ? number(u"SELECT ended FROM calls ORDER BY id LIMIT 1"_s) : nowMs;
    run(u"DELETE FROM words WHERE used < %1"_s.arg(oldest - 2 * HourMs));
    m_words.clear();
}

Result<CallPage> HistoryFile::page(const CallQuery &query)
{
    if (!isOpen())
        return unusable(m_path, u"it is closed"_s);
    const historysql::Condition filter = historysql::conditionOf(CallFilter::parse(query.filter));
    const bool isTail = query.newerThan > 0;
    const QString order = historysql::orderOf(isTail ? CallQuery::Sort::Ended : query.sort);
    const bool descending = query.descending && !isTail;
    const QString direction = descending ? u"DESC"_s : u"ASC"_s;
    QStringList conditions;
    if (!filter.sql.isEmpty())
        conditions << filter.sql;
    QVariantList values = filter.values;
    if (isTail) {
        conditions << u"id > ?"_s;
        values << query.newerThan;
    } else if (query.afterRow > 0) {
        QSqlQuery place(m_database);
        place.prepare(u"SELECT %1 FROM calls WHERE id = ?"_s.arg(order));
        place.addBindValue(query.afterRow);
        if (!place.exec() || !place.next())
            return Error{u"page_gone"_s, u"the row to go on after is no longer kept"_s, u"start again"_s};
        const QString beyond = descending ? u"<"_s : u">"_s;
        conditions << u"(%1 %2 ? OR (%1 = ? AND id %2 ?))"_s.arg(order, beyond);
        values << place.value(0) << place.value(0) << query.afterRow;
    }
    const QString where = conditions.isEmpty() ? QString() : u"WHERE "_s + conditions.join(u" AND "_s);
    const QString sorted = u"ORDER BY %1 %2, id %2"_s.arg(order, direction);
    QSqlQuery select(m_database);
    select.setForwardOnly(true);
    // Texts are looked up for the rows of the page only, not for all that are sorted.
    select.prepare(
        historysql::selectRow() +
        u"WHERE id IN (SELECT id FROM calls %1 %2 LIMIT %3) %2"_s.arg(where, sorted).arg(query.limit + 1));
    for (const QVariant &value : std::as_const(values))
        select.addBindValue(value);
    if (!select.exec()) {
        m_damaged |= saysDamaged(select.lastError());
        return unusable(m_path, select.lastError().text());
    }
    CallPage page;
    while (select.next())
        page.rows << historysql::rowFrom(select);
    page.more = page.rows.size() > query.limit;
    if (page.more)
        page.rows.removeLast();
    page.newestRow = number(u"SELECT max(id) FROM calls"_s);
    if (query.count) {
        page.kept = number(u"SELECT count(*) FROM calls"_s);
        page.matching = page.kept;
        if (!filter.sql.isEmpty()) {
            QSqlQuery count(m_database);
            count.prepare(u"SELECT count(*) FROM calls WHERE "_s + filter.sql);
            for (const QVariant &value : filter.values)
                count.addBindValue(value);
            page.matching = count.exec() && count.next() ? count.value(0).toLongLong() : 0;
        }
    }
    return page;
}

Result<CallRow> HistoryFile::find(qint64 row)
{
    if (!isOpen())
        return unusable(m_path, u"it is closed"_s);
    QSqlQuery select(m_database);
    select.prepare(historysql::selectRow() + u"WHERE id = ?"_s);
    select.addBindValue(row);
    if (!select.exec() || !select.next())
        return Error{u"no_such_call"_s, u"the history has no call with number %1 (any more)"_s.arg(row), {}};
    return historysql::rowFrom(select);
}

qint64 HistoryFile::number(const QString &sql) const
{
    QSqlQuery query(m_database);
    if (query.exec(sql) && query.next())
        return query.value(0).toLongLong();
    m_damaged |= saysDamaged(query.lastError());
    return 0;
}

bool HistoryFile::run(const QString &sql)
{
    QSqlQuery query(m_database);
    const bool ran = query.exec(sql);
    m_damaged |= !ran && saysDamaged(query.lastError());
    return ran;
}

} // namespace exaid
