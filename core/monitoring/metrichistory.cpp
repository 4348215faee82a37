#include "core/monitoring/metrichistory.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 SecondUs = 1'000'000;
constexpr qint64 StepSpanUs = 600 * SecondUs;
// Wall and monotonic clock may drift apart by so much before the axis follows the wall clock.
constexpr qint64 JumpUs = 2 * SecondUs;
constexpr qint64 ReclaimUs = 10 * SecondUs;
constexpr qsizetype MaxTotals = 1'024;

qint64 wallUsOf(const Clock &clock)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(clock.wallNow().time_since_epoch()).count();
}

qint64 floorTo(qint64 us, qint64 step)
{
    return us - us % step;
}

template <typename Figures>
void markUsed(const Figures &figures, std::vector<bool> &used)
{
    for (const auto &figure : figures)
        used[figure.id] = true;
}

void markUsed(const MetricCell &cell, std::vector<bool> &used)
{
    markUsed(cell.levels, used);
    markUsed(cell.counts, used);
    markUsed(cell.spreads, used);
}

template <typename Figure>
void renumber(std::vector<Figure> &figures, const std::vector<MetricId> &ids)
{
    for (Figure &figure : figures)
        figure.id = ids[figure.id];
    std::ranges::sort(figures, {}, &Figure::id);
    const auto rest =
        std::ranges::unique(figures, {}, &Figure::id); // "other", when there were too many names
    figures.erase(rest.begin(), rest.end());
}

void renumber(MetricCell &cell, const std::vector<MetricId> &ids)
{
    renumber(cell.levels, ids);
    renumber(cell.counts, ids);
    renumber(cell.spreads, ids);
}

size_t bytesOf(const MetricCell &cell)
{
    size_t bytes = sizeof(MetricCell) + cell.levels.capacity() * sizeof(LevelFigure) +
                   cell.counts.capacity() * sizeof(CountFigure) +
                   cell.spreads.capacity() * sizeof(SpreadFigure);
    for (const SpreadFigure &spread : cell.spreads)
        bytes += 2 * spread.values.bucketsInUse() * sizeof(quint32) + 2 * sizeof(void *);
    return bytes;
}

} // namespace

MetricHistory::Ring MetricHistory::ringOf(qint64 stepSecs, qint64 spanSecs)
{
    Ring ring;
    ring.stepUs = stepSecs * SecondUs;
    ring.spanUs = spanSecs * SecondUs;
    return ring;
}

MetricHistory::MetricHistory(const Clock &clock)
    : m_clock(clock)
    , m_anchor(clock.now())
    , m_anchorUs(wallUsOf(clock))
    , m_nowUs(m_anchorUs)
    , m_coveredUs(m_anchorUs)
    , m_epoch(static_cast<quint64>(m_anchorUs))
    , m_rings{ringOf(1, 600), ringOf(10, 7'200), ringOf(60, 93'600)}
    , m_stepsFromUs(m_anchorUs)
{
    for (Ring &ring : m_rings)
        ring.open.startUs = floorTo(m_nowUs, ring.stepUs);
}

qint64 MetricHistory::nowUs()
{
    return m_anchorUs +
           std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now() - m_anchor).count();
}

void MetricHistory::roll()
{
    m_thread.assertHere("MetricHistory");
    const qint64 us = std::max(nowUs(), m_nowUs);
    if (us < m_rings[0].open.startUs + SecondUs) {
        m_nowUs = us;
        return;
    }
    const qint64 wall = wallUsOf(m_clock);
    rollTo(us);
    if (wall - us < JumpUs)
        return;
    // The machine slept: nothing was measured until now.
    m_anchor = m_clock.now();
    m_anchorUs = wall;
    closeSecond(us);
    openAt(wall);
}

void MetricHistory::rollTo(qint64 us)
{
    Ring &seconds = m_rings[0];
    while (us >= seconds.open.startUs + SecondUs) {
        const qint64 end = seconds.open.startUs + SecondUs;
        closeSecond(end);
        openAt(end);
    }
    m_nowUs = us;
}

