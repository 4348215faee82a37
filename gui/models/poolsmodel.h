#pragma once

// Pools of slots, one row each, keyed by kind and name: the table twin of the pool bars. GUI thread.

#include "core/monitoring/snapshot.h"
#include "gui/models/rowsmodel.h"

#include <QPair>

namespace exaid {

class PoolsModel final : public RowsModel<PoolSnapshot, QPair<QString, QString>>
{
    Q_OBJECT
public:
    enum Column { Label, Kind, Held, Capacity, Waiting, Debt, Peak, ColumnCount };

    using RowsModel::RowsModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QPair<QString, QString> keyOf(const PoolSnapshot &pool) const override { return {pool.kind, pool.name}; }
};

// What a pool is called in the window: its label, else its name, else "All calls" for the global one.
QString poolTitle(const PoolSnapshot &pool);
// "KIMI 3 of 3, 2 waiting": what a screen reader says and a tool tip shows.
QString poolSummary(const PoolSnapshot &pool);
// Why a provider gets fewer calls than it is set to: its circuit breaker, a hold, a limit that its refusals
// lowered. Empty: it does not. ageMs: since the snapshot was made.
QString providerTrouble(const ProviderSnapshot &provider, qint64 ageMs);

} // namespace exaid
