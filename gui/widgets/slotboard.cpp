#include "gui/widgets/slotboard.h"

#include "gui/charts/charttheme.h"
#include "gui/models/poolsmodel.h"
#include "gui/widgets/slotcell.h"

#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int CellGap = 8;
constexpr int RowGap = 12;
constexpr int TitleGap = 4;

} // namespace

SlotBoard::SlotBoard(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"slotBoard"_s);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SlotBoard::showSlots(const Snapshot &snapshot, const SlotHistory &history, qint64 nowMs, bool isStale)
{
    const int before = heightForWidth(width());
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind != "provider"_L1)
            continue;
        fill(rowOf(pool.name), pool, snapshot, history, nowMs, isStale);
    }
    std::erase_if(m_rows, [&](const Row &row) {
        const bool isGone = std::ranges::none_of(snapshot.pools, [&](const PoolSnapshot &pool) {
            return pool.kind == "provider"_L1 && pool.name == row.provider;
        });
        if (isGone) {
            delete row.title;
            delete row.trouble;
            qDeleteAll(row.cells);
        }
        return isGone;
    });
    if (heightForWidth(width()) != before) {
        updateGeometry();
        resize(width(), heightForWidth(width()));
    }
    arrange(width(), true);
    // A call that has ended is not selected any more, whoever sits in its slot now.
    if (m_selected != 0 && !history.running(m_selected))
        setSelected(0);
    markSelected();
}

SlotBoard::Row &SlotBoard::rowOf(const QString &provider)
{
    const auto known = std::ranges::find(m_rows, provider, &Row::provider);
    if (known != m_rows.end())
        return *known;
    auto *title = new QLabel(this);
    title->setObjectName(u"slotsOf:"_s + provider);
    title->setTextFormat(Qt::PlainText);
    QFont face = title->font();
    face.setBold(true);
    title->setFont(face);
    title->show();
    auto *trouble = new QLabel(this);
    trouble->setObjectName(u"troubleOf:"_s + provider);
    trouble->setTextFormat(Qt::PlainText);
    trouble->show();
    m_rows.push_back({provider, title, trouble, {}});
    return m_rows.back();
}

void SlotBoard::fill(Row &row, const PoolSnapshot &pool, const Snapshot &snapshot, const SlotHistory &history,
                     qint64 nowMs, bool isStale)
{
    QHash<int, const CallSnapshot *> holders;
    int lanes = pool.capacity;
    for (const CallSnapshot &call : snapshot.calls) {
        const SlotSpan *span = call.provider == pool.name ? history.running(call.id) : nullptr;
        if (!span)
            continue;
        holders.insert(span->lane, &call);
        lanes = std::max(lanes, span->lane + 1);
    }
    const int shown = std::min(lanes, MaxCells);
    QString title = poolSummary(pool);
    if (lanes > shown)
        title = tr("%1 (%n more not shown)", nullptr, lanes - shown).arg(title);
    const auto provider = std::ranges::find(snapshot.providers, pool.name, &ProviderSnapshot::id);
    const QString trouble = provider == snapshot.providers.end()
                                ? QString()
                                : providerTrouble(*provider, std::max<qint64>(nowMs - snapshot.wallMs, 0));
    if (row.title->text() != title)
        row.title->setText(title);
    if (row.trouble->text() != trouble) {
        row.trouble->setText(trouble);
        row.trouble->setToolTip(trouble);
    }
    charttheme::setInk(*row.trouble, isStale ? palette().color(QPalette::Disabled, QPalette::WindowText)
                                             : charttheme::attention(palette()));
    while (row.cells.size() > shown)
        delete row.cells.takeLast();
    while (row.cells.size() < shown) {
        auto *cell = new SlotCell(this);
        cell->setObjectName(u"slot:%1:%2"_s.arg(pool.name).arg(row.cells.size()));
        connect(cell, &SlotCell::focused, this, [this, cell] { setSelected(cell->callId()); });
        cell->show();
        row.cells.append(cell);
    }
    for (int lane = 0; lane < shown; ++lane) {
        SlotCell::Content content;
        content.slot = tr("%1 slot %2", "provider, number").arg(pool.label, QString::number(lane + 1));
        if (const CallSnapshot *call = holders.value(lane)) {
            content.call = *call;
            content.ownerIndex = history.ownerIndex(call->session);
        }
        content.isOverLimit = lane >= pool.capacity;
        content.nowMs = nowMs;
        content.isStale = isStale;
        row.cells.at(lane)->setContent(content);
    }
}

