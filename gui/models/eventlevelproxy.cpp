#include "gui/models/eventlevelproxy.h"

#include "gui/models/eventsmodel.h"
#include "gui/models/rowsmodel.h"

namespace exaid {

void EventLevelProxy::setLeast(EventLevel level)
{
    if (level == m_least)
        return;
    m_least = level;
    invalidateFilter();
}

void EventLevelProxy::setKind(const QString &kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    invalidateFilter();
}

void EventLevelProxy::setSpan(const std::optional<EventSpan> &span)
{
    if (span == m_span)
        return;
    m_span = span;
    invalidateFilter();
}

bool EventLevelProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, EventsModel::Time, sourceParent);
    if (m_span) {
        const qint64 atMs = index.data(SortRole).toLongLong();
        if (atMs < m_span->fromMs || atMs >= m_span->toMs)
            return false;
    }
    if (!m_kind.isEmpty() && index.siblingAtColumn(EventsModel::Kind).data().toString() != m_kind)
        return false;
    return index.data(EventsModel::LevelRole).toInt() >= static_cast<int>(m_least);
}

} // namespace exaid
