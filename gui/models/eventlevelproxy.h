#pragma once

// Keeps the events of a level and above, of one kind or of all, of a span of time or of all. GUI thread.

#include "core/monitoring/monitorevent.h"

#include <QSortFilterProxyModel>
#include <optional>

namespace exaid {

struct EventSpan
{
    qint64 fromMs = 0; // wall
    qint64 toMs = 0;   // not included

    bool operator==(const EventSpan &) const = default;
};

class EventLevelProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeast(EventLevel level);
    void setKind(const QString &kind); // empty: all
    void setSpan(const std::optional<EventSpan> &span);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    EventLevel m_least = EventLevel::Info;
    QString m_kind;
    std::optional<EventSpan> m_span;
};

} // namespace exaid
