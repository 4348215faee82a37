#pragma once

// Writes the calls that a filter lets through to a file: those that run, then the history, page by page, so
// that neither the window nor the daemon is held up. The file appears whole or not at all; it is written on
// a thread of its own. Deletes itself after finished() or failed(). GUI thread. `store` must outlive it.

#include "core/monitoring/callpage.h"

#include <QList>
#include <QObject>
#include <QThreadPool>
#include <memory>

class QSaveFile;

namespace exaid {

class FeedStore;

class CallExport final : public QObject
{
    Q_OBJECT
public:
    enum class Format { Csv, Json };
    struct Job
    {
        QString path{};
        Format format = Format::Csv;
        QList<int> columns{}; // CSV: CallTableModel::Column, in this order
        QList<CallRow> running{};
        CallQuery query{};
        qint64 nowMs = 0;
    };

    CallExport(FeedStore &store, Job job, QObject *parent);
    ~CallExport() override;

    void start();

Q_SIGNALS:
    void finished(qint64 rows, const QString &path);
    void failed(const QString &reason);

private:
    void askNext(qint64 afterRow);
    void write(const QList<CallRow> &rows);
    void append(const QByteArray &bytes);
    void commit();
    void fail(const QString &reason);
    QByteArray bytesOf(const QList<CallRow> &rows);

    FeedStore &m_store;
    const Job m_job;
    std::shared_ptr<QSaveFile> m_file; // used on m_writer only
    qint64 m_rows = 0;
    bool m_isOver = false;
    QThreadPool m_writer; // one thread: what is written keeps its order
};

} // namespace exaid
