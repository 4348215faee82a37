#include "gui/charts/chartbuilder.h"

#include "gui/models/texts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct BuilderTexts
{
    Q_DECLARE_TR_FUNCTIONS(ChartTexts)
};

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr qsizetype MaxOwners = 9;

// Spreads `amount`, even over [from, to), to the columns it touches.
void spreadOver(std::vector<double> &columns, const ChartData &data, qint64 from, qint64 to, double amount)
{
    const qint64 length = to - from;
    if (length <= 0 || amount == 0)
        return;
    from = std::max(from, data.firstUs);
    to = std::min(to, data.firstUs + static_cast<qint64>(data.columns) * data.stepUs);
    for (qint64 at = from; at < to;) {
        const auto column = static_cast<size_t>((at - data.firstUs) / data.stepUs);
        const qint64 end = std::min(to, data.firstUs + static_cast<qint64>(column + 1) * data.stepUs);
        columns[column] += amount * static_cast<double>(end - at) / static_cast<double>(length);
        at = end;
    }
}

// Widths of columns that people can name, in seconds.
qint64 niceStepUs(qint64 atLeastUs)
{
    for (const qint64 seconds : {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1'200, 1'800, 3'600, 7'200}) {
        if (seconds * 1'000'000 >= atLeastUs)
            return seconds * 1'000'000;
    }
    return atLeastUs;
}

} // namespace

ChartBuilder::ChartBuilder(const MetricStore &store, const ChartWindow &window,
                           const QHash<QString, QString> &labels)
    : m_store(store)
    , m_window(window)
    , m_labels(labels)
{}

// Columns as wide as a pixel or two.
ChartData ChartBuilder::grid(int columns, ChartUnit unit) const
{
    ChartData data;
    data.fromUs = m_window.fromUs;
    data.toUs = m_window.toUs;
    data.unit = unit;
    if (m_store.isEmpty() || m_window.toUs <= m_window.fromUs)
        return data;
    data.firstUs = m_window.fromUs;
    data.columns = static_cast<size_t>(std::max(columns, 1));
    data.stepUs = std::max<qint64>((m_window.toUs - m_window.fromUs) / columns, 1);
    findGaps(data);
    return data;
}

// Columns of a round width that stay where they are while time passes.
ChartData ChartBuilder::binned(int columns, ChartUnit unit) const
{
    ChartData data = grid(1, unit);
    if (data.isEmpty())
        return data;
    const qint64 width = m_window.toUs - m_window.fromUs;
    qint64 step = niceStepUs(std::max(width / std::max(columns, 1), m_store.stepUs()));
    step += (m_store.stepUs() - step % m_store.stepUs()) % m_store.stepUs(); // whole cells
    data.stepUs = step;
    data.firstUs = m_window.fromUs - m_window.fromUs % step;
    data.columns = static_cast<size_t>((m_window.toUs - data.firstUs + step - 1) / step);
    return data;
}

