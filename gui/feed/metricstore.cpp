#include "gui/feed/metricstore.h"

#include <algorithm>

namespace exaid {

MetricQuery MetricStore::next(qint64 spanSecs, int maxPoints, quint64 tag)
{
    if (spanSecs != m_spanSecs || maxPoints != m_maxPoints)
        m_epoch = 0;
    m_spanSecs = spanSecs;
    m_maxPoints = maxPoints;
    return {spanSecs, maxPoints, m_epoch, m_epoch == 0 ? 0 : m_nowUs, tag};
}

void MetricStore::clear()
{
    *this = {};
}

void MetricStore::take(const MetricFrame &frame)
{
    if (!frame.whole && (frame.epoch != m_epoch || frame.stepUs != m_stepUs))
        return; // the answer to an older question
    if (frame.whole) {
        m_names = {};
        m_cells.clear();
        m_steps.clear();
        m_start.clear();
        m_epoch = frame.epoch;
        m_stepUs = frame.stepUs;
    }
    std::vector<MetricId> ids;
    for (const QString &name : frame.names)
        ids.push_back(m_names.idOf(name));
    const auto isNews = [](const MetricCell &cell) { return !cell.counts.empty() || !cell.spreads.empty(); };
    m_hasNews = frame.whole || !frame.steps.empty() || std::ranges::any_of(frame.cells, isNews);
    if (!frame.cells.empty()) {
        while (!m_cells.empty() && m_cells.back().startUs >= frame.cells.front().startUs)
            m_cells.pop_back();
    }
    for (const MetricCell &cell : frame.cells)
        m_cells.push_back(own(cell, ids));
    takeSteps(frame, ids);
    m_nowUs = frame.nowUs;
    m_spanUs = m_spanSecs * 1'000'000;
    forgetOld();
}

MetricCell MetricStore::own(const MetricCell &cell, const std::vector<MetricId> &ids) const
{
    MetricCell mine;
    mine.startUs = cell.startUs;
    mine.coveredUs = cell.coveredUs;
    for (const LevelFigure &level : cell.levels) {
        LevelFigure &figure = mine.level(ids[level.id]);
        figure = {figure.id, level.last, level.highest, level.levelUs};
    }
    for (const CountFigure &count : cell.counts)
        mine.count(ids[count.id], count.number);
    for (const SpreadFigure &spread : cell.spreads)
        mine.spread(ids[spread.id]).merge(spread.values);
    return mine;
}

void MetricStore::takeSteps(const MetricFrame &frame, const std::vector<MetricId> &ids)
{
    // Steps in between were too many for one answer: what there is begins anew.
    if (frame.whole || frame.stepsFromUs > m_nowUs) {
        m_steps.clear();
        m_start.clear();
        m_stepsFromUs = frame.stepsFromUs;
        for (const LevelStep &step : frame.start)
            m_start.push_back({step.atUs, ids[step.id], step.value});
    }
    while (!m_steps.empty() && m_steps.back().atUs >= frame.stepsFromUs)
        m_steps.pop_back();
    for (const LevelStep &step : frame.steps)
        m_steps.push_back({step.atUs, ids[step.id], step.value});
}

void MetricStore::forgetOld()
{
    const qint64 oldest = fromUs();
    while (!m_cells.empty() && m_cells.front().startUs + m_stepUs <= oldest)
        m_cells.pop_front();
    while (!m_steps.empty() && m_steps.front().atUs < oldest) {
        const LevelStep &gone = m_steps.front();
        const auto it = std::ranges::find(m_start, gone.id, &LevelStep::id);
        if (it != m_start.end())
            *it = gone;
        else
            m_start.push_back(gone);
        m_stepsFromUs = std::max(m_stepsFromUs, gone.atUs);
        m_steps.pop_front();
    }
}

QStringList MetricStore::namesWith(const QString &prefix) const
{
    QStringList found;
    for (const QString &name : m_names.names()) {
        if (name.startsWith(prefix))
            found << name.mid(prefix.size());
    }
    found.sort();
    return found;
}

int MetricStore::levelNow(const QString &name) const
{
    const auto id = idOf(name);
    if (!id || m_cells.empty())
        return 0;
    const LevelFigure *level = m_cells.back().findLevel(*id);
    return level ? level->last : 0;
}

} // namespace exaid
