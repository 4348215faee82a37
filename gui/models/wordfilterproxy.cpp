#include "gui/models/wordfilterproxy.h"

#include "gui/models/rowsmodel.h"

#include <algorithm>

namespace exaid {

WordFilterProxy::WordFilterProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setFilterRole(FilterRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void WordFilterProxy::setFilterText(const QString &text)
{
    const QStringList words = text.split(QChar(u' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool WordFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    return std::ranges::all_of(m_words, [&](const QString &word) { return rowHas(sourceRow, word); });
}

bool WordFilterProxy::rowHas(int sourceRow, const QString &word) const
{
    const auto cellHas = [&](int column, QStringView part) {
        return sourceModel()
            ->index(sourceRow, column)
            .data(FilterRole)
            .toString()
            .contains(part, Qt::CaseInsensitive);
    };
    const qsizetype colon = word.indexOf(u':');
    const int named = colon > 0 ? columnNamed(word.left(colon)) : -1;
    if (named >= 0)
        return cellHas(named, QStringView(word).sliced(colon + 1));
    for (int column = 0; column < sourceModel()->columnCount(); ++column) {
        if (cellHas(column, word))
            return true;
    }
    return false;
}

int WordFilterProxy::columnNamed(const QString &name) const
{
    for (int column = 0; column < sourceModel()->columnCount(); ++column) {
        const QString known = sourceModel()->headerData(column, Qt::Horizontal, ColumnNameRole).toString();
        if (!known.isEmpty() && known.compare(name, Qt::CaseInsensitive) == 0)
            return column;
    }
    return -1;
}

} // namespace exaid
