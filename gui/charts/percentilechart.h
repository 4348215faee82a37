#pragma once

// p50, p95 and p99 as lines over a heat map of all values, on a logarithmic axis. The lines are Qt Charts
// (one replace() for each run of columns with data, fixed ranges, no animation); a column in which nothing
// was measured is a gap. The heat map is painted: darker where more calls took so long. GUI thread.

#include "gui/charts/chartwidget.h"

class QChart;
class QChartView;
class QLineSeries;
class QValueAxis;

namespace exaid {

class PercentileChart final : public ChartWidget
{
    Q_OBJECT
public:
    explicit PercentileChart(QWidget *parent = nullptr);

protected:
    void paintContent(QPainter &painter) override;
    double highest() const override;
    void dataChanged() override;
    double heightOf(double value) const override;
    std::vector<std::pair<double, QString>> ticks() const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLineSeries *run(size_t number);
    void placeView();

    QChart *m_chart;                   // owned by the view
    QChartView *m_view;                // child
    QValueAxis *m_time;                // owned by the chart
    QValueAxis *m_value;               // owned by the chart
    std::vector<QLineSeries *> m_runs; // owned by the chart
    double m_decades = 1;
};

} // namespace exaid