void ChartBuilder::findGaps(ChartData &data) const
{
    const auto add = [&](qint64 from, qint64 to) {
        from = std::max(from, data.fromUs);
        to = std::min(to, data.toUs);
        if (to > from)
            data.gaps.push_back({from, to});
    };
    qint64 end = std::numeric_limits<qint64>::min() / 2;
    for (const MetricCell &cell : m_store.cells()) {
        // A cell in which the daemon started begins late.
        const bool isLast = &cell == &m_store.cells().back();
        const qint64 length =
            isLast ? std::min(m_store.nowUs() - cell.startUs, m_store.stepUs()) : m_store.stepUs();
        const qint64 start = cell.startUs + std::max<qint64>(0, length - cell.coveredUs);
        if (start - end > 2'000)
            add(end, start);
        end = cell.startUs + length;
    }
    if (m_store.nowUs() - end > 2 * m_store.stepUs())
        add(end, m_store.nowUs());
    add(m_store.nowUs(), data.toUs);
}

// How much of each column is known, as microseconds.
std::vector<double> ChartBuilder::covered(const ChartData &data) const
{
    std::vector<double> known(data.columns, 0);
    for (const MetricCell &cell : m_store.cells()) {
        const qint64 end =
            std::min(cell.startUs + m_store.stepUs(), std::max(m_store.nowUs(), cell.startUs + 1));
        const qint64 start = std::max(cell.startUs, end - std::max<qint64>(cell.coveredUs, 1));
        spreadOver(known, data, start, end, static_cast<double>(cell.coveredUs));
    }
    return known;
}

std::vector<double> ChartBuilder::level(const ChartData &data, const QString &name) const
{
    std::vector<double> sums(data.columns, 0);
    const auto id = m_store.idOf(name);
    if (id) {
        // The cells for what is older than the single changes, then each change at its own moment.
        const qint64 exactFrom = m_store.stepsFromUs();
        for (const MetricCell &cell : m_store.cells()) {
            const LevelFigure *figure = cell.findLevel(*id);
            if (!figure || cell.startUs >= exactFrom)
                continue;
            const qint64 end = std::min(cell.startUs + m_store.stepUs(), m_store.nowUs());
            const qint64 start = std::max(cell.startUs, end - std::max<qint64>(cell.coveredUs, 1));
            const qint64 cut = std::min(end, exactFrom);
            const double share =
                static_cast<double>(cut - start) / static_cast<double>(std::max<qint64>(end - start, 1));
            spreadOver(sums, data, start, cut, static_cast<double>(figure->levelUs) * std::max(share, 0.0));
        }
        const auto first = std::ranges::find(m_store.start(), *id, &LevelStep::id);
        qint64 at = exactFrom;
        int value = first == m_store.start().end() ? 0 : first->value;
        for (const LevelStep &step : m_store.steps()) {
            if (step.id != *id)
                continue;
            spreadOver(sums, data, at, step.atUs,
                       static_cast<double>(value) * static_cast<double>(step.atUs - at));
            at = step.atUs;
            value = step.value;
        }
        spreadOver(sums, data, at, m_store.nowUs(),
                   static_cast<double>(value) * static_cast<double>(m_store.nowUs() - at));
    }
    const std::vector<double> known = covered(data);
    for (size_t i = 0; i < sums.size(); ++i)
        sums[i] = known[i] > 0 ? sums[i] / known[i] : Unknown;
    return sums;
}

ChartData ChartBuilder::usage(UsageBy by, int columns) const
{
    ChartData data = grid(columns, ChartUnit::Slots);
    if (data.isEmpty())
        return data;
    const QLatin1StringView kind = by == UsageBy::Provider ? metric::Provider : metric::Session;
    const QString prefix = metric::Held + kind;
    QList<ChartSeries> owners;
    for (const QString &name : m_store.namesWith(prefix)) {
        ChartSeries series;
        series.label = by == UsageBy::Provider ? labelOf(name) : name;
        series.values = level(data, prefix + name);
        owners << series;
    }
    if (owners.size() > MaxOwners) {
        const auto total = [](const ChartSeries &s) {
            double sum = 0;
            for (const double v : s.values)
                sum += std::isnan(v) ? 0 : v;
            return sum;
        };
        std::ranges::stable_sort(owners, std::greater<>(), total);
        ChartSeries &rest = owners[MaxOwners - 1];
        rest.label = BuilderTexts::tr("others", "sessions that do not get a colour of their own");
        for (qsizetype i = MaxOwners; i < owners.size(); ++i) {
            for (size_t c = 0; c < rest.values.size(); ++c)
                rest.values[c] += owners.at(i).values[c];
        }
        owners.resize(MaxOwners);
    }
    for (qsizetype i = 0; i < owners.size(); ++i) {
        owners[i].colour = static_cast<int>(i);
        data.series << owners.at(i);
    }
    ChartSeries waiting;
    waiting.label = BuilderTexts::tr("waiting", "calls without a slot");
    waiting.style = ChartSeries::Style::Line;
    waiting.values = level(data, metric::Waiting + metric::Global);
    ChartSeries capacity;
    capacity.label = BuilderTexts::tr("capacity", "slots that may be in use");
    capacity.style = ChartSeries::Style::Limit;
    capacity.values = level(data, metric::Capacity + metric::Global);
    data.series << waiting << capacity;
    return data;
}

ChartData ChartBuilder::percentiles(QLatin1StringView prefix, const QString &provider, int columns) const
{
    ChartData data = binned(columns, ChartUnit::Seconds);
    if (data.isEmpty())
        return data;
    std::vector<MetricId> ids;
    for (const QString &name : m_store.namesWith(prefix)) {
        if (provider.isEmpty() || name == provider)
            ids.push_back(*m_store.idOf(prefix + name));
    }
    data.spread.resize(data.columns);
    for (const MetricCell &cell : m_store.cells()) {
        const auto column = data.columnAt(cell.startUs);
        if (!column)
            continue;
        for (const MetricId id : ids) {
            if (const LogHistogram *values = cell.findSpread(id))
                data.spread[*column].merge(*values);
        }
    }
    static constexpr std::pair<double, const char *> quantiles[] = {
        {0.5, "p50"}, {0.95, "p95"}, {0.99, "p99"}};
    int colour = 0;
    for (const auto &[q, label] : quantiles) {
        ChartSeries series;
        series.label = QLatin1String(label);
        series.colour = colour++;
        series.style = ChartSeries::Style::Line;
        for (const LogHistogram &values : data.spread) {
            const auto value = values.quantile(q);
            series.values.push_back(value ? toSeconds(*value) : Unknown);
        }
        data.series << series;
    }
    ChartSeries number;
    number.label = BuilderTexts::tr("calls", "how many were measured");
    number.style = ChartSeries::Style::Note;
    for (const LogHistogram &values : data.spread)
        number.values.push_back(static_cast<double>(values.count()));
    data.series << number;
    return data;
}

ChartData ChartBuilder::wait(const QString &provider, int columns) const
{
    return percentiles(metric::Wait, provider, columns);
}

ChartData ChartBuilder::latency(Latency kind, const QString &provider, int columns) const
{
    switch (kind) {
    case Latency::Total:
        return percentiles(metric::Total, provider, columns);
    case Latency::Run:
        return percentiles(metric::Run, provider, columns);
    case Latency::FirstToken:
        return percentiles(metric::FirstToken, provider, columns);
    }
    Q_UNREACHABLE();
}

void ChartBuilder::addCounts(ChartData &data, QLatin1StringView prefix, int firstColour,
                             const std::function<QString(const QString &name)> &nameOf, double scale) const
{
    const std::vector<double> known = covered(data);
    for (const QString &name : m_store.namesWith(prefix)) {
        const auto id = m_store.idOf(prefix + name);
        ChartSeries series;
        series.label = nameOf(name);
        series.colour = firstColour++;
        for (const double part : known)
            series.values.push_back(part > 0 ? 0 : Unknown);
        bool any = false;
        for (const MetricCell &cell : m_store.cells()) {
            const qint64 number = cell.countOf(*id);
            const auto column = data.columnAt(cell.startUs);
            if (number == 0 || !column)
                continue;
            double &value = series.values[*column];
            value = (std::isnan(value) ? 0 : value) + static_cast<double>(number) * scale;
            any = true;
        }
        if (any)
            data.series << series;
    }
}

ChartData ChartBuilder::timeouts(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Number);
    addCounts(data, metric::Timeout, 0, clockText);
    return data;
}

