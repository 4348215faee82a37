#pragma once

// Ended calls as a busy machine makes them, from a seed.

#include "core/monitoring/callrow.h"

#include <QRandomGenerator>

namespace exaid {

inline constexpr qint64 SampleDayMs = 1'700'000'000'000;

// All fields filled in.
CallRow fullRow();
// One of a mix of sessions, tools, models and outcomes; ends at `endedMs`.
CallRow sampleRow(QRandomGenerator &random, quint64 call, qint64 endedMs);

} // namespace exaid
