#pragma once

// What was measured within one span of time: how many slots were in use (level), how often something happened
// (count), how long it took (spread). Cells of neighbouring spans merge into one exactly: slot-seconds and
// counts add up, the highest stays the highest, histograms merge. Names are ids of a table that the owner
// keeps. Values only; any thread.

#include "core/monitoring/loghistogram.h"

#include <vector>

namespace exaid {

using MetricId = quint16;

struct LevelFigure
{
    MetricId id = 0;
    qint32 last = 0; // at the end of the cell
    qint32 highest = 0;
    qint64 levelUs = 0; // its integral over time: slot-microseconds

    bool operator==(const LevelFigure &) const = default;
};

struct CountFigure
{
    MetricId id = 0;
    qint64 number = 0;

    bool operator==(const CountFigure &) const = default;
};

struct SpreadFigure
{
    MetricId id = 0;
    LogHistogram values;

    bool operator==(const SpreadFigure &) const = default;
};

struct MetricCell
{
    qint64 startUs = 0;   // since 1970
    qint64 coveredUs = 0; // of its span the daemon ran; 0: nothing is known
    // Each ascending by id. A level that is not listed was 0 all the time.
    std::vector<LevelFigure> levels;
    std::vector<CountFigure> counts;
    std::vector<SpreadFigure> spreads;

    LevelFigure &level(MetricId id);
    void count(MetricId id, qint64 number);
    LogHistogram &spread(MetricId id);

    const LevelFigure *findLevel(MetricId id) const;
    qint64 countOf(MetricId id) const;
    const LogHistogram *findSpread(MetricId id) const;

    // later: comes after this one in time.
    void merge(const MetricCell &later);
    bool operator==(const MetricCell &) const = default;
};

// A level that changed. Usage stands still between changes, so these are all there is to know.
struct LevelStep
{
    qint64 atUs = 0;
    MetricId id = 0;
    qint32 value = 0;

    bool operator==(const LevelStep &) const = default;
};

} // namespace exaid
