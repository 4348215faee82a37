#pragma once

// Slots in use by provider over the last five minutes: one step line each, its capacity dashed, spans without
// data hatched. Redrawn by refresh(), one replace() for each line; the owner calls it a few times a second
// while the chart is visible. GUI thread. The history is read inside refresh() only.

#include "core/time/clock.h"

#include <QChartView>
#include <QList>

class QCategoryAxis;
class QLineSeries;
class QValueAxis;

namespace exaid {

class UsageHistory;

class SlotUsageChart final : public QChartView
{
    Q_OBJECT
public:
    explicit SlotUsageChart(QWidget *parent = nullptr);

    void refresh(const UsageHistory &history, TimePoint now);

    QSize sizeHint() const override { return {520, 160}; }
    QSize minimumSizeHint() const override { return {260, 130}; }

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        QString label;
        QLineSeries *held = nullptr;     // owned by the chart
        QLineSeries *capacity = nullptr; // owned by the chart
        int heldNow = 0;
        int capacityNow = 0;
        int peak = 0;
    };

    QLineSeries *makeSeries();
    void applyPalette();
    void setTop(int highest);
    bool describe(); // true: something to say changed
    void drawLegend(QPainter *painter) const;
    void drawGaps(QPainter *painter) const;

    QCategoryAxis *m_time; // owned by the chart
    QValueAxis *m_slots;   // owned by the chart
    QList<Line> m_lines;
    QList<QPair<double, double>> m_gaps; // seconds relative to now
    double m_spanSeconds = 300;
    int m_top = 0;
    bool m_upToDate = false; // the right edge is now, not a gap
};

} // namespace exaid
