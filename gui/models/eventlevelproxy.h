#pragma once

// Keeps the events of a level and above. GUI thread.

#include "core/monitoring/monitorevent.h"

#include <QSortFilterProxyModel>

namespace exaid {

class EventLevelProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeast(EventLevel level);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    EventLevel m_least = EventLevel::Info;
};

} // namespace exaid
