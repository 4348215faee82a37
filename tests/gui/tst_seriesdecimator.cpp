#include "gui/charts/seriesdecimator.h"

#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace std::chrono_literals;

class TestSeriesDecimator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsNeverSlope();
    void flatIsTwoPoints();
    void emptyIsEmpty();
    void olderThanTheEdgeStartsAtTheEdge();
    void manySamplesStayFewPoints();
    void aShortPeakIsNotLost();
};

void TestSeriesDecimator::stepsNeverSlope()
{
    const TimePoint now{1'000s};
    const std::deque<UsageSample> samples{{now - 40s, 1, 3}, {now - 30s, 3, 3}, {now - 10s, 2, 3}};
    const QList<QPointF> expected{{-40, 1}, {-30, 1}, {-30, 3}, {-10, 3}, {-10, 2}, {0, 2}};
    QCOMPARE(stepLine(samples, &UsageSample::held, now, 60s, 300), expected);
}

void TestSeriesDecimator::flatIsTwoPoints()
{
    const TimePoint now{1'000s};
    const std::deque<UsageSample> samples{{now - 40s, 1, 3}, {now - 30s, 2, 3}};
    const QList<QPointF> expected{{-40, 3}, {0, 3}};
    QCOMPARE(stepLine(samples, &UsageSample::capacity, now, 60s, 300), expected);
}

void TestSeriesDecimator::emptyIsEmpty()
{
    QVERIFY(stepLine({}, &UsageSample::held, TimePoint{1'000s}, 60s, 300).isEmpty());
}

void TestSeriesDecimator::olderThanTheEdgeStartsAtTheEdge()
{
    const TimePoint now{1'000s};
    const std::deque<UsageSample> samples{
        {now - 90s, 5, 5}, {now - 80s, 1, 5}, {now - 70s, 2, 5}, {now - 10s, 0, 5}};
    const QList<QPointF> expected{{-60, 2}, {-10, 2}, {-10, 0}, {0, 0}};
    QCOMPARE(stepLine(samples, &UsageSample::held, now, 60s, 300), expected);
}

void TestSeriesDecimator::manySamplesStayFewPoints()
{
    const TimePoint now{10'000s};
    std::deque<UsageSample> samples;
    for (int i = 0; i < 4'000; ++i)
        samples.push_back({now - 300s + std::chrono::milliseconds(75 * i), (i * 7) % 5, 5});
    const QList<QPointF> points = stepLine(samples, &UsageSample::held, now, 300s, 300);
    QVERIFY2(points.size() <= 300 * 6 + 2, qPrintable(QString::number(points.size())));
    for (qsizetype i = 1; i < points.size(); ++i) {
        QVERIFY(points.at(i).x() >= points.at(i - 1).x());
        QVERIFY(points.at(i).x() == points.at(i - 1).x() || points.at(i).y() == points.at(i - 1).y());
    }
    QCOMPARE(points.constLast().y(), double(samples.back().held));
}

void TestSeriesDecimator::aShortPeakIsNotLost()
{
    const TimePoint now{10'000s};
    std::deque<UsageSample> samples;
    for (int i = 0; i < 10; ++i)
        samples.push_back({now - 100s + std::chrono::milliseconds(10 * i), i == 5 ? 4 : i % 2, 5});
    const QList<QPointF> points = stepLine(samples, &UsageSample::held, now, 300s, 100);
    QVERIFY(std::ranges::any_of(points, [](const QPointF &p) { return p.y() == 4; }));
    QCOMPARE(points.constLast(), QPointF(0, 1));
}

QTEST_GUILESS_MAIN(TestSeriesDecimator)
#include "tst_seriesdecimator.moc"
