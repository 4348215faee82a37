#pragma once

// Samples to the corners of a step line: usage stands still between changes, so it is drawn in steps, never
// in slopes. At most four points for each of `columns` slices of time (what was, lowest, highest, what is),
// whatever the number of samples; so a short peak is never lost. Pure.

#include "gui/feed/usagehistory.h"

#include <QList>
#include <QPointF>

namespace exaid {

// x: seconds relative to `now`, from -span to 0; y: the sample's `member`.
QList<QPointF> stepLine(const std::deque<UsageSample> &samples, int UsageSample::*member, TimePoint now,
                        Duration span, int columns);

} // namespace exaid
