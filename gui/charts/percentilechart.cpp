#include "gui/charts/percentilechart.h"

#include "gui/charts/charttheme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace exaid {

namespace {

constexpr double Lowest = 0.001; // seconds, at the bottom

} // namespace

PercentileChart::PercentileChart(QWidget *parent)
    : ChartWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_time(new QValueAxis)
    , m_value(new QValueAxis)
{
    // The view shows lines and nothing else; frame, axes, cursor and hand work are the widget's.
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing, false);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setAutoFillBackground(false);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_chart->setBackgroundVisible(false);
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setMargins({});
    for (QValueAxis *axis : {m_time, m_value}) {
        axis->setLabelsVisible(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
        axis->setRange(0, 1);
    }
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
}

QLineSeries *PercentileChart::run(size_t number)
{
    while (m_runs.size() <= number) {
        auto *series = new QLineSeries;
        m_chart->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_value);
        m_runs.push_back(series);
    }
    return m_runs[number];
}

double PercentileChart::highest() const
{
    double most = Lowest * 10;
    for (const ChartSeries &series : data().series) {
        for (const double value : series.values) {
            if (series.style == ChartSeries::Style::Line && !std::isnan(value))
                most = std::max(most, value);
        }
    }
    return most;
}

double PercentileChart::heightOf(double value) const
{
    return std::log10(std::max(value, Lowest) / Lowest) / m_decades;
}

std::vector<std::pair<double, QString>> PercentileChart::ticks() const
{
    std::vector<std::pair<double, QString>> marks;
    const bool dense = plot().height() > 90;
    int number = 0;
    for (double value = Lowest; heightOf(value) <= 1.001; value *= 10, ++number) {
        if (dense || number % 2 == 0)
            marks.emplace_back(value, axisText(value, ChartUnit::Seconds));
    }
    return marks;
}

void PercentileChart::dataChanged()
{
    // The axis ends at a whole decade, so that it moves rarely.
    m_decades = std::max(1.0, std::ceil(std::log10(highest() / Lowest) - 1e-9));
    placeView(); // the font may have changed
    const ChartData &shown = data();
    const auto span = static_cast<double>(std::max<qint64>(shown.toUs - shown.fromUs, 1));
    const auto shareOf = [&](size_t column) {
        const qint64 us = shown.firstUs + static_cast<qint64>(column) * shown.stepUs;
        return static_cast<double>(us - shown.fromUs) / span;
    };
    size_t used = 0;
    for (const ChartSeries &series : shown.series) {
        if (series.style != ChartSeries::Style::Line)
            continue;
        QList<QPointF> points;
        for (size_t i = 0; i <= shown.columns; ++i) {
            const bool known = i < shown.columns && !std::isnan(series.values[i]);
            if (known) {
                const double height = heightOf(series.values[i]);
                points << QPointF(shareOf(i), height) << QPointF(shareOf(i + 1), height);
            } else if (!points.isEmpty()) {
                QLineSeries *line = run(used++);
                if (line->points() != points)
                    line->replace(points);
                line->setPen(charttheme::seriesPen(series.colour, palette()));
                line->setVisible(true);
                points.clear();
            }
        }
    }
    for (size_t i = used; i < m_runs.size(); ++i)
        m_runs[i]->setVisible(false);
}

void PercentileChart::paintContent(QPainter &painter)
{
    const ChartData &shown = data();
    quint32 most = 0;
    for (const LogHistogram &values : shown.spread) {
        for (size_t i = 0; i < values.bucketsInUse(); ++i)
            most = std::max(most, values.bucketAt(i).count);
    }
    if (most == 0)
        return;
    QColor heat = charttheme::series(5, palette());
    for (size_t column = 0; column < shown.spread.size(); ++column) {
        const LogHistogram &values = shown.spread[column];
        const double left = xOf(shown.firstUs + static_cast<qint64>(column) * shown.stepUs);
        const double right = xOf(shown.firstUs + static_cast<qint64>(column + 1) * shown.stepUs);
        for (size_t i = 0; i < values.bucketsInUse(); ++i) {
            const LogHistogram::Bucket bucket = values.bucketAt(i);
            const double low = toSeconds(LogHistogram::lowerEdge(bucket.index));
            const double high = toSeconds(LogHistogram::lowerEdge(bucket.index + 1));
            // A single call stays visible beside a thousand.
            heat.setAlphaF(static_cast<float>(0.18 + 0.62 * std::log1p(bucket.count) / std::log1p(most)));
            painter.fillRect(
                QRectF(QPointF(left, yOf(high)), QPointF(right, std::max(yOf(low), yOf(high) + 1.5))), heat);
        }
    }
}

void PercentileChart::resizeEvent(QResizeEvent *event)
{
    ChartWidget::resizeEvent(event);
    placeView();
}

void PercentileChart::placeView()
{
    const QRect area = plot().toRect();
    if (m_view->geometry() == area)
        return;
    m_view->setGeometry(area);
    m_chart->setPlotArea(QRectF(QPointF(0, 0), QSizeF(area.size())));
}

} // namespace exaid
