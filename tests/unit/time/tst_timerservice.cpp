#include "core/time/manualtime.h"
#include "core/time/systemtime.h"

#include <QElapsedTimer>
#include <QList>
#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;

class TestTimerService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firesInOrderOfDueTimeThenCreation();
    void cancelledTimerNeverFires();
    void callbackMayDestroyItsOwnTimer();
    void timersMadeByCallbacksWaitForTheNextTurn();
    void eachTimerSeesItsOwnDueTime();
    void realTimerFiresNotEarly();
    void manyDueAtOnceLeaveRoomForOthers();
    void whatIsDueDoesNotWaitForOneThatIsLate();
};

void TestTimerService::firesInOrderOfDueTimeThenCreation()
{
    ManualClock clock;
    ManualTime time(clock);
    QList<int> fired;
    const Timer late = time.after(2s, [&] { fired << 3; });
    const Timer first = time.after(1s, [&] { fired << 1; });
    const Timer second = time.after(1s, [&] { fired << 2; });
    time.advance(999ms);
    QCOMPARE(fired, QList<int>());
    time.advance(1s + 1ms);
    QCOMPARE(fired, (QList<int>{1, 2, 3}));
    QVERIFY(!late.isActive());
}

void TestTimerService::cancelledTimerNeverFires()
{
    ManualClock clock;
    ManualTime time(clock);
    int fired = 0;
    Timer a = time.after(1s, [&] { ++fired; });
    a.cancel();
    {
        const Timer scoped = time.after(1s, [&] { ++fired; });
    }
    Timer replaced = time.after(1s, [&] { ++fired; });
    replaced = Timer();
    time.advance(5s);
    QCOMPARE(fired, 0);
    QVERIFY(!time.hasPending());
}

void TestTimerService::callbackMayDestroyItsOwnTimer()
{
    ManualClock clock;
    ManualTime time(clock);
    Timer timer;
    bool fired = false;
    timer = time.after(1s, [&] {
        timer = Timer();
        fired = true;
    });
    time.advance(1s);
    QVERIFY(fired);
}

void TestTimerService::timersMadeByCallbacksWaitForTheNextTurn()
{
    ManualClock clock;
    ManualTime time(clock);
    int rounds = 0;
    Timer inner;
    const Timer outer = time.after(1s, [&] { inner = time.after(0s, [&] { ++rounds; }); });
    QVERIFY(time.step());
    QCOMPARE(rounds, 0);
    QVERIFY(time.step());
    QCOMPARE(rounds, 1);
    QVERIFY(!time.step());
}

void TestTimerService::eachTimerSeesItsOwnDueTime()
{
    ManualClock clock;
    ManualTime time(clock);
    const TimePoint start = clock.now();
    QList<Duration> seen;
    const Timer a = time.after(1s, [&] { seen << clock.now() - start; });
    const Timer b = time.after(3s, [&] { seen << clock.now() - start; });
    time.advance(1h);
    QCOMPARE(seen, (QList<Duration>{1s, 3s}));
}

void TestTimerService::realTimerFiresNotEarly()
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    const TimePoint start = clock.now();
    std::optional<Duration> took;
    const Timer timer = timers.after(30ms, [&] { took = clock.now() - start; });
    QTRY_VERIFY_WITH_TIMEOUT(took.has_value(), 5'000);
    QVERIFY(*took >= 30ms);
}

void TestTimerService::manyDueAtOnceLeaveRoomForOthers()
{
    ManualClock clock;
    SystemTimerService timers(clock);
    QList<int> fired;
    std::vector<Timer> all;
    for (const int i : {1, 2, 3}) {
        all.push_back(timers.after(Duration::zero(), [&fired, &clock, i] {
            fired << i;
            clock.set(clock.now() + 300us);
        }));
    }
    QCoreApplication::processEvents();
    QCOMPARE(fired, (QList<int>{1, 2}));
    QCoreApplication::processEvents();
    QCOMPARE(fired, (QList<int>{1, 2, 3}));
}

// The system's timer is a millisecond late at times. A delay of zero is the next turn of the loop all the
// same.
void TestTimerService::whatIsDueDoesNotWaitForOneThatIsLate()
{
    ManualClock clock;
    SystemTimerService timers(clock);
    QList<int> fired;
    const Timer late = timers.after(1h, [&] { fired << 1; });
    clock.set(clock.now() + 2h); // its time has come, but the system's timer has not
    const Timer now = timers.after(Duration::zero(), [&] { fired << 2; });
    QCoreApplication::processEvents();
    QCOMPARE(fired, (QList<int>{1, 2}));
}

QTEST_GUILESS_MAIN(TestTimerService)
#include "tst_timerservice.moc"
