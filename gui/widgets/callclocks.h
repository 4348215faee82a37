#pragma once

// The clocks of one call as bars: its phases one after the other on one line, and below each clock's use
// against its limit. GUI thread.

#include "core/monitoring/callrow.h"

#include <QWidget>

namespace exaid {

// One clock of a call. Times in milliseconds; limit 0: none.
struct ClockUse
{
    QString name;
    qint64 usedMs = 0;
    qint64 limitMs = 0;
    bool expired = false;

    // 0..1 of the limit; 0 without one.
    double share() const;
    QString text() const; // "0.35 s of 10.0 s"
};

struct PhasePart
{
    CallPhase phase = CallPhase::Preparing;
    qint64 ms = 0;
};

// Queue, connect, first token, stall, total: those that a call of this kind has.
QList<ClockUse> clockUses(const CallRow &row, qint64 nowMs);
// In the order in which they are passed through; those that took no time are left out.
QList<PhasePart> phaseParts(const CallRow &row);

class CallClocks final : public QWidget
{
    Q_OBJECT
public:
    explicit CallClocks(QWidget *parent = nullptr);

    void setCall(const CallRow &row, qint64 nowMs);
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int lineHeight() const;
    void paintPhases(QPainter &painter, const QRect &area);
    int paintLegend(QPainter &painter, QRect area);
    void paintClock(QPainter &painter, const QRect &area, const ClockUse &use, int nameWidth, int textWidth);
    QBrush brushOf(CallPhase phase) const;

    QList<PhasePart> m_parts;
    QList<ClockUse> m_uses;
};

} // namespace exaid
