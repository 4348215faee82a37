#include "gui/models/eventlevelproxy.h"

#include "gui/models/eventsmodel.h"

namespace exaid {

void EventLevelProxy::setLeast(EventLevel level)
{
    if (level == m_least)
        return;
    m_least = level;
    invalidateFilter();
}

bool EventLevelProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    return index.data(EventsModel::LevelRole).toInt() >= static_cast<int>(m_least);
}

} // namespace exaid
