#pragma once

// The slots over time: a row for each slot, or for each session, a bar for each call that held one. The
// colour is the owner's; the light part of a bar is the wait for the first token, the full part the answer; a
// mark at its end says that it did not end well. A leak, a hang or a hog is seen at a glance. GUI thread;
// painted by hand, at the pace of its owner's refresh().

#include "gui/charts/timelinerows.h"

#include <QWidget>

namespace exaid {

class SlotTimeline final : public QWidget
{
    Q_OBJECT
public:
    explicit SlotTimeline(QWidget *parent = nullptr);

    void setGrouping(TimelineGrouping grouping);
    void setWindow(std::chrono::minutes window);
    TimelineGrouping grouping() const { return m_grouping; }
    std::chrono::minutes window() const { return m_window; }

    // Cheap when nothing changed and time has not moved by a pixel.
    void refresh(const SlotHistory &history, const Snapshot &snapshot, qint64 nowMs);
    const QList<TimelineRow> &rows() const { return m_rows; }
    // Null: no bar is there.
    const SlotSpan *spanAt(QPointF position) const;
    // Where a call's bar is; empty: it has none.
    QRectF barOf(quint64 call) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void callClicked(quint64 call);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    TimeScale scale() const;
    int rowHeight() const;
    int widestLabel() const;
    int shareWidth() const;
    QRectF barRect(const TimeScale &scale, int row, const SlotSpan &span) const;
    void drawGrid(QPainter &painter, const TimeScale &scale) const;
    void drawBar(QPainter &painter, const TimeScale &scale, int row, const SlotSpan &span) const;
    QString toolTipOf(const SlotSpan &span) const;
    QString summary() const;

    TimelineGrouping m_grouping = TimelineGrouping::BySlot;
    std::chrono::minutes m_window{5};
    QList<TimelineRow> m_rows;
    QHash<QString, int> m_owners;
    int m_labelWidth = 0;
    qint64 m_nowMs = 0;
};

} // namespace exaid
