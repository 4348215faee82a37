#pragma once

// Sessions (agents), one row each, keyed by public name. GUI thread.

#include "core/monitoring/snapshot.h"
#include "gui/models/rowsmodel.h"

namespace exaid {

class SessionsModel final : public RowsModel<SessionSnapshot, QString>
{
    Q_OBJECT
public:
    enum Column {
        Name,
        Client,
        Transport,
        Priority,
        Limit,
        Running,
        Waiting,
        Total,
        Failed,
        Rate,
        SlotSeconds,
        Share,
        Since,
        LastError,
        ColumnCount
    };

    static QString priorityText(bool batch);

    using RowsModel::RowsModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // The daemon's wall clock. Tells views that ages and slot-seconds changed.
    void setNow(qint64 daemonNowMs);
    qint64 nowMs() const { return m_nowMs; } // 0: not told yet

protected:
    QString keyOf(const SessionSnapshot &session) const override { return session.name; }
    bool isOlderOnly(const SessionSnapshot &shown, const SessionSnapshot &fresh) const override;

private:
    QString text(const SessionSnapshot &session, int column) const;
    double shareOf(const SessionSnapshot &session) const;
    QString toolTip(const SessionSnapshot &session, int column) const;

    qint64 m_nowMs = 0;
};

} // namespace exaid
