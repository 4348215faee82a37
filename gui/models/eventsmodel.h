#pragma once

// What happened, oldest first, one row an event. Bounded: when it is full the oldest go. An event that comes
// again (after a reconnection) is not shown twice. GUI thread.

#include "core/monitoring/monitorevent.h"

#include <QAbstractTableModel>
#include <QList>

namespace exaid {

class EventsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Level, Kind, Session, Call, Message, ColumnCount };
    // Besides ModelRole: the level as a number, for filtering.
    static constexpr int LevelRole = Qt::UserRole + 100;

    explicit EventsModel(qsizetype capacity = 20'000, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void append(const QList<MonitorEvent> &events);
    const MonitorEvent &at(int row) const { return m_events.at(row); }

private:
    QString text(const MonitorEvent &event, int column) const;

    const qsizetype m_capacity;
    QList<MonitorEvent> m_events;
    quint64 m_lastSequence = 0;
    qint64 m_lastWallMs = 0;
};

// What the event is about; empty: nothing of the kind.
QString sessionOf(const MonitorEvent &event);
QString callOf(const MonitorEvent &event);
// "Info", "Warning", "Error".
QString levelText(EventLevel level);
// The fields of an event, one in a line, as evidence.
QString fieldsText(const MonitorEvent &event);

} // namespace exaid
