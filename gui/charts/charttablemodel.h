#pragma once

// A chart as a table: one row for each column of time, newest first, one column for each series. The equal of
// the chart for those who can't see it. GUI thread.

#include "gui/charts/chartdata.h"

#include <QAbstractTableModel>

namespace exaid {

class ChartTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setData(const ChartData &data);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ChartData m_data;
};

} // namespace exaid
