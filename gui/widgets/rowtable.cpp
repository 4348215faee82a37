#include "gui/widgets/rowtable.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QProxyStyle>
#include <QStyledItemDelegate>
#include <algorithm>

namespace exaid {

namespace {

// Room beside the text of cells and headers, so that a column that ends right and one that starts left do not
// touch.
class RoomyTableStyle final : public QProxyStyle
{
public:
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        if (metric == PM_FocusFrameHMargin)
            return 7;
        return metric == PM_HeaderMargin ? 6 : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

// Rows are selected whole: a focus frame over one cell of a selected row only dims its text.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->state.testFlag(QStyle::State_Selected))
            option->state.setFlag(QStyle::State_HasFocus, false);
        // "12 s" must not turn into "s 12".
        if (option->direction == Qt::RightToLeft)
            option->text = foreignText(option->text);
        // What is old calls for nothing: neither a colour nor a bright icon.
        if (const auto *table = qobject_cast<const RowTable *>(option->widget); table && table->isStale()) {
            option->state.setFlag(QStyle::State_Enabled, false);
            option->palette = table->palette();
        }
    }
};

} // namespace

RowTable::RowTable(QWidget *parent)
    : QTableView(parent)
    , m_style(new RoomyTableStyle)
{
    m_style->setParent(this);
    setStyle(m_style);
    horizontalHeader()->setStyle(m_style);
    setIconSize(QSize(fontMetrics().height(), fontMetrics().height()));
    setItemDelegate(new RowDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table: everything stays reachable by keyboard
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setSortingEnabled(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(
        QHeaderView::Fixed); // measuring each row of a thousand takes too long
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
}

void RowTable::setEmptyText(const QString &text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void RowTable::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    applyPalette();
}

void RowTable::setColumnCharacters(const QList<int> &characters)
{
    for (qsizetype i = 0; i < characters.size(); ++i) {
        // The title fits in whatever language.
        const int wanted = fontMetrics().averageCharWidth() * characters.at(i) + 16;
        const auto column = static_cast<int>(i);
        const QString title = model() ? model()->headerData(column, Qt::Horizontal).toString() : QString();
        setColumnWidth(column,
                       std::max(wanted, horizontalHeader()->fontMetrics().horizontalAdvance(title) + 16));
    }
}

void RowTable::fitColumn(int column, const QStringList &texts, bool withIcon)
{
    const int margins = 2 * (m_style->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1) + 2;
    const int icon = withIcon ? iconSize().width() + margins : 0;
    int wanted = columnWidth(column);
    for (const QString &text : texts)
        wanted = std::max(wanted, fontMetrics().horizontalAdvance(text) + margins + icon);
    setColumnWidth(column, wanted);
}

QString RowTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    QStringList lines, cells;
    for (const int column : std::as_const(columns))
        cells << model()->headerData(column, Qt::Horizontal).toString();
    lines << cells.join(QChar(u'\t'));
    for (const QModelIndex &row : std::as_const(rows)) {
        cells.clear();
        for (const int column : std::as_const(columns))
            cells << row.siblingAtColumn(column).data().toString().simplified();
        lines << cells.join(QChar(u'\t'));
    }
    return lines.join(QChar(u'\n')) + QChar(u'\n');
}

void RowTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(charttheme::secondaryText(palette()));
    painter.drawText(viewport()->rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

void RowTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

void RowTable::applyPalette()
{
    QPalette colours;
    if (m_stale) {
        const QPalette own = QPalette(parentWidget() ? parentWidget()->palette() : palette());
        colours.setColor(QPalette::Text, own.color(QPalette::Disabled, QPalette::Text));
    }
    setPalette(colours);
}

} // namespace exaid
