#pragma once

// What the daemon measured over the last day, at several resolutions at once: seconds for ten minutes, ten
// seconds for two hours, minutes for 26 hours; and each single change of usage for the last ten minutes.
// Coarse cells are merged from fine ones, so that they agree to the last slot-second. Core thread; clock
// injected.
//
// Cost: an event touches one open cell and a hash of names. Time that passed without an event is caught up by
// the next one, or by roll(): at most one cell a second.
//
// Memory: at most 2,880 cells, MetricNames::MaxNames names, MaxSteps steps. A daemon with 3 providers, 8
// sessions and 100 calls a second needs about 7 MB (tst_metrichistory measures it).
//
// The time axis is the wall clock of the start, continued by the monotonic clock. A wall clock that is found
// ahead (the machine slept) moves the axis on and leaves a gap; one set back is caught up with, never
// followed.

#include "core/monitoring/metricframe.h"
#include "core/monitoring/metricnames.h"
#include "core/threadbound.h"
#include "core/time/clock.h"

#include <deque>

namespace exaid {

// A counter that only grows, or durations: their number, sum and distribution. By name.
struct MetricTotal
{
    qint64 number = 0;
    double seconds = 0;
    LogHistogram values;
};
using MetricTotals = QHash<QString, MetricTotal>;

class MetricHistory
{
public:
    static constexpr size_t MaxSteps = 16'384;
    static constexpr size_t MaxStepsInAnswer = 8'192;

    explicit MetricHistory(const Clock &clock);

    void setLevel(const QString &name, int value);
    void count(const QString &name, qint64 number = 1);
    void spread(const QString &name, Duration value);
    // Brings the cells up to now. Call at least once a minute, so that no event pays for a long silence.
    void roll();

    MetricFrame frame(const MetricQuery &query);
    // Counts and spreads since the start.
    const MetricTotals &totals() const { return m_totals; }

    // For the file: ten-second and minute cells that have closed since the last call (or the start); at the
    // end of the program also those still open.
    struct Closed
    {
        MetricFrame tens;
        MetricFrame minutes;
    };
    Closed takeClosed(bool withOpen = false);
    // From the file, made by an earlier run: what is older than all that is here. Steps and seconds are not
    // kept. Readers get everything anew.
    void restore(const MetricFrame &frame);

    size_t bytes() const; // an estimate from above, of what is kept now

private:
    struct Ring
    {
        qint64 stepUs = 0;
        qint64 spanUs = 0;
        std::deque<MetricCell> cells{}; // closed; oldest first; a missing one is a gap
        MetricCell open{};
        bool restored = false;
        qint64 taken = 0; // start of the last cell given to the file

        void close();
    };
    struct Level
    {
        MetricId id = 0;
        qint32 value = 0;
        qint64 sinceUs = 0; // accounted for until then
    };

    static Ring ringOf(qint64 stepSecs, qint64 spanSecs);
    qint64 nowUs();
    void rollTo(qint64 us);
    void settle(qint64 us);
    void closeSecond(qint64 us);
    void openAt(qint64 us);
    void account(Level &level, qint64 us);
    void addStep(const LevelStep &step);
    MetricId idOf(const QString &name);
    void reclaimNames();
    MetricTotal &totalOf(const QString &name);
    const Ring &ringFor(qint64 spanUs) const;
    void addCells(MetricFrame &frame, const Ring &ring) const;
    void addSteps(MetricFrame &frame, qint64 fromUs) const;
    void useOnlyNamesOf(MetricFrame &frame) const;
    MetricFrame closedSince(Ring &ring, bool withOpen);

    const ThreadBound m_thread;
    const Clock &m_clock;
    TimePoint m_anchor;
    qint64 m_anchorUs;
    qint64 m_nowUs = 0;
    qint64 m_coveredUs = 0; // the open second is accounted for until then
    quint64 m_epoch = 0;
    MetricNames m_names;
    qint64 m_reclaimedUs = 0;
    Ring m_rings[3];
    std::vector<Level> m_levels; // those that are not 0, ascending by id
    std::deque<LevelStep> m_steps;
    std::vector<LevelFigure> m_base; // levels just before the first step
    qint64 m_stepsFromUs = 0;
    MetricTotals m_totals;
};

} // namespace exaid
