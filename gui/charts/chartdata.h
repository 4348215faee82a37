#pragma once

// What a chart shows, whatever it looks like: columns of time and one row of values for each series. The
// chart, its table and its export are three views of this one value. NaN: nothing is known or nothing
// happened to measure. Values only; any thread.

#include "core/monitoring/loghistogram.h"

#include <QList>
#include <QString>
#include <vector>

namespace exaid {

enum class ChartUnit { Slots, Seconds, Number, Tokens, Dollars };

struct ChartSeries
{
    enum class Style {
        Stack, // areas or columns, one upon the other
        Line,
        Limit, // dashed
        Note,  // a plain number that is told beside the others, not drawn
    };
    QString label;
    int colour = 0; // of charttheme
    Style style = Style::Stack;
    std::vector<double> values; // one for each column

    bool operator==(const ChartSeries &) const = default;
};

struct ChartData
{
    qint64 fromUs = 0; // the window
    qint64 toUs = 0;
    qint64 firstUs = 0; // where the first column begins
    qint64 stepUs = 1'000'000;
    size_t columns = 0;
    ChartUnit unit = ChartUnit::Number;
    QList<ChartSeries> series;
    std::vector<LogHistogram> spread;            // by column, for the heat map; may be empty
    std::vector<std::pair<qint64, qint64>> gaps; // spans without data, within the window

    // Which column; nothing outside.
    std::optional<size_t> columnAt(qint64 us) const
    {
        if (us < firstUs || us >= firstUs + static_cast<qint64>(columns) * stepUs)
            return std::nullopt;
        return static_cast<size_t>((us - firstUs) / stepUs);
    }
    bool isEmpty() const { return columns == 0; }
    bool hasValues() const; // any that is neither 0 nor unknown

    bool operator==(const ChartData &) const = default;
};

// "3", "2.4", "350 ms", "1 min 05 s", "1.2 M", "$0.03". For people.
QString valueText(double value, ChartUnit unit);
// The same, short: seconds stay seconds however many they are.
QString axisText(double value, ChartUnit unit);
// RFC 4180 with a head row: time (ISO 8601, UTC), then one column for each series. For spreadsheets: a cell
// that could be taken for a formula gets an apostrophe.
QByteArray chartCsv(const ChartData &data);

} // namespace exaid
