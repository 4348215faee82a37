#include "gui/models/calltablemodel.h"

#include "gui/models/callcells.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace exaid {

namespace {

template <typename T>
int ordered(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

qint64 tokensOf(const CallRow &row)
{
    return row.promptTokens.value_or(0) + row.completionTokens.value_or(0);
}

} // namespace

CallTableModel::CallTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

int CallTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : runningCount() + endedCount();
}

int CallTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CallTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return callcells::data(at(index.row()), index.column(), role, m_nowMs);
}

QVariant CallTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? callcells::header(section, role) : QVariant();
}

void CallTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    const CallQuery::Sort by = callcells::sortOf(column);
    const bool descending = order == Qt::DescendingOrder;
    if (by == m_order && descending == m_descending)
        return;
    m_order = by;
    m_descending = descending;
    sortRunning();
    Q_EMIT orderChanged();
}

bool CallTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && m_ended.size() < MaxEnded;
}

void CallTableModel::fetchMore(const QModelIndex &)
{
    Q_EMIT moreWanted();
}

// The daemon orders the history in the same way, so that a row that has just ended can be put in its place.
int CallTableModel::compare(const CallRow &a, const CallRow &b) const
{
    const auto text = [](const QString &x, const QString &y) { return x.compare(y, Qt::CaseInsensitive); };
    using enum CallQuery::Sort;
    switch (m_order) {
    case Ended:
        return a.runs() ? ordered(a.startedMs, b.startedMs) : ordered(a.row, b.row);
    case Started:
        return ordered(a.startedMs, b.startedMs);
    case Session:
        return text(a.session, b.session);
    case Client:
        return text(a.client, b.client);
    case Tool:
        return text(a.tool, b.tool);
    case Provider:
        return text(a.provider, b.provider);
    case Model:
        return text(a.model, b.model);
    case WorkClass:
        return text(a.workClass, b.workClass);
    case State:
        return text(a.outcome + a.phase, b.outcome + b.phase);
    case Code:
        return text(a.code, b.code);
    // While calls run these grow at the same pace, so that the order changes with their phases only.
    case Queue:
        return ordered(a.waitedMs(m_nowMs), b.waitedMs(m_nowMs));
    case Run:
        return ordered(a.ranMs(m_nowMs), b.ranMs(m_nowMs));
    case Total:
        return ordered(a.totalMs(m_nowMs), b.totalMs(m_nowMs));
    case Tokens:
        return ordered(tokensOf(a), tokensOf(b));
    case Cost:
        return ordered(a.cost.value_or(-1), b.cost.value_or(-1));
    case Attempts:
        return ordered(a.attempts, b.attempts);
    case Request:
        return text(a.requestId, b.requestId);
    case Call:
        return ordered(a.call, b.call);
    }
    Q_UNREACHABLE();
}

bool CallTableModel::before(const CallRow &a, const CallRow &b) const
{
    int by = compare(a, b);
    if (by == 0)
        by = a.runs() ? ordered(a.call, b.call) : ordered(a.row, b.row);
    return m_descending ? by > 0 : by < 0;
}

