#include "core/time/manualtime.h"
#include "gui/feed/usagehistory.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<PoolSnapshot> kimi(int held, int capacity = 3)
{
    return {{u"global"_s, {}, {}, 5, held, 5 - held, 0, 0, 0, false},
            {u"provider"_s, u"kimi"_s, u"KIMI"_s, capacity, held, capacity - held, 0, 0, 0, false}};
}

} // namespace

class TestUsageHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsChangesOnly();
    void keepsWhatHeldAtTheLeftEdge();
    void silenceIsAGap();
    void isBounded();
    void peakCountsWhatStillHeld();
};

void TestUsageHistory::keepsChangesOnly()
{
    UsageHistory history;
    TimePoint now{1'000s};
    for (int i = 0; i < 100; ++i, now += 100ms)
        history.record(now, kimi(i < 50 ? 1 : 2));
    QCOMPARE(history.tracks().size(), 1); // the global pool is no provider
    QCOMPARE(history.tracks().constFirst().samples.size(), 2U);
    QVERIFY(history.gaps(now).isEmpty());
    history.record(now, kimi(2, 4));
    QCOMPARE(history.tracks().constFirst().samples.size(), 3U);
}

void TestUsageHistory::keepsWhatHeldAtTheLeftEdge()
{
    UsageHistory history(60s);
    TimePoint now{1'000s};
    history.record(now, kimi(1));
    for (int i = 0; i < 200; ++i, now += 1s)
        history.record(now, kimi(2));
    const auto &samples = history.tracks().constFirst().samples;
    QCOMPARE(samples.size(), 1U);
    QCOMPARE(samples.front().held, 2);
}

void TestUsageHistory::silenceIsAGap()
{
    UsageHistory history;
    const TimePoint start{1'000s};
    history.record(start, kimi(1));
    QVERIFY(history.gaps(start + 2s).isEmpty());
    QCOMPARE(history.gaps(start + 5s).size(), 1);
    QVERIFY(history.gaps(start + 5s).constFirst().to == start + 5s);
    history.record(start + 9s, kimi(1));
    history.record(start + 10s, kimi(2));
    QCOMPARE(history.gaps(start + 10s).size(), 1);
    QVERIFY(history.gaps(start + 10s).constFirst().from == start);
    QVERIFY(history.gaps(start + 10s).constFirst().to == start + 9s);
    TimePoint now = start + 10s;
    for (int i = 0; i < 320; ++i, now += 1s)
        history.record(now, kimi(2));
    QVERIFY(history.gaps(now).isEmpty());
}

void TestUsageHistory::isBounded()
{
    UsageHistory history(5min, 2s, 128);
    TimePoint now{1'000s};
    for (int i = 0; i < 10'000; ++i, now += 1ms)
        history.record(now, kimi(i % 3));
    QVERIFY(history.tracks().constFirst().samples.size() <= 128U);
    QCOMPARE(history.tracks().constFirst().samples.back().held, 9'999 % 3);
}

void TestUsageHistory::peakCountsWhatStillHeld()
{
    UsageHistory history(60s);
    const TimePoint start{1'000s};
    history.record(start, kimi(3));
    history.record(start + 1s, kimi(1));
    history.record(start + 2s, kimi(2));
    const UsageTrack &track = history.tracks().constFirst();
    QCOMPARE(track.peakSince(start), 3);
    QCOMPARE(track.peakSince(start + 1s), 2);
    QCOMPARE(track.peakSince(start + 30s), 2);
    QCOMPARE(UsageTrack().peakSince(start), 0);
}

QTEST_GUILESS_MAIN(TestUsageHistory)
#include "tst_usagehistory.moc"
