#pragma once

// Stacked step areas (usage: as wide as the time they stand for, never slopes) or stacked columns (counts:
// with a gap between), with lines and a dashed limit on top. Own painting: a stacked QAreaSeries costs a
// second a frame on noisy data. GUI thread.

#include "gui/charts/chartwidget.h"

namespace exaid {

class StackChart final : public ChartWidget
{
    Q_OBJECT
public:
    enum class Shape { Areas, Columns };

    explicit StackChart(Shape shape, QWidget *parent = nullptr);

protected:
    void paintContent(QPainter &painter) override;
    double highest() const override;

private:
    double stackOf(size_t column) const;
    void paintLine(QPainter &painter, const ChartSeries &series) const;

    const Shape m_shape;
};

} // namespace exaid
