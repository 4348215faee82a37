#pragma once

// A table model over values that arrives as a whole list, again and again. update() works out what really
// changed: rows that are gone are removed, rows with the same key are changed in place (one dataChanged for
// each contiguous block), new ones are added at the end. Never a reset, so that selection, scroll position
// and proxies survive each tick. Row order is order of arrival; sorting is the proxy's job. GUI thread.

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QSet>
#include <utility>

namespace exaid {

// What all our models answer besides the usual roles.
enum ModelRole {
    SortRole = Qt::UserRole, // a number or a text that orders the column; does not change as time passes
    KeyRole,                 // the row's key: call id (qulonglong), session name, pool kind and name
    FilterRole,              // the text that a filter word is looked for in
    ColumnNameRole,          // headerData only: the untranslated word for "name:value" filters
};

template <typename Row, typename Key>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    const QList<Row> &rows() const { return m_rows; }

    // Keys must be unique within `rows`; of two rows with one key the last wins.
    void update(const QList<Row> &rows)
    {
        QHash<Key, qsizetype> incoming;
        incoming.reserve(rows.size());
        for (qsizetype i = 0; i < rows.size(); ++i)
            incoming.insert(keyOf(rows.at(i)), i);
        removeGone(incoming);
        changeKept(rows, incoming);
        addNew(rows, incoming);
    }

protected:
    virtual Key keyOf(const Row &row) const = 0;
    // True when the two differ in nothing but what grows by itself: views hear of that with the next tick of
    // the model's clock instead of with each update.
    virtual bool isOlderOnly(const Row &, const Row &) const { return false; }

private:
    void removeGone(const QHash<Key, qsizetype> &incoming)
    {
        for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
            if (incoming.contains(keyOf(m_rows.at(last))))
                continue;
            qsizetype first = last;
            while (first > 0 && !incoming.contains(keyOf(m_rows.at(first - 1))))
                --first;
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    void changeKept(const QList<Row> &rows, const QHash<Key, qsizetype> &incoming)
    {
        qsizetype changedFrom = -1;
        for (qsizetype i = 0; i <= m_rows.size(); ++i) {
            bool changed = false;
            if (i < m_rows.size()) {
                const Row &fresh = rows.at(incoming.value(keyOf(m_rows.at(i))));
                if (!(m_rows.at(i) == fresh)) {
                    changed = !isOlderOnly(m_rows.at(i), fresh);
                    m_rows[i] = fresh;
                }
            }
            if (changed && changedFrom < 0)
                changedFrom = i;
            if (!changed && changedFrom >= 0) {
                Q_EMIT dataChanged(index(static_cast<int>(changedFrom), 0),
                                   index(static_cast<int>(i - 1), columnCount() - 1));
                changedFrom = -1;
            }
        }
    }

    void addNew(const QList<Row> &rows, QHash<Key, qsizetype> &incoming)
    {
        for (const Row &known : std::as_const(m_rows))
            incoming.remove(keyOf(known));
        if (incoming.isEmpty())
            return;
        const auto count = static_cast<int>(m_rows.size());
        beginInsertRows({}, count, count + static_cast<int>(incoming.size()) - 1);
        m_rows.reserve(count + incoming.size());
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (incoming.value(keyOf(rows.at(i)), -1) == i)
                m_rows.append(rows.at(i));
        }
        endInsertRows();
    }

    QList<Row> m_rows;
};

} // namespace exaid
