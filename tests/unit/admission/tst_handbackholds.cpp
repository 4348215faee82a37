#include "core/admission/handbackholds.h"
#include "core/admission/returnmeter.h"

#include <QTest>

using namespace exaid;

namespace {

constexpr TimePoint Start{1'000s};
constexpr Duration Cap = 12ms;
constexpr Duration Unlearned = 3ms;

} // namespace

class TestHandBackHolds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lengthFollowsTheReturns_data();
    void lengthFollowsTheReturns();
    void oldReturnsAreForgotten();
    void holdsArePaidFor();
    void whatIsLeftComesBack();
    void savingsAreBounded();
    void claimTakesTheHoldOfTheRouteFirst();
};

void TestHandBackHolds::lengthFollowsTheReturns_data()
{
    QTest::addColumn<std::vector<Duration>>("returns");
    QTest::addColumn<Duration>("hold");
    using Returns = std::vector<Duration>;
    QTest::newRow("nothing known") << Returns{} << Unlearned;
    QTest::newRow("very quick") << Returns{300us, 300us} << Unlearned;
    QTest::newRow("one return") << Returns{3ms} << Duration(7ms);
    QTest::newRow("one slow moment") << Returns{3ms, 3ms, 11ms, 3ms} << Duration(7ms);
    QTest::newRow("scattered") << Returns{1ms, 4ms, 2ms, 5ms} << Duration(9ms);
    QTest::newRow("as slow as worth it") << Returns{9ms, 9ms} << Cap;
    QTest::newRow("just in time") << Returns{12ms} << Cap;
    QTest::newRow("late once") << Returns{40ms} << Unlearned;
    QTest::newRow("late twice") << Returns{40ms, 40ms} << Unlearned;
    QTest::newRow("late three times") << Returns{40ms, 40ms, 40ms} << Duration(0);
    QTest::newRow("late mostly") << Returns{1ms, 40ms, 40ms} << Duration(0);
    QTest::newRow("late every other time") << Returns{40ms, 1ms, 40ms, 2ms} << Unlearned;
    QTest::newRow("a clock that ran back") << Returns{-5ms} << Unlearned;
    QTest::newRow("after a night") << Returns{9h, 9h, 9h} << Duration(0);
}

void TestHandBackHolds::lengthFollowsTheReturns()
{
    QFETCH(const std::vector<Duration>, returns);
    QFETCH(const Duration, hold);
    ReturnMeter meter;
    for (const Duration took : returns)
        meter.returned(took);
    QCOMPARE(meter.holdWithin(Cap, Unlearned), hold);
    QCOMPARE(meter.holdWithin(Duration(0), Duration(0)), Duration(0));
}

void TestHandBackHolds::oldReturnsAreForgotten()
{
    ReturnMeter meter;
    for (int i = 0; i < 16; ++i)
        meter.returned(1s);
    QCOMPARE(meter.holdWithin(Cap, Unlearned), Duration(0));
    for (int i = 0; i < 7; ++i)
        meter.returned(2ms);
    QCOMPARE(meter.holdWithin(Cap, Unlearned), Duration(0));
    meter.returned(2ms);
    QCOMPARE(meter.holdWithin(Cap, Unlearned), Duration(5ms));
    for (int i = 0; i < 16; ++i)
        meter.returned(1ms);
    QCOMPARE(meter.holdWithin(Cap, Unlearned), Unlearned);
}

void TestHandBackHolds::holdsArePaidFor()
{
    HandBackHolds holds;
    holds.add(1, 0, 0, {0, 1}, Start, Start + 5ms);
    QCOMPARE(holds.nextEnd(), TimePoint::max()); // nothing was earned
    holds.earn(0, 100ms, 0.01, 100ms);           // to begin with, twenty calls' worth: 20 ms
    for (int i = 0; i < 5; ++i)
        holds.add(1, 0, 0, {0, 1}, Start, Start + 5ms);
    QCOMPARE(holds.heldBack(0), 4);
    QCOMPARE(holds.heldBack(1), 4);
    QCOMPARE(holds.heldBack(7), 0);
    holds.add(1, 0, 3, {0, 2}, Start, Start + 1ms); // each provider pays for itself
    QCOMPARE(holds.heldBack(2), 0);
    holds.dropDue(Start + 6ms); // a millisecond late: that is paid too
    QCOMPARE(holds.heldBack(0), 0);
    QCOMPARE(holds.longest(), Duration(6ms));
    QCOMPARE(holds.total(), Duration(24ms));
    holds.earn(0, 400ms, 0.01, 100ms); // pays the debt, and no more
    holds.add(1, 0, 0, {0, 1}, Start, Start + 1us);
    QCOMPARE(holds.heldBack(0), 0);
    holds.earn(0, 1ms, 0.01, 100ms);
    holds.add(1, 0, 0, {0, 1}, Start, Start + 1us);
    QCOMPARE(holds.heldBack(0), 1);
}

void TestHandBackHolds::whatIsLeftComesBack()
{
    HandBackHolds holds;
    holds.earn(0, 100ms, 0.01, 100ms);
    for (int i = 0; i < 20; ++i) { // 200 ms of holds, of which 20 are used
        const TimePoint now = Start + i * 100ms;
        holds.add(1, 0, 0, {0, 1}, now, now + 10ms);
        QCOMPARE(holds.heldBack(0), i < 11 ? 1 : 0);
        holds.dropAllOf(1, now + 1ms);
    }
    QCOMPARE(holds.total(), Duration(11ms));
}

void TestHandBackHolds::savingsAreBounded()
{
    HandBackHolds holds;
    for (int i = 0; i < 1'000; ++i)
        holds.earn(0, 100ms, 0.01, 100ms);
    holds.add(1, 0, 0, {0, 1}, Start, Start + 21ms);
    QCOMPARE(holds.heldBack(0), 0);
    holds.add(1, 0, 0, {0, 1}, Start, Start + 20ms);
    QCOMPARE(holds.heldBack(0), 1);
    holds.dropAll(Start);
    QCOMPARE(holds.heldBack(0), 0);
}

void TestHandBackHolds::claimTakesTheHoldOfTheRouteFirst()
{
    HandBackHolds holds;
    holds.earn(0, 1s, 0.01, 1s);
    holds.add(2, 0, 0, {0, 1}, Start, Start + 9ms);
    holds.add(1, 0, 0, {0, 1}, Start, Start + 5ms);
    holds.add(1, 3, 0, {0, 2}, Start, Start + 6ms);
    holds.claim(1, 3, Start);
    QCOMPARE(holds.heldBack(2), 0);
    QCOMPARE(holds.heldBack(1), 2);
    holds.claim(1, 3, Start); // none there: the oldest
    QCOMPARE(holds.heldBack(1), 1);
    holds.claim(1, 3, Start);
    QCOMPARE(holds.nextEnd(), Start + 9ms); // of the other session
}

QTEST_APPLESS_MAIN(TestHandBackHolds)
#include "tst_handbackholds.moc"
