#include "gui/widgets/tablepane.h"

#include "gui/icons.h"
#include "gui/models/rowsmodel.h"
#include "gui/models/texts.h"
#include "gui/models/wordfilterproxy.h"
#include "gui/widgets/rowtable.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

TablePane::TablePane(const QString &name, const QString &title, QAbstractItemModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_titleText(title)
    , m_proxy(new WordFilterProxy(this))
    , m_title(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new RowTable(this))
    , m_bar(new QHBoxLayout)
{
    m_proxy->setSourceModel(&model);
    m_table->setModel(m_proxy);
    m_table->setObjectName(name + QStringLiteral("Table"));
    m_table->setAccessibleName(title);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_filter->setObjectName(name + QStringLiteral("Filter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter of “%1”").arg(title));
    m_filter->setToolTip(
        tr("Shows rows that contain all words. name:word looks in one column, for example session:claude"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icons::find(), QLineEdit::LeadingPosition);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 36);

    m_bar->setSpacing(8);
    m_bar->addWidget(m_title);
    m_bar->addStretch(1);
    m_bar->addWidget(m_filter, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addLayout(m_bar);
    column->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &TablePane::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TablePane::selectionChanged);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &TablePane::refreshTexts);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &TablePane::refreshTexts);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TablePane::refreshTexts);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TablePane::refreshTexts);
    refreshTexts();
}

void TablePane::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setFocusPolicy(Qt::StrongFocus);
    m_bar->addWidget(button);
    m_table->addAction(action);
}

void TablePane::setEmptyText(const QString &text)
{
    m_emptyText = text;
    refreshTexts();
}

QVariantList TablePane::selectedKeys() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QVariantList keys;
    for (const QModelIndex &row : std::as_const(rows))
        keys << row.data(KeyRole);
    return keys;
}

void TablePane::applyFilter(const QString &text)
{
    m_proxy->setFilterText(text);
    refreshTexts();
}

void TablePane::refreshTexts()
{
    const int all = m_model.rowCount();
    const int shown = m_proxy->rowCount();
    const QLocale locale;
    m_title->setText(
        shown == all
            ? tr("%1 (%2)", "title of a table, number of rows").arg(m_titleText, locale.toString(all))
            : tr("%1 (%2 of %3)", "title of a table, rows shown, rows there are")
                  .arg(m_titleText, locale.toString(shown), locale.toString(all)));
    m_table->setEmptyText(all == 0 ? m_emptyText
                                   : tr("Nothing matches “%1”. Clear the filter to see all %2.")
                                         .arg(foreignText(m_filter->text()), locale.toString(all)));
}

} // namespace exaid
