#pragma once

// Sorts by SortRole and keeps the rows that contain each word of the filter. A word is looked for in all
// columns; "phase:queued" only in the column with that name. Upper and lower case are the same. GUI thread.

#include <QSortFilterProxyModel>
#include <QStringList>

namespace exaid {

class WordFilterProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit WordFilterProxy(QObject *parent = nullptr);

    void setFilterText(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool rowHas(int sourceRow, const QString &word) const;
    int columnNamed(const QString &name) const;

    QStringList m_words;
};

} // namespace exaid
