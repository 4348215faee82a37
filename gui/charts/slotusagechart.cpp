#include "gui/charts/slotusagechart.h"

#include "gui/charts/charttheme.h"
#include "gui/charts/seriesdecimator.h"
#include "gui/models/texts.h"

#include <QCategoryAxis>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace exaid {

namespace {

constexpr int MaxColumns = 300;

// A flat line stays the same while time passes: an idle daemon costs no repaint.
void replacePoints(QLineSeries *series, const QList<QPointF> &points)
{
    if (series->points() != points)
        series->replace(points);
}

} // namespace

SlotUsageChart::SlotUsageChart(QWidget *parent)
    : QChartView(parent)
    , m_time(new QCategoryAxis)
    , m_slots(new QValueAxis)
{
    setObjectName(QStringLiteral("slotUsageChart"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing, false); // steps are horizontal and vertical: nothing to smooth
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Slots in use by provider"));
    chart()->legend()->hide(); // drawn by hand: line samples with width and dash, and current numbers
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    const int halfLabel = fontMetrics().horizontalAdvance(tr("now", "on the time axis")) / 2;
    chart()->setMargins(QMargins(0, fontMetrics().height() + 8, halfLabel + 8, 0));

    m_time->setRange(-m_spanSeconds, 0);
    m_time->setStartValue(-m_spanSeconds);
    for (int minutes = 5; minutes >= 1; --minutes)
        m_time->append(tr("%1 min", "minutes ago, on the time axis").arg(-minutes), -60.0 * minutes);
    m_time->append(tr("now", "on the time axis"), 0);
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_slots->setTickType(QValueAxis::TicksDynamic);
    m_slots->setLabelFormat(QStringLiteral("%d"));
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_slots, Qt::AlignLeft);
    setTop(1);
    applyPalette();
}

void SlotUsageChart::refresh(const UsageHistory &history, TimePoint now)
{
    const auto columns = std::clamp(static_cast<int>(chart()->plotArea().width()), 1, MaxColumns);
    const QList<UsageTrack> &tracks = history.tracks();
    const bool grown = m_lines.size() < tracks.size();
    while (m_lines.size() < tracks.size()) {
        // Capacity first, so that the measured line lies on top.
        Line line;
        line.capacity = makeSeries();
        line.held = makeSeries();
        m_lines.append(line);
    }
    if (grown)
        applyPalette();

    int highest = 1;
    for (qsizetype i = 0; i < tracks.size(); ++i) {
        const UsageTrack &track = tracks.at(i);
        Line &line = m_lines[i];
        line.label = track.label.isEmpty() ? track.name : track.label;
        line.heldNow = track.samples.empty() ? 0 : track.samples.back().held;
        line.capacityNow = track.samples.empty() ? 0 : track.samples.back().capacity;
        line.peak = track.peakSince(now - history.span());
        replacePoints(line.held, stepLine(track.samples, &UsageSample::held, now, history.span(), columns));
        replacePoints(line.capacity,
                      stepLine(track.samples, &UsageSample::capacity, now, history.span(), columns));
        for (const UsageSample &sample : track.samples)
            highest = std::max({highest, sample.held, sample.capacity});
    }
    setTop(highest);

    QList<QPair<double, double>> gaps;
    const TimePoint first = history.since().value_or(now);
    if (now - first < history.span())
        gaps.append({-m_spanSeconds, -toSeconds(now - first)});
    for (const UsageGap &gap : history.gaps(now))
        gaps.append({std::max(-toSeconds(now - gap.from), -m_spanSeconds), -toSeconds(now - gap.to)});
    m_upToDate = history.since() && (gaps.isEmpty() || gaps.constLast().second < 0);
    const bool gapsMoved = gaps != m_gaps;
    m_gaps = std::move(gaps);
    if (describe() || gapsMoved)
        viewport()->update();
}

QLineSeries *SlotUsageChart::makeSeries()
{
    auto *series = new QLineSeries;
    chart()->addSeries(series);
    series->attachAxis(m_time);
    series->attachAxis(m_slots);
    return series;
}

void SlotUsageChart::applyPalette()
{
    const QPalette colours = palette();
    chart()->setBackgroundBrush(colours.base());
    chart()->setBackgroundPen(Qt::NoPen);
    const QColor text = charttheme::secondaryText(colours);
    for (QAbstractAxis *axis :
         {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_slots)}) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setGridLineColor(charttheme::gridLine(colours));
        axis->setLinePenColor(charttheme::gridLine(colours));
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines.at(i).held->setPen(charttheme::seriesPen(static_cast<int>(i), colours));
        m_lines.at(i).capacity->setPen(charttheme::capacityPen(static_cast<int>(i), colours));
    }
}

void SlotUsageChart::setTop(int highest)
{
    // Relayout is expensive: only when the scale really changes.
    if (highest == m_top)
        return;
    m_top = highest;
    m_slots->setTickInterval(highest <= 6 ? 1 : std::ceil(highest / 5.0));
    m_slots->setRange(0, highest * 1.08 + 0.1);
}

bool SlotUsageChart::describe()
{
    QStringList parts;
    for (const Line &line : std::as_const(m_lines)) {
        parts << tr("%1: now %2 of %3, highest %4 in the last 5 minutes.",
                    "provider, slots in use, capacity, peak")
                     .arg(foreignText(line.label), QString::number(line.heldNow),
                          QString::number(line.capacityNow), QString::number(line.peak));
    }
    const QString description = parts.join(QChar(u' '));
    if (description == accessibleDescription())
        return false;
    setAccessibleDescription(description);
    setToolTip(parts.join(QChar(u'\n')));
    return true;
}

void SlotUsageChart::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    painter->save();
    drawGaps(painter);
    drawLegend(painter);
    painter->restore();
}

void SlotUsageChart::drawGaps(QPainter *painter) const
{
    const QRectF plot = chart()->plotArea();
    const auto toX = [&](double seconds) { return plot.right() + plot.width() * seconds / m_spanSeconds; };
    for (const auto &[from, to] : m_gaps) {
        const QRectF span(QPointF(toX(from), plot.top()), QPointF(toX(to), plot.bottom()));
        painter->fillRect(span, palette().base());
        painter->fillRect(span, QBrush(charttheme::gridLine(palette()), Qt::BDiagPattern));
        const QString text = tr("no data");
        if (span.width() > fontMetrics().horizontalAdvance(text) + 8) {
            painter->setPen(charttheme::secondaryText(palette()));
            painter->drawText(span, Qt::AlignCenter, text);
        }
    }
}

void SlotUsageChart::drawLegend(QPainter *painter) const
{
    painter->setFont(font());
    const QFontMetrics metrics = fontMetrics();
    const int middle = 4 + metrics.height() / 2;
    auto x = chart()->plotArea().left();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines.at(i);
        const QString text = m_upToDate ? tr("%1 %2 / %3", "legend: provider, slots in use, capacity")
                                              .arg(line.label, QString::number(line.heldNow),
                                                   QString::number(line.capacityNow))
                                        : line.label;
        painter->setPen(charttheme::seriesPen(static_cast<int>(i), palette()));
        painter->drawLine(QPointF(x, middle), QPointF(x + 20, middle));
        painter->setPen(palette().color(QPalette::Text));
        painter->drawText(QPointF(x + 26, 4 + metrics.ascent()), text);
        x += 26 + metrics.horizontalAdvance(text) + 20;
    }
}

void SlotUsageChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyPalette();
}

void SlotUsageChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    viewport()->update();
}

} // namespace exaid
