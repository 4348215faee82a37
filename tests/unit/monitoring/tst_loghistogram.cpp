#include "core/monitoring/loghistogram.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

using namespace exaid;
using namespace std::chrono_literals;

class TestLogHistogram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bucketsLeaveNoHole();
    void errorIsAsPromised_data();
    void errorIsAsPromised();
    void mergedIsAsIfMeasuredTogether();
    void emptyHasNoQuantile();
    void countsStopInsteadOfWrapping();
    void countBelowIsExactAtOctaves();
};

void TestLogHistogram::bucketsLeaveNoHole()
{
    for (int bucket = 0; bucket < LogHistogram::BucketCount; ++bucket) {
        QCOMPARE(LogHistogram::bucketOf(LogHistogram::lowerEdge(bucket)), bucket);
        if (bucket > 0)
            QCOMPARE(LogHistogram::bucketOf(LogHistogram::lowerEdge(bucket) - 1ns), bucket - 1);
    }
    QCOMPARE(LogHistogram::bucketOf(-5s), 0);
    QCOMPARE(LogHistogram::bucketOf(1'000h), LogHistogram::BucketCount - 1);
}

void TestLogHistogram::errorIsAsPromised_data()
{
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("sigma");
    QTest::newRow("tenths of a second") << 0.2 << 0.5;
    QTest::newRow("seconds") << 3.0 << 1.0;
    QTest::newRow("minutes, wide") << 90.0 << 1.8;
}

// Against sorted values: each quantile within 1/16 of the true one.
void TestLogHistogram::errorIsAsPromised()
{
    QFETCH(const double, median);
    QFETCH(const double, sigma);
    std::mt19937_64 random(42); // NOLINT: the same every time
    std::lognormal_distribution<double> distribution(std::log(median), sigma);
    LogHistogram histogram;
    std::vector<double> values;
    for (int i = 0; i < 20'000; ++i) {
        const double seconds = distribution(random);
        values.push_back(seconds);
        histogram.add(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds)));
    }
    std::ranges::sort(values);
    for (const double q : {0.01, 0.5, 0.9, 0.95, 0.99, 1.0}) {
        const double exact = values.at(static_cast<size_t>(std::ceil(q * 20'000)) - 1);
        const double told = toSeconds(*histogram.quantile(q));
        QVERIFY2(std::abs(told - exact) <= std::max(exact / 16, 0.0005),
                 qPrintable(QStringLiteral("q %1: %2 for %3").arg(q).arg(told).arg(exact)));
    }
    QCOMPARE(histogram.count(), 20'000);
}

void TestLogHistogram::mergedIsAsIfMeasuredTogether()
{
    LogHistogram left, right, both;
    for (int i = 0; i < 500; ++i) {
        const Duration value = std::chrono::milliseconds(i * i);
        (i % 3 == 0 ? left : right).add(value);
        both.add(value);
    }
    left.merge(right);
    QCOMPARE(left, both);
    LogHistogram empty;
    empty.merge(both);
    QCOMPARE(empty, both);
}

void TestLogHistogram::emptyHasNoQuantile()
{
    QVERIFY(!LogHistogram().quantile(0.5));
    QCOMPARE(LogHistogram().count(), 0);
}

void TestLogHistogram::countsStopInsteadOfWrapping()
{
    LogHistogram histogram;
    histogram.add(5ms, LogHistogram::MaxCount);
    histogram.add(5ms, 7);
    histogram.add(5ms, LogHistogram::MaxCount);
    QCOMPARE(histogram.count(), static_cast<qint64>(LogHistogram::MaxCount));
    QCOMPARE(histogram.bucketAt(0).index, 5);
}

void TestLogHistogram::countBelowIsExactAtOctaves()
{
    LogHistogram histogram;
    for (int ms = 0; ms < 4'096; ++ms)
        histogram.add(std::chrono::milliseconds(ms));
    for (int edge = 1; edge <= 4'096; edge *= 2)
        QCOMPARE(histogram.countBelow(std::chrono::milliseconds(edge)), edge);
}

QTEST_APPLESS_MAIN(TestLogHistogram)
#include "tst_loghistogram.moc"
