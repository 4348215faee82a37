#pragma once

// Running and waiting calls, one row each, keyed by call id. Ages come from the calls' start times and the
// time given to setNow(), so that a row ages without any traffic. GUI thread.

#include "core/monitoring/snapshot.h"
#include "gui/models/rowsmodel.h"

namespace exaid {

class CallsModel final : public RowsModel<CallSnapshot, quint64>
{
    Q_OBJECT
public:
    enum Column { Session, Tool, Provider, Model, Phase, InPhase, Age, Left, Queue, ColumnCount };

    using RowsModel::RowsModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // The daemon's wall clock. Tells views that the time columns changed.
    void setNow(qint64 daemonNowMs);
    qint64 nowMs() const { return m_nowMs; } // 0: not told yet

protected:
    quint64 keyOf(const CallSnapshot &call) const override { return call.id; }

private:
    QString text(const CallSnapshot &call, int column) const;
    bool isShortOfTime(const CallSnapshot &call) const;
    QString toolTip(const CallSnapshot &call) const;

    qint64 m_nowMs = 0;
};

} // namespace exaid
