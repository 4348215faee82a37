#include "gui/widgets/columnmenu.h"

#include "gui/widgets/rowtable.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>

namespace exaid {

namespace {

QByteArray hideAndSave(RowTable *table, const QList<int> &hidden)
{
    for (const int column : hidden)
        table->setColumnHidden(column, true);
    return table->horizontalHeader()->saveState();
}

} // namespace

ColumnMenu::ColumnMenu(RowTable *table, const QList<int> &hidden)
    : QObject(table)
    , m_table(table)
    , m_hidden(hidden)
    , m_original(hideAndSave(table, hidden))
{
    QHeaderView *header = table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &ColumnMenu::open);
}

QList<QAction *> ColumnMenu::actions(QObject *parent)
{
    QList<QAction *> list;
    const int count = m_table->model()->columnCount();
    const int shown = count - m_table->horizontalHeader()->hiddenSectionCount();
    for (int column = 0; column < count; ++column) {
        auto *action = new QAction(m_table->model()->headerData(column, Qt::Horizontal).toString(), parent);
        const bool isShown = !m_table->isColumnHidden(column);
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(!isShown || shown > 1); // without any column there is no header to bring one back
        connect(action, &QAction::toggled, m_table,
                [table = m_table, column](bool show) { table->setColumnHidden(column, !show); });
        list << action;
    }
    auto *separator = new QAction(parent);
    separator->setSeparator(true);
    auto *reset = new QAction(tr("&Reset the Columns"), parent);
    connect(reset, &QAction::triggered, this, &ColumnMenu::reset);
    return list << separator << reset;
}

void ColumnMenu::reset()
{
    m_table->horizontalHeader()->restoreState(m_original);
    for (int column = 0; column < m_table->model()->columnCount(); ++column)
        m_table->setColumnHidden(column, m_hidden.contains(column));
}

void ColumnMenu::open(const QPoint &at)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->addActions(actions(menu));
    menu->popup(m_table->horizontalHeader()->mapToGlobal(at));
}

} // namespace exaid
