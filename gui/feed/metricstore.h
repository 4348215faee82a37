#pragma once

// The reader's copy of the daemon's metrics for one window: puts increments together, so that next() asks
// only for what is new. Values only; GUI thread. Bounded by what the daemon sends: cells of the window, steps
// of the last minutes.

#include "core/monitoring/metricframe.h"
#include "core/monitoring/metricnames.h"

#include <deque>

namespace exaid {

class MetricStore
{
public:
    // What to ask for next. Another window, or another resolution, starts anew.
    MetricQuery next(qint64 spanSecs, int maxPoints, quint64 tag);
    void take(const MetricFrame &frame);
    void clear();

    bool isEmpty() const { return m_cells.empty(); }
    qint64 nowUs() const { return m_nowUs; }
    qint64 fromUs() const { return m_nowUs - m_spanUs; }
    qint64 stepUs() const { return m_stepUs; }
    const std::deque<MetricCell> &cells() const { return m_cells; } // oldest first; a missing one is a gap
    // Each change of a level since then; start: the levels then. Before, only the cells know.
    qint64 stepsFromUs() const { return m_stepsFromUs; }
    const std::vector<LevelStep> &start() const { return m_start; }
    const std::deque<LevelStep> &steps() const { return m_steps; }

    std::optional<MetricId> idOf(const QString &name) const { return m_names.find(name); }
    const QString &nameOf(MetricId id) const { return m_names.nameOf(id); }
    // What follows the prefix, of every name in the window; sorted.
    QStringList namesWith(const QString &prefix) const;
    // Level now; 0 when nothing is known.
    int levelNow(const QString &name) const;
    // The last answer brought something that is not just time passing.
    bool hasNews() const { return m_hasNews; }

private:
    MetricCell own(const MetricCell &cell, const std::vector<MetricId> &ids) const;
    void takeSteps(const MetricFrame &frame, const std::vector<MetricId> &ids);
    void forgetOld();

    MetricNames m_names;
    quint64 m_epoch = 0;
    qint64 m_spanSecs = 0;
    int m_maxPoints = 0;
    qint64 m_spanUs = 0;
    qint64 m_nowUs = 0;
    qint64 m_stepUs = 1'000'000;
    qint64 m_stepsFromUs = 0;
    std::deque<MetricCell> m_cells;
    std::vector<LevelStep> m_start;
    std::deque<LevelStep> m_steps;
    bool m_hasNews = false;
};

} // namespace exaid
