#include "gui/charts/chartwidget.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace exaid {

namespace {

constexpr double ShortestDrag = 6; // pixels; less is a click

// 1, 2, 5, 10, 20, … at least that.
double niceTop(double value)
{
    if (value <= 1)
        return 1;
    const double decade = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
        if (factor * decade >= value)
            return factor * decade;
    }
    return 10 * decade;
}

qint64 timeTickSecs(double spanSecs, double pixels, double labelWidth)
{
    const double ticks = std::max(1.0, pixels / (labelWidth * 1.6));
    for (const qint64 step :
         {1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1'800, 3'600, 7'200, 10'800, 21'600}) {
        if (spanSecs / static_cast<double>(step) <= ticks)
            return step;
    }
    return 43'200;
}

QString axisTimeText(qint64 us, bool withSeconds)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(us / 1000).time();
    if (withSeconds)
        return time.toString(QStringLiteral("HH:mm:ss"));
    return QLocale().toString(time, QLocale::ShortFormat);
}

} // namespace

ChartWidget::ChartWidget(QWidget *parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setBackgroundRole(QPalette::Base);
}

void ChartWidget::setData(const ChartData &data)
{
    if (data == m_data)
        return;
    m_data = data;
    m_top = niceTop(highest());
    dataChanged();
    describe();
    m_content = {};
    update();
}

void ChartWidget::setCursorAt(std::optional<qint64> us)
{
    if (us == m_cursorUs)
        return;
    m_cursorUs = us;
    update();
}

void ChartWidget::setEmptyText(const QString &text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    describe();
    m_content = {};
    update();
}

double ChartWidget::heightOf(double value) const
{
    return value / m_top;
}

std::vector<std::pair<double, QString>> ChartWidget::ticks() const
{
    const int lines = plot().height() > 90 ? 4 : 2;
    const bool whole = m_data.unit == ChartUnit::Slots || m_data.unit == ChartUnit::Number;
    double step = m_top / lines;
    if (whole)
        step = std::max(1.0, std::round(step));
    std::vector<std::pair<double, QString>> marks;
    for (double value = 0; value <= m_top * 1.001; value += step)
        marks.emplace_back(value, valueText(value, m_data.unit));
    return marks;
}