// The open second knows all until us.
void MetricHistory::settle(qint64 us)
{
    for (Level &level : m_levels)
        account(level, us);
    m_rings[0].open.coveredUs += us - m_coveredUs;
    m_coveredUs = m_nowUs = us;
}

void MetricHistory::closeSecond(qint64 us)
{
    settle(us);
    const MetricCell &second = m_rings[0].open;
    m_rings[1].open.merge(second);
    m_rings[2].open.merge(second);
}

void MetricHistory::openAt(qint64 us)
{
    for (Ring &ring : m_rings) {
        const qint64 start = floorTo(us, ring.stepUs);
        if (&ring != &m_rings[0] && start == ring.open.startUs)
            continue;
        ring.close();
        ring.open = {};
        ring.open.startUs = start;
        while (!ring.cells.empty() && ring.cells.front().startUs < us - ring.spanUs)
            ring.cells.pop_front();
    }
    m_nowUs = m_coveredUs = us;
    for (Level &level : m_levels) {
        level.sinceUs = us;
        LevelFigure &figure = m_rings[0].open.level(level.id);
        figure.last = figure.highest = level.value;
    }
}

void MetricHistory::Ring::close()
{
    if (open.coveredUs > 0 || !open.counts.empty() || !open.spreads.empty())
        cells.push_back(std::move(open));
}

void MetricHistory::account(Level &level, qint64 us)
{
    m_rings[0].open.level(level.id).levelUs += level.value * (us - level.sinceUs);
    level.sinceUs = us;
}

void MetricHistory::setLevel(const QString &name, int value)
{
    roll();
    const MetricId id = idOf(name);
    const auto it = std::ranges::lower_bound(m_levels, id, {}, &Level::id);
    const bool known = it != m_levels.end() && it->id == id;
    if ((known ? it->value : 0) == value)
        return;
    MetricCell &open = m_rings[0].open;
    if (known) {
        account(*it, m_nowUs);
        it->value = value;
        if (value == 0)
            m_levels.erase(it);
    } else {
        m_levels.insert(it, Level{id, value, m_nowUs});
    }
    LevelFigure &figure = open.level(id);
    figure.last = value;
    figure.highest = std::max(figure.highest, value);
    addStep({m_nowUs, id, value});
}

void MetricHistory::addStep(const LevelStep &step)
{
    m_steps.push_back(step);
    while (m_steps.size() > MaxSteps || m_steps.front().atUs < m_nowUs - StepSpanUs) {
        const LevelStep &old = m_steps.front();
        const auto it = std::ranges::lower_bound(m_base, old.id, {}, &LevelFigure::id);
        const bool known = it != m_base.end() && it->id == old.id;
        if (known && old.value == 0)
            m_base.erase(it);
        else if (known)
            it->last = old.value;
        else if (old.value != 0)
            m_base.insert(it, LevelFigure{old.id, old.value, 0, 0});
        // Complete only after the last change that is gone, also among several of the same moment.
        m_stepsFromUs = old.atUs;
        m_steps.pop_front();
    }
}

void MetricHistory::count(const QString &name, qint64 number)
{
    roll();
    m_rings[0].open.count(idOf(name), number);
    totalOf(name).number += number;
}

void MetricHistory::spread(const QString &name, Duration value)
{
    roll();
    m_rings[0].open.spread(idOf(name)).add(value);
    MetricTotal &total = totalOf(name);
    ++total.number;
    total.seconds += toSeconds(value);
    total.values.add(value);
}

MetricTotal &MetricHistory::totalOf(const QString &name)
{
    const auto known = m_totals.find(name);
    if (known != m_totals.end())
        return *known;
    return m_totals[m_totals.size() < MaxTotals ? name : u"other"_s];
}

