#include "gui/widgets/poolbar.h"

#include "gui/charts/charttheme.h"
#include "gui/models/poolsmodel.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace exaid {

namespace {

constexpr int BarGap = 12;           // between the columns
constexpr double SmallestCell = 7.0; // below this a bar is drawn as one piece

QFont boldOf(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

PoolBar::PoolBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PoolBar::setPool(const PoolSnapshot &pool)
{
    if (pool == m_pool && !accessibleName().isEmpty())
        return;
    m_pool = pool;
    const QString summary = poolSummary(pool);
    setAccessibleName(poolTitle(pool));
    setAccessibleDescription(summary);
    setToolTip(tr("%1\nHighest since start: %2").arg(summary, QString::number(pool.peakHeld)));
    update();
}

void PoolBar::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

void PoolBar::setColumns(int titleWidth, int textWidth)
{
    if (titleWidth == m_titleColumn && textWidth == m_textColumn)
        return;
    m_titleColumn = titleWidth;
    m_textColumn = textWidth;
    updateGeometry();
    update();
}

int PoolBar::titleWidth() const
{
    return fontMetrics().horizontalAdvance(poolTitle(m_pool));
}

int PoolBar::textWidth() const
{
    const int numbersWidth = QFontMetrics(boldOf(font())).horizontalAdvance(numbers());
    const QString words = remarks();
    return numbersWidth + (words.isEmpty() ? 0 : 8 + fontMetrics().horizontalAdvance(words));
}

QSize PoolBar::sizeHint() const
{
    return {m_titleColumn + m_textColumn + 2 * BarGap + 160, fontMetrics().height() + 16};
}

QSize PoolBar::minimumSizeHint() const
{
    return {m_titleColumn + m_textColumn + 2 * BarGap + 60, fontMetrics().height() + 16};
}

QString PoolBar::numbers() const
{
    return tr("%1 / %2", "slots in use, capacity")
        .arg(QString::number(m_pool.held), QString::number(m_pool.capacity));
}

QString PoolBar::remarks() const
{
    QStringList parts;
    if (m_pool.waiting > 0)
        parts << tr("%n waiting", "calls", m_pool.waiting);
    if (m_pool.debt > 0)
        parts << tr("%n over limit", "slots", m_pool.debt);
    return parts.join(tr(", ", "between remarks"));
}

void PoolBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette::ColorGroup group = m_stale ? QPalette::Disabled : QPalette::Active;
    const QColor ink = palette().color(group, QPalette::WindowText);
    const int titleColumn = qMax(m_titleColumn, titleWidth());
    const int textColumn = qMax(m_textColumn, textWidth());
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto placed = [&](QRect area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const auto start = static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;

    painter.setPen(ink);
    painter.drawText(placed({0, 0, titleColumn, height()}), start, poolTitle(m_pool));

    const int barLeft = titleColumn + BarGap;
    const int barWidth = width() - barLeft - BarGap - textColumn;
    const int barHeight = qMin(height() - 8, fontMetrics().height() + 4);
    if (barWidth > 8) {
        painter.save();
        if (mirrored) {
            painter.translate(width(), 0);
            painter.scale(-1, 1);
        }
        drawSlots(painter, QRectF(barLeft, (height() - barHeight) / 2.0, barWidth, barHeight));
        painter.restore();
    }

    const int textLeft = width() - textColumn;
    painter.setFont(boldOf(font()));
    const int numbersWidth = painter.fontMetrics().horizontalAdvance(numbers());
    painter.drawText(placed({textLeft, 0, numbersWidth, height()}), start, numbers());
    painter.setFont(font());
    if (!m_stale)
        painter.setPen(charttheme::attention(palette()));
    painter.drawText(placed({textLeft + numbersWidth + 8, 0, textColumn - numbersWidth - 8, height()}), start,
                     remarks());
}

void PoolBar::drawSlots(QPainter &painter, const QRectF &bar) const
{
    const int drawn = std::max({m_pool.capacity, m_pool.held, 1});
    const bool full = m_pool.held >= m_pool.capacity && m_pool.waiting > 0;
    QColor fill = full ? charttheme::attention(palette()) : charttheme::busy(palette());
    if (m_stale)
        fill = palette().color(QPalette::Disabled, QPalette::WindowText);
    const QColor edge = charttheme::gridLine(palette());
    const QColor ground = palette().color(QPalette::Base);
    const double cell = bar.width() / drawn;
    const auto part = [&](int first, int count) {
        return QRectF(bar.left() + first * cell, bar.top(), count * cell, bar.height());
    };
    const int regular = std::min(m_pool.held, m_pool.capacity);

    if (cell >= SmallestCell) {
        for (int i = 0; i < drawn; ++i) {
            const QRectF slot = part(i, 1).adjusted(0.5, 0.5, -2.5, -0.5);
            const bool over = i >= m_pool.capacity;
            painter.setPen(
                QPen(i < m_pool.held ? fill : edge.darker(charttheme::isDark(palette()) ? 80 : 120), 1));
            painter.setBrush(i < regular ? QBrush(fill)
                             : over      ? QBrush(fill, Qt::BDiagPattern)
                                         : QBrush(ground));
            painter.drawRoundedRect(slot, 2.5, 2.5);
        }
    } else {
        painter.setPen(QPen(edge.darker(120), 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
        painter.fillRect(part(0, regular).adjusted(1, 1, 0, -1), fill);
        if (m_pool.held > m_pool.capacity)
            painter.fillRect(part(m_pool.capacity, m_pool.held - m_pool.capacity).adjusted(0, 1, -1, -1),
                             QBrush(fill, Qt::BDiagPattern));
    }
    const QColor ink = palette().color(m_stale ? QPalette::Disabled : QPalette::Active, QPalette::WindowText);
    if (m_pool.held > m_pool.capacity) {
        const double x = part(m_pool.capacity, 0).left() - 1;
        painter.setPen(QPen(ink, 2));
        painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3));
    }
    if (m_pool.peakHeld > m_pool.held) {
        const double x = part(std::min(m_pool.peakHeld, drawn), 0).left() - 1;
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPolygon(
            QPolygonF{{x - 3, bar.bottom() + 3.5}, {x + 3, bar.bottom() + 3.5}, {x, bar.bottom() - 0.5}});
    }
}

} // namespace exaid
