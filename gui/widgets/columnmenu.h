#pragma once

// Lets people hide, show and reset the columns of a table from its header's context menu (also with the menu
// key while the header or the table has the focus). What they choose is part of the header's saved state.

#include <QList>
#include <QObject>

class QAction;

namespace exaid {

class RowTable;

class ColumnMenu final : public QObject
{
    Q_OBJECT
public:
    // A child of `table`. Hides `hidden`, which is also what "reset" comes back to.
    ColumnMenu(RowTable *table, const QList<int> &hidden);

    // One per column, checked while it is shown, and "reset" last. Made anew by each call; the caller owns
    // them through `parent`.
    QList<QAction *> actions(QObject *parent);
    void reset();

private:
    void open(const QPoint &at);

    RowTable *const m_table;
    const QList<int> m_hidden;
    const QByteArray m_original;
};

} // namespace exaid