QList<SlotCell *> SlotBoard::cells() const
{
    QList<SlotCell *> all;
    for (const Row &row : m_rows)
        all += row.cells;
    return all;
}

void SlotBoard::select(quint64 call)
{
    for (SlotCell *cell : cells()) {
        if (call != 0 && cell->callId() == call)
            cell->setFocus(Qt::OtherFocusReason);
    }
}

void SlotBoard::clearSelection()
{
    setSelected(0);
}

void SlotBoard::setSelected(quint64 call)
{
    if (call == m_selected)
        return;
    m_selected = call;
    markSelected();
    Q_EMIT selectionChanged();
}

void SlotBoard::markSelected()
{
    for (SlotCell *cell : cells())
        cell->setSelected(m_selected != 0 && cell->callId() == m_selected);
}

int SlotBoard::columnsFor(int width) const
{
    const int wanted = fontMetrics().averageCharWidth() * 30 + 24;
    return std::max(1, (width + CellGap) / (wanted + CellGap));
}

int SlotBoard::arrange(int width, bool move) const
{
    const int columns = columnsFor(width);
    int y = 0;
    for (const Row &row : m_rows) {
        const int titleHeight = row.title->sizeHint().height();
        if (move) {
            const int titleWidth = std::min(row.title->sizeHint().width(), width);
            const QRect all(0, 0, width, 0);
            row.title->setGeometry(
                QStyle::visualRect(layoutDirection(), all, QRect(0, y, titleWidth, titleHeight)));
            const int left = titleWidth + 2 * CellGap;
            row.trouble->setGeometry(QStyle::visualRect(
                layoutDirection(), all, QRect(left, y, std::max(0, width - left), titleHeight)));
        }
        y += titleHeight + TitleGap;
        const int height = row.cells.isEmpty() ? 0 : row.cells.constFirst()->sizeHint().height();
        const int cellWidth = (width - (columns - 1) * CellGap) / columns;
        for (int i = 0; i < row.cells.size(); ++i) {
            const QRect place(i % columns * (cellWidth + CellGap), y + i / columns * (height + CellGap),
                              cellWidth, height);
            if (move)
                row.cells.at(i)->setGeometry(
                    QStyle::visualRect(layoutDirection(), QRect(0, 0, width, 0), place));
        }
        const auto count = static_cast<int>(row.cells.size());
        const int lines = (count + columns - 1) / columns;
        y += lines * (height + CellGap) - CellGap + RowGap;
    }
    return std::max(0, y - RowGap);
}

int SlotBoard::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize SlotBoard::sizeHint() const
{
    const int width = std::max(this->width(), 400);
    return {width, heightForWidth(width)};
}

QSize SlotBoard::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30 + 24, heightForWidth(std::max(width(), 200))};
}

void SlotBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
    setMinimumHeight(heightForWidth(width()));
}

void SlotBoard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        arrange(width(), true);
}

void SlotBoard::keyPressEvent(QKeyEvent *event)
{
    const QList<SlotCell *> all = cells();
    const qsizetype at = all.indexOf(qobject_cast<SlotCell *>(focusWidget()));
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    qsizetype next = at;
    switch (event->key()) {
    case Qt::Key_Left:
        next -= forward;
        break;
    case Qt::Key_Right:
        next += forward;
        break;
    case Qt::Key_Up:
        next -= columnsFor(width());
        break;
    case Qt::Key_Down:
        next += columnsFor(width());
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (at >= 0 && next >= 0 && next < all.size())
        all.at(next)->setFocus(Qt::OtherFocusReason);
}

} // namespace exaid
