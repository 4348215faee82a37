#pragma once

// From the daemon's metrics to what a chart shows. Pure; any thread. A time outside what the store has is
// unknown, not zero. Provider labels come from outside: names in the metrics are ids.

#include "gui/charts/chartdata.h"
#include "gui/feed/metricstore.h"

#include <QHash>
#include <functional>

namespace exaid {

struct ChartWindow
{
    qint64 fromUs = 0;
    qint64 toUs = 0;

    bool operator==(const ChartWindow &) const = default;
};

class ChartBuilder
{
public:
    enum class UsageBy { Provider, Session };
    enum class Latency { Total, Run, FirstToken };

    // labels: provider id → what people call it. The store must outlive the builder.
    ChartBuilder(const MetricStore &store, const ChartWindow &window, const QHash<QString, QString> &labels);

    // Slots in use as time-weighted means of each column: their area is the ledger's slot-seconds. Then
    // capacity, and waiting on top of what is in use. At most nine sessions; the rest is one series.
    ChartData usage(UsageBy by, int columns) const;
    // p50, p95, p99 of merged buckets, with the spread itself. provider empty: all of them.
    ChartData wait(const QString &provider, int columns) const;
    ChartData latency(Latency kind, const QString &provider, int columns) const;
    ChartData timeouts(int columns) const;
    ChartData refusals(int columns) const;
    ChartData leaks(int columns) const;   // found (left alone so far) and recovered, by cause
    ChartData retries(int columns) const; // made and denied, by provider
    ChartData tokens(int columns) const;  // in and out, by provider
    ChartData cost(int columns) const;    // by provider

private:
    ChartData grid(int columns, ChartUnit unit) const;
    ChartData binned(int columns, ChartUnit unit) const;
    void findGaps(ChartData &data) const;
    std::vector<double> level(const ChartData &data, const QString &name) const;
    std::vector<double> covered(const ChartData &data) const;
    // nameOf: what people read for what follows the prefix.
    void addCounts(ChartData &data, QLatin1StringView prefix, int firstColour,
                   const std::function<QString(const QString &name)> &nameOf, double scale = 1) const;
    ChartData percentiles(QLatin1StringView prefix, const QString &provider, int columns) const;
    QString labelOf(const QString &provider) const { return m_labels.value(provider, provider); }

    const MetricStore &m_store;
    const ChartWindow m_window;
    const QHash<QString, QString> &m_labels;
};

} // namespace exaid
