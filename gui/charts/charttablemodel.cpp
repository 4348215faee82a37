#include "gui/charts/charttablemodel.h"

#include <QDateTime>
#include <QLocale>

namespace exaid {

void ChartTableModel::setData(const ChartData &data)
{
    if (data == m_data)
        return;
    const bool sameShape = data.columns == m_data.columns && data.series.size() == m_data.series.size();
    if (!sameShape)
        beginResetModel();
    m_data = data;
    if (!sameShape)
        endResetModel();
    else if (m_data.columns > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.columns);
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_data.series.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole)
        return {};
    const auto column = m_data.columns - 1 - static_cast<size_t>(index.row());
    if (index.column() == 0) {
        const qint64 us = m_data.firstUs + static_cast<qint64>(column) * m_data.stepUs;
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(us / 1000);
        return time.time().toString(m_data.stepUs < 1'000'000 ? QStringLiteral("HH:mm:ss.zzz")
                                                              : QStringLiteral("HH:mm:ss"));
    }
    const ChartSeries &series = m_data.series.at(index.column() - 1);
    return valueText(series.values[column],
                     series.style == ChartSeries::Style::Note ? ChartUnit::Number : m_data.unit);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Time");
    return section <= m_data.series.size() ? m_data.series.at(section - 1).label : QString();
}

} // namespace exaid
