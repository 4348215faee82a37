#pragma once

// The calls table: those that run, from snapshots, and below them those that have ended, page by page from
// the history. Both parts are ordered by the same column; what runs stays on top. Never a reset on a tick, so
// that selection and scroll position survive. What it holds is bounded. GUI thread.

#include "core/monitoring/callfilter.h"
#include "core/monitoring/callpage.h"
#include "gui/models/rowsmodel.h" // ModelRole

#include <QAbstractTableModel>

namespace exaid {

class CallTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        State,
        Session,
        Client,
        Tool,
        Provider,
        Model,
        WorkClass,
        Started,
        Ended,
        Waited,
        Ran,
        Total,
        Tokens,
        Cost,
        Attempts,
        Error,
        Request,
        Number,
        ColumnCount
    };
    static constexpr int MaxEnded = 10'000;

    explicit CallTableModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    // The filter applies to what runs; the history's rows come filtered.
    void setFilter(const CallFilter &filter);
    void setRunning(const QList<CallSnapshot> &calls);
    void setNow(qint64 daemonNowMs);
    void setEnded(const QList<CallRow> &rows, bool more);
    void appendEnded(const QList<CallRow> &rows, bool more);
    // In their place by the present order; those beyond the last row that is loaded come with their page.
    void addNewer(const QList<CallRow> &rows);

    const CallRow &at(int row) const
    {
        return row < m_running.size() ? m_running.at(row) : m_ended.at(row - m_running.size());
    }
    int runningCount() const { return static_cast<int>(m_running.size()); }
    int endedCount() const { return static_cast<int>(m_ended.size()); }
    qint64 lastEndedRow() const { return m_ended.isEmpty() ? 0 : m_ended.constLast().row; }
    CallQuery::Sort order() const { return m_order; }
    bool isDescending() const { return m_descending; }
    qint64 nowMs() const { return m_nowMs; }

Q_SIGNALS:
    void orderChanged();
    void moreWanted();

private:
    int compare(const CallRow &a, const CallRow &b) const;
    bool before(const CallRow &a, const CallRow &b) const;
    void sortRunning();
    void insertRunning(const QList<CallRow> &rows);
    void removeRunning(const QHash<quint64, qsizetype> &incoming);
    void changeRunning(const QList<CallRow> &rows, QHash<quint64, qsizetype> &incoming);

    CallFilter m_filter;
    QList<CallSnapshot> m_snapshot; // unfiltered
    QList<CallRow> m_running;
    QList<CallRow> m_ended;
    bool m_hasMore = false;
    CallQuery::Sort m_order = CallQuery::Sort::Ended;
    bool m_descending = true;
    qint64 m_nowMs = 0;
};

} // namespace exaid