MetricId MetricHistory::idOf(const QString &name)
{
    // Looking through all cells is not for every event.
    if (m_names.isFull() && !m_names.find(name) && m_nowUs - m_reclaimedUs >= ReclaimUs) {
        m_reclaimedUs = m_nowUs;
        reclaimNames();
    }
    return m_names.idOf(name);
}

void MetricHistory::reclaimNames()
{
    std::vector<bool> used(MetricNames::MaxNames, false);
    for (const Ring &ring : m_rings) {
        for (const MetricCell &cell : ring.cells)
            markUsed(cell, used);
        markUsed(ring.open, used);
    }
    markUsed(m_levels, used);
    markUsed(m_steps, used);
    markUsed(m_base, used);
    m_names.reclaim(used);
}

const MetricHistory::Ring &MetricHistory::ringFor(qint64 spanUs) const
{
    const auto it = std::ranges::find_if(m_rings, [&](const Ring &ring) { return ring.spanUs >= spanUs; });
    return it == std::end(m_rings) ? m_rings[2] : *it;
}

MetricFrame MetricHistory::frame(const MetricQuery &query)
{
    roll();
    settle(m_nowUs);
    const qint64 spanUs = std::clamp<qint64>(query.spanSecs, 1, 93'600) * SecondUs;
    const int points = std::clamp(query.maxPoints, 10, 2'000);
    const Ring &ring = ringFor(spanUs);
    MetricFrame frame;
    frame.epoch = m_epoch;
    frame.tag = query.tag;
    frame.nowUs = m_nowUs;
    frame.stepUs =
        ring.stepUs * std::max<qint64>(1, (spanUs + ring.stepUs * points - 1) / (ring.stepUs * points));
    frame.fromUs = floorTo(m_nowUs - spanUs, frame.stepUs);
    const bool continues =
        query.epoch == m_epoch && query.sinceUs >= frame.fromUs && query.sinceUs <= m_nowUs;
    frame.whole = !continues;
    const qint64 wanted = continues ? floorTo(query.sinceUs, frame.stepUs) : frame.fromUs;
    frame.fromUs = wanted;
    frame.stepsFromUs = m_nowUs;
    addCells(frame, ring);
    if (ring.stepUs == SecondUs)
        addSteps(frame, continues ? query.sinceUs : frame.fromUs);
    useOnlyNamesOf(frame);
    return frame;
}

void MetricHistory::addCells(MetricFrame &frame, const Ring &ring) const
{
    const auto add = [&frame](const MetricCell &cell) {
        if (cell.coveredUs == 0 && cell.counts.empty() && cell.spreads.empty())
            return;
        const qint64 start = floorTo(cell.startUs, frame.stepUs);
        if (!frame.cells.empty() && frame.cells.back().startUs == start) {
            frame.cells.back().merge(cell);
            return;
        }
        frame.cells.push_back(cell);
        frame.cells.back().startUs = start;
    };
    const auto first = std::ranges::lower_bound(ring.cells, frame.fromUs, {}, &MetricCell::startUs);
    std::for_each(first, ring.cells.end(), add);
    if (ring.open.startUs >= frame.fromUs)
        add(ring.open);
    if (ring.stepUs != SecondUs && m_rings[0].open.startUs >= frame.fromUs)
        add(m_rings[0].open); // not yet merged into the coarser one
}

void MetricHistory::addSteps(MetricFrame &frame, qint64 fromUs) const
{
    auto first = std::ranges::lower_bound(m_steps, fromUs, {}, &LevelStep::atUs);
    if (m_steps.end() - first > static_cast<qint64>(MaxStepsInAnswer))
        first = m_steps.end() - static_cast<qint64>(MaxStepsInAnswer);
    const bool cut = first != m_steps.begin() && (first - 1)->atUs >= fromUs;
    frame.stepsFromUs = cut ? (first - 1)->atUs : std::max(fromUs, m_stepsFromUs);
    std::vector<LevelFigure> levels = m_base;
    for (auto it = m_steps.begin(); it != first; ++it) {
        const auto at = std::ranges::lower_bound(levels, it->id, {}, &LevelFigure::id);
        if (at != levels.end() && at->id == it->id)
            at->last = it->value;
        else
            levels.insert(at, LevelFigure{it->id, it->value, 0, 0});
    }
    for (const LevelFigure &level : levels) {
        if (level.last != 0)
            frame.start.push_back({frame.stepsFromUs, level.id, level.last});
    }
    frame.steps.assign(first, m_steps.end());
}

// Names of sessions come and go: only those in the answer are told, numbered anew.
void MetricHistory::useOnlyNamesOf(MetricFrame &frame) const
{
    std::vector<bool> used(MetricNames::MaxNames, false);
    for (const MetricCell &cell : frame.cells)
        markUsed(cell, used);
    markUsed(frame.start, used);
    markUsed(frame.steps, used);
    std::vector<MetricId> ids(MetricNames::MaxNames, 0);
    for (size_t id = 0; id < used.size(); ++id) {
        if (!used[id])
            continue;
        ids[id] = static_cast<MetricId>(frame.names.size());
        frame.names.append(m_names.nameOf(static_cast<MetricId>(id)));
    }
    for (MetricCell &cell : frame.cells)
        renumber(cell, ids);
    for (LevelStep &step : frame.start)
        step.id = ids[step.id];
    for (LevelStep &step : frame.steps)
        step.id = ids[step.id];
}

MetricFrame MetricHistory::closedSince(Ring &ring, bool withOpen)
{
    MetricFrame frame;
    frame.epoch = m_epoch;
    frame.nowUs = m_nowUs;
    frame.stepUs = ring.stepUs;
    const auto first = std::ranges::upper_bound(ring.cells, ring.taken, {}, &MetricCell::startUs);
    frame.cells.assign(first, ring.cells.end());
    if (withOpen) {
        frame.cells.push_back(ring.open);
        frame.cells.back().merge(m_rings[0].open);
    }
    if (!frame.cells.empty()) {
        frame.fromUs = frame.cells.front().startUs;
        ring.taken = frame.cells.back().startUs;
    }
    useOnlyNamesOf(frame);
    return frame;
}

MetricHistory::Closed MetricHistory::takeClosed(bool withOpen)
{
    roll();
    settle(m_nowUs);
    return {closedSince(m_rings[1], withOpen), closedSince(m_rings[2], withOpen)};
}

void MetricHistory::restore(const MetricFrame &frame)
{
    roll();
    const auto ring = std::ranges::find(m_rings, frame.stepUs, &Ring::stepUs);
    if (ring == std::end(m_rings) || ring == std::begin(m_rings) || std::exchange(ring->restored, true))
        return;
    ++m_epoch;
    std::vector<MetricId> ids;
    for (const QString &name : frame.names)
        ids.push_back(idOf(name));
    MetricCell &oldest = ring->cells.empty() ? ring->open : ring->cells.front();
    std::deque<MetricCell> older;
    for (MetricCell cell : frame.cells) {
        const bool fits = cell.startUs % ring->stepUs == 0 && cell.startUs <= oldest.startUs &&
                          cell.startUs >= m_nowUs - ring->spanUs &&
                          (older.empty() || cell.startUs > older.back().startUs);
        if (!fits)
            continue;
        renumber(cell, ids);
        if (cell.startUs < oldest.startUs) {
            older.push_back(std::move(cell));
        } else { // the restart fell into it
            cell.merge(oldest);
            oldest = std::move(cell);
            break;
        }
    }
    ring->taken = std::max(ring->taken, oldest.startUs - 1);
    ring->cells.insert(ring->cells.begin(), older.begin(), older.end());
}

size_t MetricHistory::bytes() const
{
    size_t bytes = m_steps.size() * sizeof(LevelStep) + m_levels.capacity() * sizeof(Level);
    for (const Ring &ring : m_rings) {
        for (const MetricCell &cell : ring.cells)
            bytes += bytesOf(cell);
    }
    return bytes;
}

} // namespace exaid