double ChartWidget::axisWidth() const
{
    if (m_axisWidth > 0)
        return m_axisWidth;
    const QFontMetricsF metrics(font());
    constexpr std::pair<double, ChartUnit> widest[] = {{0.1, ChartUnit::Seconds},
                                                       {1'000, ChartUnit::Seconds},
                                                       {800'000, ChartUnit::Tokens},
                                                       {0.0125, ChartUnit::Dollars}};
    for (const auto &[value, unit] : widest)
        m_axisWidth = std::max(m_axisWidth, metrics.horizontalAdvance(axisText(value, unit)));
    return m_axisWidth;
}

bool ChartWidget::labelsFit() const
{
    const QFontMetricsF metrics(font());
    return std::ranges::all_of(
        ticks(), [&](const auto &tick) { return metrics.horizontalAdvance(tick.second) <= axisWidth() + 1; });
}

QRectF ChartWidget::plot() const
{
    const QFontMetricsF metrics(font());
    const double left = axisWidth() + 8;
    const double above = metrics.height() + 8;
    return {left, above, std::max(10.0, width() - left - 10),
            std::max(10.0, height() - above - metrics.height() - 6)};
}

double ChartWidget::xOf(qint64 us) const
{
    const auto span = static_cast<double>(std::max<qint64>(m_data.toUs - m_data.fromUs, 1));
    return plot().left() + plot().width() * static_cast<double>(us - m_data.fromUs) / span;
}

qint64 ChartWidget::usAt(double x) const
{
    const double share = std::clamp((x - plot().left()) / plot().width(), 0.0, 1.0);
    return m_data.fromUs + static_cast<qint64>(share * static_cast<double>(m_data.toUs - m_data.fromUs));
}

void ChartWidget::paintEvent(QPaintEvent *)
{
    if (m_content.isNull() || m_content.deviceIndependentSize().toSize() != size()) {
        ++m_contentRepaints;
        m_content = QPixmap(size() * devicePixelRatioF());
        m_content.setDevicePixelRatio(devicePixelRatioF());
        m_content.fill(palette().color(QPalette::Base));
        QPainter painter(&m_content);
        painter.setFont(font());
        paintFrame(painter);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_content);
    paintLegend(painter);
    paintCursor(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void ChartWidget::paintFrame(QPainter &painter)
{
    const QRectF area = plot();
    const QFontMetricsF metrics(font());
    for (const auto &[value, text] : ticks()) {
        const double y = std::round(yOf(value)) + 0.5;
        if (y < area.top() - 1)
            break;
        painter.setPen(charttheme::gridLine(palette()));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    }
    if (m_data.isEmpty() || !m_data.hasValues()) {
        paintTimeAxis(painter);
        paintGaps(painter);
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(area.adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        if (m_data.isEmpty())
            return;
    }
    painter.save();
    painter.setClipRect(area.adjusted(0, -1, 1, 1));
    paintContent(painter);
    painter.restore();
    if (m_data.hasValues()) {
        paintGaps(painter);
        paintTimeAxis(painter);
    }
}

void ChartWidget::paintGaps(QPainter &painter) const
{
    const QRectF area = plot();
    const QFontMetricsF metrics(font());
    for (const auto &[from, to] : m_data.gaps) {
        const double left = std::max(area.left(), xOf(from));
        const QRectF span(left, area.top(), std::min(area.right(), xOf(to)) - left, area.height());
        if (span.width() < 1)
            continue;
        painter.fillRect(span, palette().base());
        painter.fillRect(span, QBrush(charttheme::gridLine(palette()), Qt::BDiagPattern));
        const QString text = tr("no data");
        if (m_data.hasValues() && span.width() > metrics.horizontalAdvance(text) + 10) {
            painter.setPen(charttheme::secondaryText(palette()));
            painter.drawText(span, Qt::AlignCenter, text);
        }
    }
}

void ChartWidget::paintTimeAxis(QPainter &painter) const
{
    if (m_data.toUs <= m_data.fromUs)
        return;
    const QRectF area = plot();
    const QFontMetricsF metrics(font());
    const double span = static_cast<double>(m_data.toUs - m_data.fromUs) / 1e6;
    const bool withSeconds = span < 180;
    const double labelWidth = metrics.horizontalAdvance(axisTimeText(m_data.toUs, withSeconds));
    const qint64 step = timeTickSecs(span, area.width(), labelWidth);
    // Whole steps of local time, so that a label reads 14:00 and not 14:07.
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(m_data.toUs / 1000).offsetFromUtc();
    const qint64 first = (m_data.fromUs / 1'000'000 + offset) / step * step - offset;
    for (qint64 at = first; at * 1'000'000 <= m_data.toUs; at += step) {
        const double x = xOf(at * 1'000'000);
        if (x < area.left() - 0.5)
            continue;
        painter.setPen(charttheme::gridLine(palette()));
        painter.drawLine(QPointF(std::round(x) + 0.5, area.bottom()),
                         QPointF(std::round(x) + 0.5, area.bottom() + 4));
        const double left = std::clamp(x - labelWidth / 2, 0.0, static_cast<double>(width()) - labelWidth);
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(QPointF(left, area.bottom() + 4 + metrics.ascent()),
                         axisTimeText(at * 1'000'000, withSeconds));
    }
}

std::optional<size_t> ChartWidget::toldColumn() const
{
    if (m_data.isEmpty())
        return std::nullopt;
    if (m_cursorUs)
        return m_data.columnAt(*m_cursorUs);
    return m_data.columns - 1;
}

void ChartWidget::paintLegend(QPainter &painter) const
{
    painter.setFont(font());
    const QFontMetricsF metrics(font());
    const auto column = toldColumn();
    const double middle = 4 + metrics.height() / 2;
    double x = plot().left();
    for (const ChartSeries &series : m_data.series) {
        // Without a cursor only what stands still is told as "now"; a count is told for the column in the
        // hand.
        const bool tells = column && (m_cursorUs || m_data.unit == ChartUnit::Slots);
        const QString value = !tells ? QString()
                              : series.style == ChartSeries::Style::Note
                                  ? valueText(series.values[*column], ChartUnit::Number)
                                  : valueText(series.values[*column], m_data.unit);
        const QString text =
            value.isEmpty() ? series.label : tr("%1 %2", "legend: name, value").arg(series.label, value);
        const double need = 18 + metrics.horizontalAdvance(text) + 14;
        if (x + need > width() && x > plot().left()) {
            painter.setPen(charttheme::secondaryText(palette()));
            painter.drawText(QPointF(x, 4 + metrics.ascent()), QStringLiteral("…"));
            return;
        }
        switch (series.style) {
        case ChartSeries::Style::Stack:
            painter.fillRect(QRectF(x, middle - 5, 12, 10), charttheme::areaBrush(series.colour, palette()));
            painter.setPen(charttheme::series(series.colour, palette()));
            painter.drawRect(QRectF(x + 0.5, middle - 4.5, 11, 9));
            break;
        case ChartSeries::Style::Line:
            painter.setPen(m_data.unit == ChartUnit::Seconds ? charttheme::seriesPen(series.colour, palette())
                                                             : QPen(charttheme::attention(palette()), 2));
            painter.drawLine(QPointF(x, middle), QPointF(x + 12, middle));
            break;
        case ChartSeries::Style::Limit:
            painter.setPen(QPen(palette().color(QPalette::Text), 1.4, Qt::DashLine));
            painter.drawLine(QPointF(x, middle), QPointF(x + 14, middle));
            break;
        case ChartSeries::Style::Note:
            x -= 18;
            break;
        }
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QPointF(x + 18, 4 + metrics.ascent()), text);
        x += need;
    }
}

void ChartWidget::paintCursor(QPainter &painter) const
{
    const QRectF area = plot();
    if (m_dragFrom) {
        QColor shade = palette().color(QPalette::Highlight);
        shade.setAlpha(70);
        const double from = std::clamp(*m_dragFrom, area.left(), area.right());
        const double to = std::clamp(m_dragTo, area.left(), area.right());
        painter.fillRect(
            QRectF(QPointF(std::min(from, to), area.top()), QPointF(std::max(from, to), area.bottom())),
            shade);
    }
    if (!m_cursorUs || m_data.isEmpty() || *m_cursorUs < m_data.fromUs || *m_cursorUs > m_data.toUs)
        return;
    const double x = std::round(xOf(*m_cursorUs)) + 0.5;
    painter.setPen(QPen(palette().color(QPalette::Text), 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QFontMetricsF metrics(font());
    const QString text = axisTimeText(*m_cursorUs, true);
    const double wide = metrics.horizontalAdvance(text) + 8;
    const QRectF box(std::clamp(x - wide / 2, 0.0, width() - wide), area.bottom() + 2, wide,
                     metrics.height() + 2);
    painter.fillRect(box, palette().text());
    painter.setPen(palette().color(QPalette::Base));
    painter.drawText(box, Qt::AlignCenter, text);
}

void ChartWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (m_data.isEmpty())
        return;
    if (m_dragFrom) {
        m_dragTo = event->position().x();
        update();
    }
    Q_EMIT cursorMoved(usAt(event->position().x()));
}

void ChartWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_data.isEmpty())
        return;
    m_dragFrom = m_dragTo = event->position().x();
}

void ChartWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const double from = *std::exchange(m_dragFrom, std::nullopt);
    update();
    if (std::abs(event->position().x() - from) >= ShortestDrag) {
        const qint64 one = usAt(from), other = usAt(event->position().x());
        Q_EMIT zoomWanted(std::min(one, other), std::max(one, other));
    } else if (plot().contains(event->position())) {
        pick(usAt(from));
    }
}

void ChartWidget::pick(qint64 us)
{
    const auto column = m_data.columnAt(us);
    if (!column)
        return;
    const qint64 from = m_data.firstUs + static_cast<qint64>(*column) * m_data.stepUs;
    Q_EMIT picked(from, from + m_data.stepUs);
}

void ChartWidget::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    Q_EMIT cursorMoved(std::nullopt);
}

void ChartWidget::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursorUs) {
        pick(*m_cursorUs);
        return;
    }
    const bool left = event->key() == Qt::Key_Left;
    if ((!left && event->key() != Qt::Key_Right) || m_data.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const qint64 step = std::max(m_data.stepUs, (m_data.toUs - m_data.fromUs) / 100);
    const qint64 at = m_cursorUs.value_or(m_data.toUs) + (left ? -step : step);
    Q_EMIT cursorMoved(std::clamp(at, m_data.fromUs, m_data.toUs - 1));
}

void ChartWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_content = {};
}

void ChartWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LanguageChange) {
        m_content = {};
        m_axisWidth = 0;
        dataChanged();
        update();
    }
}

QString ChartWidget::valuesText() const
{
    const auto column = toldColumn();
    if (!column || !m_data.hasValues())
        return m_emptyText;
    QStringList parts;
    for (const ChartSeries &series : m_data.series) {
        const ChartUnit unit = series.style == ChartSeries::Style::Note ? ChartUnit::Number : m_data.unit;
        parts << tr("%1 %2", "legend: name, value")
                     .arg(foreignText(series.label), valueText(series.values[*column], unit));
    }
    return parts.join(QStringLiteral(", "));
}

void ChartWidget::describe()
{
    const QString text = valuesText();
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

} // namespace exaid