void CallTableModel::sortRunning()
{
    const auto isBefore = [this](const CallRow &a, const CallRow &b) { return before(a, b); };
    if (std::ranges::is_sorted(m_running, isBefore))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> from(static_cast<size_t>(m_running.size()));
    std::iota(from.begin(), from.end(), 0);
    std::ranges::sort(from, [this](int a, int b) { return before(m_running.at(a), m_running.at(b)); });
    QList<CallRow> sorted;
    sorted.reserve(m_running.size());
    std::vector<int> to(from.size());
    for (size_t i = 0; i < from.size(); ++i) {
        sorted << m_running.at(from[i]);
        to[static_cast<size_t>(from[i])] = static_cast<int>(i);
    }
    m_running = sorted;
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const bool moves = index.row() < m_running.size();
        after << (moves ? this->index(to[static_cast<size_t>(index.row())], index.column()) : index);
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void CallTableModel::setFilter(const CallFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    setRunning(m_snapshot);
}

void CallTableModel::setRunning(const QList<CallSnapshot> &calls)
{
    m_snapshot = calls;
    QList<CallRow> rows;
    QHash<quint64, qsizetype> incoming;
    incoming.reserve(calls.size());
    for (const CallSnapshot &call : calls) {
        const CallRow row = callRowFrom(call);
        if (!m_filter.matches(row))
            continue;
        incoming.insert(row.call, rows.size());
        rows << row;
    }
    removeRunning(incoming);
    changeRunning(rows, incoming);
    QList<CallRow> fresh;
    for (const CallRow &row : std::as_const(rows)) {
        if (incoming.contains(row.call))
            fresh << row;
    }
    insertRunning(fresh);
    sortRunning();
}

void CallTableModel::removeRunning(const QHash<quint64, qsizetype> &incoming)
{
    for (qsizetype last = m_running.size() - 1; last >= 0; --last) {
        if (incoming.contains(m_running.at(last).call))
            continue;
        qsizetype first = last;
        while (first > 0 && !incoming.contains(m_running.at(first - 1).call))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_running.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

// Leaves in `incoming` those that are new.
void CallTableModel::changeRunning(const QList<CallRow> &rows, QHash<quint64, qsizetype> &incoming)
{
    qsizetype changedFrom = -1;
    for (qsizetype i = 0; i <= m_running.size(); ++i) {
        bool changed = false;
        if (i < m_running.size()) {
            const CallRow &fresh = rows.at(incoming.take(m_running.at(i).call));
            changed = !(m_running.at(i) == fresh);
            if (changed)
                m_running[i] = fresh;
        }
        if (changed && changedFrom < 0)
            changedFrom = i;
        if (!changed && changedFrom >= 0) {
            Q_EMIT dataChanged(index(static_cast<int>(changedFrom), 0),
                               index(static_cast<int>(i - 1), ColumnCount - 1));
            changedFrom = -1;
        }
    }
}

void CallTableModel::insertRunning(const QList<CallRow> &rows)
{
    if (rows.isEmpty())
        return;
    // At the end of what runs; sortRunning() puts them in their place.
    const int at = m_descending && m_order == CallQuery::Sort::Ended ? 0 : runningCount();
    beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
    if (at == 0) {
        QList<CallRow> newestFirst = rows;
        std::ranges::reverse(newestFirst);
        m_running = newestFirst + m_running;
    } else {
        m_running += rows;
    }
    endInsertRows();
}

void CallTableModel::setNow(qint64 daemonNowMs)
{
    m_nowMs = daemonNowMs;
    if (!m_running.isEmpty())
        Q_EMIT dataChanged(index(0, Waited), index(runningCount() - 1, Total), {Qt::DisplayRole});
}

void CallTableModel::setEnded(const QList<CallRow> &rows, bool more)
{
    m_hasMore = more;
    if (!m_ended.isEmpty()) {
        beginRemoveRows({}, runningCount(), rowCount() - 1);
        m_ended.clear();
        endRemoveRows();
    }
    appendEnded(rows, more);
}

void CallTableModel::appendEnded(const QList<CallRow> &rows, bool more)
{
    m_hasMore = more;
    if (rows.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_ended += rows;
    endInsertRows();
}

void CallTableModel::addNewer(const QList<CallRow> &rows)
{
    for (const CallRow &row : rows) {
        const auto place = std::ranges::lower_bound(
            m_ended, row, [this](const CallRow &a, const CallRow &b) { return before(a, b); });
        const auto at = static_cast<int>(place - m_ended.begin());
        if (at == m_ended.size() && m_hasMore)
            continue;
        beginInsertRows({}, runningCount() + at, runningCount() + at);
        m_ended.insert(at, row);
        endInsertRows();
    }
    if (m_ended.size() <= MaxEnded)
        return;
    m_hasMore = true;
    beginRemoveRows({}, runningCount() + MaxEnded, rowCount() - 1);
    m_ended.resize(MaxEnded);
    endRemoveRows();
}

} // namespace exaid
