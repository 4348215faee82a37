#pragma once

// Reads the daemon's history of calls for a table: the first page, further ones as they are wanted, and what
// has ended since. Never more than one question of each kind is open; answers to an older query are dropped.
// GUI thread. `store` must outlive it.

#include "core/monitoring/callpage.h"
#include "core/time/timerservice.h"

#include <QObject>

namespace exaid {

class FeedStore;

class CallPager final : public QObject
{
    Q_OBJECT
public:
    explicit CallPager(FeedStore &store, QObject *parent = nullptr);

    // From the start; sort, descending and filter of the query count.
    void start(const CallQuery &query);
    // The page after this row, unless one is under way or there is none.
    void askMore(qint64 afterRow);
    // Calls have ended: reads them soon, at most four times a second.
    void askNewer();
    // Nothing is asked while stopped.
    void stop();

    bool hasMore() const { return m_hasMore; }
    bool isLoading() const { return m_isLoading; }
    // None: not known yet. Counts grow with what arrives and are read anew every ten seconds.
    std::optional<qint64> matching() const { return m_matching; }
    std::optional<qint64> kept() const { return m_kept; }
    // Why there is nothing; none: there is no problem.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void firstPageArrived(const QList<exaid::CallRow> &rows);
    void nextPageArrived(const QList<exaid::CallRow> &rows);
    void newerArrived(const QList<exaid::CallRow> &rows); // the oldest first
    void changed();                                       // counts, problem, more, loading

private:
    void ask(const CallQuery &query, void (CallPager::*take)(const CallPage &page));
    void takeFirst(const CallPage &page);
    void takeNext(const CallPage &page);
    void takeNewer(const CallPage &page);
    void readNewer();

    FeedStore &m_store;
    CallQuery m_query;
    quint64 m_generation = 0; // of the query
    bool m_isRunning = false;
    bool m_isLoading = false;
    bool m_hasMore = false;
    bool m_isReadingNewer = false;
    bool m_newerWanted = false;
    qint64 m_newestRow = 0;
    TimePoint m_countedAt{};
    std::optional<qint64> m_matching;
    std::optional<qint64> m_kept;
    std::optional<Error> m_problem;
    Timer m_newerTimer;
};

} // namespace exaid
