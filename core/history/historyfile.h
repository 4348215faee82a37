#pragma once

// The ended calls of the last hours in an SQLite file, bounded in time and size. Blocks: used on one thread,
// on which it is also made open and closed. What append() has returned for survives the death of the process.
// A file that is damaged, or of a newer version, is set aside and a new one begun; `note` is told.

#include "core/monitoring/callfilter.h"
#include "core/monitoring/callpage.h"
#include "core/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <functional>

class QSqlQuery;

namespace exaid {

class HistoryFile
{
public:
    struct Bounds
    {
        qint64 keepMs = 24 * 3'600'000LL;
        qint64 maxBytes = 46'000'000; // of all its files together
    };
    // One line for people: what became of a file that could not be used.
    using Note = std::function<void(const QString &message)>;

    HistoryFile(const QString &path, const Bounds &bounds, Note note = {});
    ~HistoryFile();
    Q_DISABLE_COPY_MOVE(HistoryFile)

    // Error: history_unusable (directory or file can't be written).
    Status open();
    bool isOpen() const { return m_database.isOpen(); }
    void close();

    // All or none. Rows that are too old or too many go.
    Status append(const QList<CallRow> &rows, qint64 nowMs);
    Result<CallPage> page(const CallQuery &query);
    Result<CallRow> find(qint64 row);

private:
    Status openOnce();
    bool setAside(const QString &reason);
    Status failed(const QSqlQuery &query);
    Status write(const QList<CallRow> &rows);
    qint64 wordId(const QString &text, qint64 nowMs);
    void prune(qint64 nowMs);
    qint64 number(const QString &sql) const;
    bool run(const QString &sql);

    const QString m_path;
    const Bounds m_bounds;
    const Note m_note;
    const QString m_connection; // name
    QSqlDatabase m_database;
    struct Word
    {
        qint64 id = 0;
        qint64 usedMs = 0;
    };
    QHash<QString, Word> m_words;
    mutable bool m_damaged = false; // a statement found the file unusable
    qint64 m_prunedMs = 0;
};

} // namespace exaid
