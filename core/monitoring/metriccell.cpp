#include "core/monitoring/metriccell.h"

#include <algorithm>

namespace exaid {

namespace {

template <typename Figure>
Figure &figureOf(std::vector<Figure> &figures, MetricId id)
{
    const auto it = std::ranges::lower_bound(figures, id, {}, &Figure::id);
    if (it != figures.end() && it->id == id)
        return *it;
    Figure fresh;
    fresh.id = id;
    return *figures.insert(it, fresh);
}

template <typename Figure>
const Figure *findFigure(const std::vector<Figure> &figures, MetricId id)
{
    const auto it = std::ranges::lower_bound(figures, id, {}, &Figure::id);
    return it != figures.end() && it->id == id ? &*it : nullptr;
}

} // namespace

LevelFigure &MetricCell::level(MetricId id)
{
    return figureOf(levels, id);
}

void MetricCell::count(MetricId id, qint64 number)
{
    figureOf(counts, id).number += number;
}

LogHistogram &MetricCell::spread(MetricId id)
{
    return figureOf(spreads, id).values;
}

const LevelFigure *MetricCell::findLevel(MetricId id) const
{
    return findFigure(levels, id);
}

qint64 MetricCell::countOf(MetricId id) const
{
    const CountFigure *figure = findFigure(counts, id);
    return figure ? figure->number : 0;
}

const LogHistogram *MetricCell::findSpread(MetricId id) const
{
    const SpreadFigure *figure = findFigure(spreads, id);
    return figure ? &figure->values : nullptr;
}

void MetricCell::merge(const MetricCell &later)
{
    if (later.coveredUs > 0) {
        for (LevelFigure &mine : levels)
            mine.last = 0;
    }
    for (const LevelFigure &theirs : later.levels) {
        LevelFigure &mine = level(theirs.id);
        mine.last = theirs.last;
        mine.highest = std::max(mine.highest, theirs.highest);
        mine.levelUs += theirs.levelUs;
    }
    for (const CountFigure &theirs : later.counts)
        count(theirs.id, theirs.number);
    for (const SpreadFigure &theirs : later.spreads)
        spread(theirs.id).merge(theirs.values);
    coveredUs += later.coveredUs;
}

} // namespace exaid