ChartData ChartBuilder::refusals(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Number);
    addCounts(data, metric::Refusal, 0, limitText);
    return data;
}

ChartData ChartBuilder::leaks(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Number);
    addCounts(data, metric::LeakRecovered, 0, [](const QString &cause) {
        return BuilderTexts::tr("recovered, %1", "a leaked slot; cause").arg(leakCauseText(cause));
    });
    // Each leak is counted as found and, once it is mended, as recovered.
    ChartData found = binned(columns, ChartUnit::Number);
    addCounts(found, metric::LeakFound, 3, [](const QString &cause) {
        return BuilderTexts::tr("found, %1", "a leaked slot; cause").arg(leakCauseText(cause));
    });
    for (ChartSeries &series : found.series) {
        series.style = ChartSeries::Style::Line;
        data.series << series;
    }
    return data;
}

ChartData ChartBuilder::retries(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Number);
    addCounts(data, metric::Retry, 0, [this](const QString &provider) {
        return BuilderTexts::tr("%1 repeated", "provider").arg(labelOf(provider));
    });
    addCounts(data, metric::RetryDenied, 3, [this](const QString &provider) {
        return BuilderTexts::tr("%1 not allowed by the budget", "provider").arg(labelOf(provider));
    });
    return data;
}

ChartData ChartBuilder::tokens(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Tokens);
    addCounts(data, metric::TokensIn, 0, [this](const QString &provider) {
        return BuilderTexts::tr("%1 in", "provider; tokens sent to it").arg(labelOf(provider));
    });
    addCounts(data, metric::TokensOut, 3, [this](const QString &provider) {
        return BuilderTexts::tr("%1 out", "provider; tokens got from it").arg(labelOf(provider));
    });
    return data;
}

ChartData ChartBuilder::cost(int columns) const
{
    ChartData data = binned(columns, ChartUnit::Dollars);
    addCounts(
        data, metric::CostMicro, 0, [this](const QString &provider) { return labelOf(provider); }, 1e-6);
    return data;
}

} // namespace exaid
