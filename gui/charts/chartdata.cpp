#include "gui/charts/chartdata.h"

#include "gui/models/csvtext.h"
#include "gui/models/texts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ChartTexts
{
    Q_DECLARE_TR_FUNCTIONS(ChartTexts)
};

QString numberText(double value)
{
    const bool whole = std::abs(value - std::round(value)) < 0.05;
    return QLocale().toString(value, 'f', whole ? 0 : 1);
}

QString secondsText(double seconds)
{
    if (seconds < 1)
        return ChartTexts::tr("%1 ms", "milliseconds").arg(QLocale().toString(seconds * 1000, 'f', 0));
    if (seconds < 60)
        return ChartTexts::tr("%1 s", "seconds").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0));
    return durationText(std::llround(seconds * 1000));
}

QString largeText(double value)
{
    if (value >= 1e6)
        return ChartTexts::tr("%1 M", "millions")
            .arg(QLocale().toString(value / 1e6, 'f', value < 1e7 ? 1 : 0));
    if (value >= 1e4)
        return ChartTexts::tr("%1 k", "thousands").arg(QLocale().toString(value / 1e3, 'f', 0));
    return numberText(value);
}

} // namespace

bool ChartData::hasValues() const
{
    return std::ranges::any_of(series, [](const ChartSeries &s) {
        return s.style != ChartSeries::Style::Limit &&
               std::ranges::any_of(s.values, [](double v) { return !std::isnan(v) && v != 0; });
    });
}

QString valueText(double value, ChartUnit unit)
{
    if (std::isnan(value))
        return u"–"_s;
    switch (unit) {
    case ChartUnit::Slots:
    case ChartUnit::Number:
        return numberText(value);
    case ChartUnit::Seconds:
        return secondsText(value);
    case ChartUnit::Tokens:
        return largeText(value);
    case ChartUnit::Dollars:
        return ChartTexts::tr("$%1", "US dollars")
            .arg(QLocale().toString(value, 'f', value != 0 && value < 0.1 ? 4 : 2));
    }
    Q_UNREACHABLE();
}

QString axisText(double value, ChartUnit unit)
{
    if (unit != ChartUnit::Seconds || value < 1)
        return valueText(value, unit);
    return ChartTexts::tr("%1 s", "seconds").arg(QLocale().toString(value, 'f', 0));
}

QByteArray chartCsv(const ChartData &data)
{
    QStringList head{u"time"_s};
    for (const ChartSeries &series : data.series)
        head << series.label;
    QByteArray out = csvLine(head);
    for (size_t i = 0; i < data.columns; ++i) {
        const qint64 startUs = data.firstUs + static_cast<qint64>(i) * data.stepUs;
        QStringList cells{QDateTime::fromMSecsSinceEpoch(startUs / 1000).toUTC().toString(Qt::ISODateWithMs)};
        for (const ChartSeries &series : data.series) {
            const double value = series.values[i];
            cells << (std::isnan(value) ? QString() : QString::number(value, 'g', 12));
        }
        out += csvLine(cells);
    }
    return out;
}

} // namespace exaid
