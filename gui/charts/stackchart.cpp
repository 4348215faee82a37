#include "gui/charts/stackchart.h"

#include "gui/charts/charttheme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace exaid {

StackChart::StackChart(Shape shape, QWidget *parent)
    : ChartWidget(parent)
    , m_shape(shape)
{}

double StackChart::stackOf(size_t column) const
{
    double sum = 0;
    for (const ChartSeries &series : data().series) {
        if (series.style == ChartSeries::Style::Stack && !std::isnan(series.values[column]))
            sum += series.values[column];
    }
    return sum;
}

// Waiting calls stand on top of those that hold a slot.
double StackChart::highest() const
{
    double most = 0;
    for (size_t i = 0; i < data().columns; ++i) {
        double above = 0, limit = 0;
        for (const ChartSeries &series : data().series) {
            const double value = std::isnan(series.values[i]) ? 0 : series.values[i];
            if (series.style == ChartSeries::Style::Line)
                above = std::max(above, m_shape == Shape::Areas ? stackOf(i) + value : value);
            if (series.style == ChartSeries::Style::Limit)
                limit = value;
        }
        most = std::max({most, stackOf(i), above, limit * 1.04});
    }
    return most;
}

void StackChart::paintContent(QPainter &painter)
{
    const ChartData &shown = data();
    std::vector<double> base(shown.columns, 0);
    const auto leftOf = [&](size_t column) {
        return xOf(shown.firstUs + static_cast<qint64>(column) * shown.stepUs);
    };
    const double gap = m_shape == Shape::Columns && leftOf(1) - leftOf(0) > 4 ? 1.5 : 0;
    for (const ChartSeries &series : shown.series) {
        if (series.style != ChartSeries::Style::Stack)
            continue;
        const QBrush brush = charttheme::areaBrush(series.colour, palette());
        const QColor edge = charttheme::series(series.colour, palette());
        for (size_t i = 0; i < shown.columns;) {
            const double value = series.values[i];
            // Neighbours of one height are one rectangle.
            size_t end = i + 1;
            while (m_shape == Shape::Areas && end < shown.columns && series.values[end] == value &&
                   base[end] == base[i])
                ++end;
            if (!std::isnan(value) && value > 0) {
                const QRectF bar(QPointF(leftOf(i) + gap, yOf(base[i] + value)),
                                 QPointF(leftOf(end) - gap, yOf(base[i])));
                painter.fillRect(bar, brush);
                painter.fillRect(QRectF(bar.left(), bar.top(), bar.width(), 1), edge);
            }
            i = end;
        }
        for (size_t i = 0; i < shown.columns; ++i)
            base[i] += std::isnan(series.values[i]) ? 0 : series.values[i];
    }
    for (const ChartSeries &series : shown.series) {
        if (series.style == ChartSeries::Style::Line || series.style == ChartSeries::Style::Limit)
            paintLine(painter, series);
    }
}

void StackChart::paintLine(QPainter &painter, const ChartSeries &series) const
{
    const ChartData &shown = data();
    const bool isLimit = series.style == ChartSeries::Style::Limit;
    painter.setPen(isLimit ? QPen(palette().color(QPalette::Text), 1.4, Qt::DashLine)
                           : QPen(charttheme::attention(palette()), 2));
    QPolygonF line;
    for (size_t i = 0; i <= shown.columns; ++i) {
        const double value = i < shown.columns ? series.values[i] : std::nan("");
        // Nothing waits: no line along the stack's edge.
        if (std::isnan(value) || (!isLimit && value <= 0)) {
            painter.drawPolyline(line);
            line.clear();
            continue;
        }
        const double x = xOf(shown.firstUs + static_cast<qint64>(i) * shown.stepUs);
        const double y = yOf(isLimit || m_shape == Shape::Columns ? value : stackOf(i) + value);
        line << QPointF(x, y) << QPointF(xOf(shown.firstUs + static_cast<qint64>(i + 1) * shown.stepUs), y);
    }
}

} // namespace exaid
