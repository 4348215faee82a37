#pragma once

// What the slot timeline draws, as plain values: which rows there are, which spans lie in each, and where a
// moment lies on the screen. Pure.

#include "core/monitoring/snapshot.h"
#include "gui/feed/slothistory.h"

#include <QList>
#include <QString>

namespace exaid {

enum class TimelineGrouping { BySlot, BySession };

struct TimelineRow
{
    QString label; // "KIMI 1", or the session's name; empty: goes on from the row above
    bool startsGroup = false;
    QList<SlotSpan> spans; // by start; they don't overlap
    double busyShare = 0;  // of the window, 0..1
};

// Rows for the window [fromMs, nowMs]; providers in the snapshot's order, sessions by name.
QList<TimelineRow> timelineRows(const SlotHistory &history, const Snapshot &snapshot,
                                TimelineGrouping grouping, qint64 fromMs, qint64 nowMs);

// Between the daemon's clock and pixels.
struct TimeScale
{
    qint64 fromMs = 0;
    qint64 toMs = 1;
    double left = 0;
    double width = 1;

    double x(qint64 ms) const
    {
        return left + width * static_cast<double>(ms - fromMs) / static_cast<double>(toMs - fromMs);
    }
    qint64 at(double pixel) const
    {
        return fromMs + static_cast<qint64>((pixel - left) / width * static_cast<double>(toMs - fromMs));
    }
};

} // namespace exaid
