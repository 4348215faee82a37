#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "gui/charts/chartbuilder.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 SecondUs = 1'000'000;

const ChartSeries *seriesOf(const ChartData &data, const QString &label)
{
    for (const ChartSeries &series : data.series) {
        if (series.label == label)
            return &series;
    }
    return nullptr;
}

double sumOf(const ChartSeries &series)
{
    double sum = 0;
    for (const double value : series.values)
        sum += std::isnan(value) ? 0 : value;
    return sum;
}

} // namespace

class TestChartBuilder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void usageAreaIsSlotSeconds_data();
    void usageAreaIsSlotSeconds();
    void usageIsSteps();
    void manySessionsBecomeOthers();
    void unknownIsNotZero();
    void percentilesAreOfMergedBuckets();
    void oneProviderOnly();
    void countsAddUpWhateverTheColumns();
    void csvRoundTrip();
    void csvIsSafeForSpreadsheets();
    void textsAreForPeople();

private:
    void advance(Duration by) { m_clock.set(m_clock.now() + by); }
    ChartBuilder builder(qint64 spanSecs)
    {
        m_store.clear();
        m_store.take(m_history->frame(m_store.next(spanSecs, 1'440, 0)));
        return {m_store, {m_store.fromUs(), m_store.nowUs()}, m_labels};
    }

    ManualClock m_clock;
    std::unique_ptr<MetricHistory> m_history;
    MetricStore m_store;
    QHash<QString, QString> m_labels{{u"kimi"_s, u"KIMI"_s}};
};

void TestChartBuilder::init()
{
    m_clock = ManualClock();
    m_history = std::make_unique<MetricHistory>(m_clock);
}

void TestChartBuilder::usageAreaIsSlotSeconds_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<int>("columns");
    QTest::newRow("exact steps") << qint64(300) << 700;
    QTest::newRow("exact steps, few pixels") << qint64(300) << 37;
    QTest::newRow("cells of 10 s") << qint64(3'600) << 500;
    QTest::newRow("cells of minutes") << qint64(86'400) << 640;
}

void TestChartBuilder::usageAreaIsSlotSeconds()
{
    QFETCH(const qint64, span);
    QFETCH(const int, columns);
    std::mt19937 random(4); // NOLINT: the same every time
    double expected = 0;
    int level = 0;
    while (m_clock.now() < TimePoint(1'000s) + 250s) {
        const auto pause = std::chrono::milliseconds(random() % 700);
        expected += level * std::chrono::duration<double>(pause).count();
        advance(pause);
        level = static_cast<int>(random() % 4);
        m_history->setLevel(u"held:provider:kimi"_s, level);
    }
    const ChartData data = builder(span).usage(ChartBuilder::UsageBy::Provider, columns);
    const ChartSeries *kimi = seriesOf(data, u"KIMI"_s);
    QVERIFY(kimi);
    // A value is the mean of the known part of its column.
    double area = 0;
    const double width = static_cast<double>(data.stepUs) / 1e6;
    for (size_t i = 0; i < data.columns; ++i) {
        const qint64 from = data.firstUs + static_cast<qint64>(i) * data.stepUs;
        const qint64 start = 1'700'001'000 * SecondUs;
        const double known = std::clamp(static_cast<double>(from + data.stepUs - start) / 1e6, 0.0, width);
        area += std::isnan(kimi->values[i]) ? 0 : kimi->values[i] * known;
    }
    QVERIFY2(std::abs(area - expected) < 0.01 * expected, qPrintable(u"%1 for %2"_s.arg(area).arg(expected)));
}

void TestChartBuilder::usageIsSteps()
{
    m_history->setLevel(u"held:provider:kimi"_s, 1);
    advance(150s);
    m_history->setLevel(u"held:provider:kimi"_s, 3);
    advance(150s);
    const ChartData data = builder(300).usage(ChartBuilder::UsageBy::Provider, 300);
    const ChartSeries *kimi = seriesOf(data, u"KIMI"_s);
    for (size_t i = 0; i < 300; ++i)
        QVERIFY(std::abs(kimi->values[i] - (i < 150 ? 1 : 3)) < 1e-6);
}

void TestChartBuilder::manySessionsBecomeOthers()
{
    for (int i = 0; i < 20; ++i)
        m_history->setLevel(u"held:session:agent-%1"_s.arg(i), i < 5 ? 3 : 1);
    advance(60s);
    const ChartData data = builder(300).usage(ChartBuilder::UsageBy::Session, 100);
    int stacked = 0;
    double last = 0;
    for (const ChartSeries &series : data.series) {
        if (series.style != ChartSeries::Style::Stack)
            continue;
        ++stacked;
        last += series.values.back();
    }
    QCOMPARE(stacked, 9);
    QCOMPARE(std::round(last), 30);
    QVERIFY(seriesOf(data, u"others"_s));
    QCOMPARE(std::round(seriesOf(data, u"others"_s)->values.back()), 12);
}

void TestChartBuilder::unknownIsNotZero()
{
    m_history->setLevel(u"capacity:global"_s, 5);
    m_history->count(u"timeout:stall"_s);
    advance(60s);
    const ChartBuilder chart = builder(300);
    const ChartData usage = chart.usage(ChartBuilder::UsageBy::Provider, 300);
    QVERIFY(std::isnan(seriesOf(usage, u"capacity"_s)->values[100]));
    QCOMPARE(std::round(seriesOf(usage, u"capacity"_s)->values[280]), 5);
    QCOMPARE(usage.gaps.size(), 1U);
    QCOMPARE((usage.gaps[0].second - usage.gaps[0].first) / SecondUs, 240);
    const ChartData timeouts = chart.timeouts(60);
    QVERIFY(std::isnan(timeouts.series[0].values[10]));
    QCOMPARE(timeouts.series[0].values.back(), 0);
    QCOMPARE(sumOf(timeouts.series[0]), 1);
    // Nothing was measured: no percentile, not one of zero.
    QVERIFY(std::isnan(chart.wait({}, 60).series[0].values.back()));
}

void TestChartBuilder::percentilesAreOfMergedBuckets()
{
    for (int i = 0; i < 1'000; ++i) {
        m_history->spread(u"wait:kimi"_s, std::chrono::milliseconds(i));
        m_history->spread(u"wait:glm"_s, std::chrono::milliseconds(1'000 + i));
        advance(10ms);
    }
    const ChartData data = builder(300).wait({}, 10);
    double calls = 0;
    for (size_t i = 0; i < data.columns; ++i) {
        QVERIFY(std::isnan(data.series[0].values[i]) || data.series[0].values[i] <= data.series[2].values[i]);
        calls += data.series[3].values[i];
    }
    QCOMPARE(calls, 2'000);
    LogHistogram all;
    for (const LogHistogram &values : data.spread)
        all.merge(values);
    QVERIFY(std::abs(toSeconds(*all.quantile(0.5)) - 1.0) < 1.0 / 15);
}

void TestChartBuilder::oneProviderOnly()
{
    m_history->spread(u"total:kimi"_s, 1s);
    m_history->spread(u"total:glm"_s, 100s);
    advance(2s);
    const ChartData data = builder(300).latency(ChartBuilder::Latency::Total, u"kimi"_s, 60);
    double most = 0;
    for (const double value : data.series[2].values)
        most = std::isnan(value) ? most : std::max(most, value);
    QVERIFY(most > 0.9 && most < 1.1);
}

void TestChartBuilder::countsAddUpWhateverTheColumns()
{
    std::mt19937 random(8); // NOLINT: the same every time
    for (int i = 0; i < 500; ++i) {
        advance(std::chrono::milliseconds(random() % 500));
        m_history->count(u"refusal:EXAI_QUEUE_PER_SESSION"_s);
        m_history->count(u"cost_micro_usd:kimi"_s, 2'500);
        m_history->count(u"leak_found:orphan"_s);
    }
    for (const qint64 span : {300, 3'600, 86'400}) {
        for (const int columns : {7, 60, 500}) {
            const ChartBuilder chart = builder(span);
            QCOMPARE(sumOf(chart.refusals(columns).series[0]), 500);
            QVERIFY(std::abs(sumOf(chart.cost(columns).series[0]) - 1.25) < 1e-9);
            QCOMPARE(sumOf(chart.leaks(columns).series[0]), 500);
        }
    }
}

void TestChartBuilder::csvRoundTrip()
{
    std::mt19937 random(6); // NOLINT: the same every time
    for (int i = 0; i < 50; ++i) {
        advance(std::chrono::milliseconds(random() % 3'000));
        m_history->count(u"timeout:stall"_s, static_cast<qint64>(random() % 4));
        m_history->count(u"timeout:total"_s);
    }
    const ChartData data = builder(300).timeouts(60);
    const QList<QByteArray> lines = chartCsv(data).split('\n');
    QCOMPARE(lines.size(), static_cast<qsizetype>(data.columns) + 2); // head, and the end
    QCOMPARE(lines.constFirst(), "time,stall,total\r");
    for (size_t i = 0; i < data.columns; ++i) {
        const QList<QByteArray> fields = lines.at(static_cast<qsizetype>(i) + 1).trimmed().split(',');
        QCOMPARE(fields.size(), 3);
        const QDateTime time = QDateTime::fromString(QString::fromLatin1(fields.at(0)), Qt::ISODateWithMs);
        QCOMPARE(time.toMSecsSinceEpoch() * 1'000, data.firstUs + static_cast<qint64>(i) * data.stepUs);
        for (qsizetype s = 0; s < 2; ++s) {
            const double value = data.series.at(s).values[i];
            if (std::isnan(value))
                QVERIFY(fields.at(s + 1).isEmpty());
            else
                QCOMPARE(fields.at(s + 1).toDouble(), value);
        }
    }
}

void TestChartBuilder::csvIsSafeForSpreadsheets()
{
    ChartData data;
    data.columns = 1;
    data.series = {{u"=cmd()"_s, 0, ChartSeries::Style::Stack, {1}},
                   {u"a, \"b\""_s, 0, ChartSeries::Style::Stack, {std::nan("")}}};
    QCOMPARE(chartCsv(data), "time,'=cmd(),\"a, \"\"b\"\"\"\r\n1970-01-01T00:00:00.000Z,1,\r\n");
}

void TestChartBuilder::textsAreForPeople()
{
    QCOMPARE(valueText(3, ChartUnit::Slots), u"3"_s);
    QCOMPARE(valueText(2.41, ChartUnit::Slots), u"2.4"_s);
    QCOMPARE(valueText(0.35, ChartUnit::Seconds), u"350 ms"_s);
    QCOMPARE(valueText(3.21, ChartUnit::Seconds), u"3.2 s"_s);
    QCOMPARE(valueText(65, ChartUnit::Seconds), u"1 min 05 s"_s);
    QCOMPARE(valueText(1'234'567, ChartUnit::Tokens), u"1.2 M"_s);
    QCOMPARE(valueText(0.0312, ChartUnit::Dollars), u"$0.0312"_s);
    QCOMPARE(valueText(std::nan(""), ChartUnit::Number), u"–"_s);
}

QTEST_MAIN(TestChartBuilder)
#include "tst_chartbuilder.moc"
