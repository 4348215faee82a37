#include "core/providers/callwatchdog.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestCallWatchdog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheClock_data();
    void namesTheClock();
    void anotherRoundStartsAnewButNotItsTotal();
    void stoppedIsQuiet();
    void zeroIsNoLimit();
    void mayBeDestroyedByItsCallback();
    void longStreamStaysAlive();
};

namespace {

struct Fired
{
    CallClock clock;
    Duration limit;
    Duration after;
};

CompletionLimits usualLimits(const ManualClock &clock)
{
    return {.connect = 10s,
            .firstToken = 60s,
            .stall = 30s,
            .total = 240s,
            .deadline = Deadline(clock.now() + 1000s)};
}

} // namespace

void TestCallWatchdog::namesTheClock_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<CallClock>("clock");
    QTest::addColumn<int>("seconds");
    // c: connected, t: first token, b: a byte; each followed by 5 s. At the end: silence.
    QTest::newRow("never connects") << "" << CallClock::Connect << 10;
    QTest::newRow("connects, then silent") << "c" << CallClock::FirstToken << 60;
    QTest::newRow("bytes but no token") << "cbbbbbb" << CallClock::FirstToken << 60;
    QTest::newRow("one token, then silent") << "ct" << CallClock::Stall << 35; // token at 5 s
    QTest::newRow("stream falls silent") << "ctbbbb" << CallClock::Stall << 55;
    QTest::newRow("token without being told of the connection") << "t" << CallClock::Stall << 30;
    QTest::newRow("endless") << QString(u'c' + QString(u't') + QString(100, u'b')) << CallClock::Total << 240;
    QTest::newRow("connected said twice") << "cc" << CallClock::FirstToken << 60;
    QTest::newRow("late connected does not undo the token") << "tcb" << CallClock::Stall << 40;
}

void TestCallWatchdog::namesTheClock()
{
    QFETCH(QString, story);
    QFETCH(CallClock, clock);
    QFETCH(int, seconds);
    ManualClock manual;
    ManualTime time(manual);
    const TimePoint start = manual.now();
    QList<Fired> fired;
    CallWatchdog dog(time, usualLimits(manual),
                     [&](CallClock c, Duration limit) { fired.append({c, limit, manual.now() - start}); });
    dog.roundStarted();
    for (const QChar step : story) {
        if (step == u'c')
            dog.connected();
        else if (step == u't')
            dog.firstToken();
        else
            dog.received();
        time.advance(5s);
    }
    time.advance(10000s);
    QCOMPARE(fired.size(), 1);
    QCOMPARE(toString(fired.first().clock), toString(clock));
    QCOMPARE(fired.first().after, Duration(std::chrono::seconds(seconds)));
    const CompletionLimits limits = usualLimits(manual);
    const QHash<CallClock, Duration> expected{{CallClock::Connect, limits.connect},
                                              {CallClock::FirstToken, limits.firstToken},
                                              {CallClock::Stall, limits.stall},
                                              {CallClock::Total, limits.total}};
    QCOMPARE(fired.first().limit, expected.value(clock));
}

void TestCallWatchdog::anotherRoundStartsAnewButNotItsTotal()
{
    ManualClock manual;
    ManualTime time(manual);
    const TimePoint start = manual.now();
    QList<Fired> fired;
    CompletionLimits limits = usualLimits(manual);
    limits.deadline = Deadline(start + 100s);
    CallWatchdog dog(time, limits,
                     [&](CallClock c, Duration l) { fired.append({c, l, manual.now() - start}); });
    for (int round = 0; round < 3; ++round) {
        dog.roundStarted();
        time.advance(9s);
        dog.connected();
        time.advance(20s);
        dog.firstToken();
        time.advance(3s);
    }
    QVERIFY(fired.isEmpty());
    time.advance(1000s);
    QCOMPARE(fired.size(), 1);
    QCOMPARE(toString(fired.first().clock), u"total"_s); // the call's deadline, earlier than the total limit
    QCOMPARE(fired.first().after, Duration(100s));
}

void TestCallWatchdog::stoppedIsQuiet()
{
    ManualClock manual;
    ManualTime time(manual);
    int fired = 0;
    CallWatchdog dog(time, usualLimits(manual), [&](CallClock, Duration) { ++fired; });
    dog.roundStarted();
    dog.stop();
    dog.connected();
    dog.firstToken();
    dog.received();
    time.advance(10000s);
    QCOMPARE(fired, 0);
    QVERIFY(!time.hasPending());
}

void TestCallWatchdog::zeroIsNoLimit()
{
    ManualClock manual;
    ManualTime time(manual);
    int fired = 0;
    CallWatchdog dog(time, {}, [&](CallClock, Duration) { ++fired; });
    dog.roundStarted();
    time.advance(100000s);
    dog.firstToken();
    time.advance(100000s);
    QCOMPARE(fired, 0);
}

void TestCallWatchdog::mayBeDestroyedByItsCallback()
{
    ManualClock manual;
    ManualTime time(manual);
    std::unique_ptr<CallWatchdog> dog;
    int fired = 0;
    dog = std::make_unique<CallWatchdog>(time, usualLimits(manual), [&](CallClock, Duration) {
        dog.reset();
        ++fired;
    });
    dog->roundStarted();
    time.advance(1000s);
    QCOMPARE(fired, 1);
}

void TestCallWatchdog::longStreamStaysAlive()
{
    ManualClock manual;
    ManualTime time(manual);
    int fired = 0;
    CallWatchdog dog(time, {.connect = 10s, .firstToken = 60s, .stall = 30s, .total = {}, .deadline = {}},
                     [&](CallClock, Duration) { ++fired; });
    dog.roundStarted();
    dog.firstToken();
    for (int i = 0; i < 100'000; ++i) {
        dog.received();
        time.advance(1ms);
    }
    QCOMPARE(fired, 0);
    QVERIFY(time.hasPending());
    time.advance(31s);
    QCOMPARE(fired, 1);
}

QTEST_GUILESS_MAIN(TestCallWatchdog)
#include "tst_callwatchdog.moc"
