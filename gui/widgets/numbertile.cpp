#include "gui/widgets/numbertile.h"

#include "gui/charts/charttheme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace exaid {

NumberTile::NumberTile(const QString &title, const QString &help, QWidget *parent)
    : QFrame(parent)
    , m_title(title)
    , m_number(QStringLiteral("–"))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setToolTip(help);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NumberTile::setValue(const QString &number, const std::vector<double> &minute, bool alarming)
{
    if (number == m_number && minute == m_minute && alarming == m_alarming)
        return;
    m_number = number;
    m_minute = minute;
    m_alarming = alarming;
    if (accessibleDescription() != number)
        setAccessibleDescription(number);
    update();
}

void NumberTile::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

QSize NumberTile::sizeHint() const
{
    return {150, fontMetrics().height() * 3 + 12};
}

QSize NumberTile::minimumSizeHint() const
{
    return {110, sizeHint().height()};
}

void NumberTile::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QRectF inside = QRectF(rect()).adjusted(9, 5, -9, -5);
    const QFontMetricsF small(font());
    painter.setPen(charttheme::secondaryText(palette()));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignBottom,
                     small.elidedText(m_title, Qt::ElideRight, inside.width()));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    painter.setFont(large);
    const QFontMetricsF metrics(large);
    painter.setPen(m_stale      ? charttheme::secondaryText(palette())
                   : m_alarming ? charttheme::attention(palette())
                                : palette().color(QPalette::Text));
    painter.drawText(QPointF(inside.left(), inside.top() + metrics.ascent()), m_number);

    const double left = inside.left() + metrics.horizontalAdvance(m_number) + 12;
    const QRectF line(left, inside.top() + 2, inside.right() - left, metrics.height() - 4);
    if (line.width() < 20 || m_minute.size() < 2 || m_stale)
        return;
    double most = 0;
    for (const double value : m_minute)
        most = std::isnan(value) ? most : std::max(most, value);
    if (most <= 0)
        most = 1;
    painter.setPen(QPen(charttheme::series(0, palette()), 1.4));
    const double wide = line.width() / static_cast<double>(m_minute.size());
    QPolygonF run;
    for (size_t i = 0; i <= m_minute.size(); ++i) {
        if (i == m_minute.size() || std::isnan(m_minute[i])) {
            painter.drawPolyline(run);
            run.clear();
            continue;
        }
        const double y = line.bottom() - m_minute[i] / most * (line.height() - 1);
        run << QPointF(line.left() + wide * static_cast<double>(i), y)
            << QPointF(line.left() + wide * static_cast<double>(i + 1), y);
    }
}

} // namespace exaid
