// Priority, ageing and the bound on starvation; seen through the controller, as everybody sees them.

#include "admissiondesk.h"

using namespace exaid;

namespace {

const QString Kimi = QStringLiteral("kimi");
const QString Glm = QStringLiteral("glm");

AdmissionLimits oneSlot()
{
    AdmissionLimits limits;
    limits.providers = {{Kimi, 1}, {Glm, 1}};
    limits.holdMax = {};
    limits.reservePerProvider = 0;
    return limits;
}

using Calls = AdmissionDesk::Calls;

} // namespace

class TestFairScheduler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interactiveGoesBeforeBatchWithinASession();
    void interactiveGoesBeforeBatchAtEqualShares();
    void batchKeepsItsEvenShare();
    void agedBatchCountsAsInteractive();
    void batchNeverStarvesBehindItsOwnSession();
    void batchNeverStarvesBehindOthers();
    void newcomersCannotStarveAnybody();
    void aBusySessionsSecondProviderIsServedInTheEnd();
    void patienceGrowsWithTheFairTurn();
    void positionKnowsPriorities();
    void aBatchCallThatComesBackHasAged();
};

void TestFairScheduler::interactiveGoesBeforeBatchWithinASession()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arriveBatch(2, 1, Kimi);
    desk.arriveBatch(3, 1, Kimi);
    desk.arrive(4, 1, Kimi);
    for (const quint64 next : {1, 4, 2, 3}) {
        QCOMPARE(desk.takeGranted(), Calls{next});
        desk.finish(next);
    }
}

void TestFairScheduler::interactiveGoesBeforeBatchAtEqualShares()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arriveBatch(2, 2, Kimi); // first in line, has used nothing
    desk.now += 1s;
    desk.arrive(3, 1, Kimi);
    desk.takeGranted();
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{3});
}

void TestFairScheduler::batchKeepsItsEvenShare()
{
    AdmissionLimits limits = oneSlot();
    limits.providers = {{Kimi, 2}};
    AdmissionDesk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.arriveBatch(4, 2, Kimi); // holds nothing; being interactive wins session 1 no second slot
    desk.takeGranted();
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{4});
}

void TestFairScheduler::agedBatchCountsAsInteractive()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arriveBatch(2, 1, Kimi);
    desk.wait(30s - 1ns);
    desk.arrive(3, 1, Kimi, 600s);
    desk.takeGranted();
    QCOMPARE(desk.controller.place(desk.ticket(2))->position, 2);
    desk.wait(1ns);
    desk.send(Tick{});
    QCOMPARE(desk.controller.place(desk.ticket(2))->position, 1);
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{2}); // it came before call 3
}

void TestFairScheduler::batchNeverStarvesBehindItsOwnSession()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arriveBatch(1'000, 1, Kimi, 24h);
    quint64 last = 2;
    for (quint64 running = 1; !desk.holds(1'000); ++running) {
        QVERIFY(running < 40);
        desk.arrive(++last, 1, Kimi); // always one more waiting
        desk.wait(1s);
        desk.finish(running);
    }
}

void TestFairScheduler::batchNeverStarvesBehindOthers()
{
    AdmissionDesk desk(oneSlot());
    desk.arriveBatch(999, 1, Kimi);
    desk.arriveBatch(1'000, 1, Kimi, 24h);
    desk.now += 1s;
    desk.arrive(2, 2, Kimi);
    desk.finish(999);
    quint64 last = 2;
    const TimePoint start = desk.now;
    for (quint64 running = 2; !desk.holds(1'000); ++running) {
        QVERIFY2(desk.now - start < 40s, "starved");
        ++last;
        desk.arrive(last, last, Kimi); // others come all the time, each holding nothing
        desk.wait(1s);
        desk.finish(running);
    }
    QVERIFY(desk.now - start >= 28s); // it did give way
}

// A session that connects anew for each call has used nothing each time, and always goes before one that has.
void TestFairScheduler::newcomersCannotStarveAnybody()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.now += 100s;
    desk.arrive(1'000, 1, Kimi, 24h);
    desk.arrive(2, 2, Kimi);
    desk.finish(1);
    QVERIFY(desk.holds(2));
    quint64 last = 2;
    const TimePoint start = desk.now;
    for (quint64 running = 2; !desk.holds(1'000); ++running) {
        QVERIFY2(desk.now - start < 24h, "starved");
        ++last;
        desk.arrive(last, last, Kimi);
        desk.wait(1s);
        desk.finish(running);
        desk.send(EndSession{SessionId{running}});
    }
    // Eight turns of the mean service time, of 100 s at first and then more and more like 1 s.
    QVERIFY(desk.now - start > 30s);
}

// Max-min counts all slots, so a session that always runs something at one provider is always behind at the
// other.
void TestFairScheduler::aBusySessionsSecondProviderIsServedInTheEnd()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi); // runs on and on
    desk.arrive(2, 2, Glm);
    desk.arrive(1'000, 1, Glm, 24h);
    quint64 last = 2;
    const TimePoint start = desk.now;
    for (quint64 running = 2; !desk.holds(1'000); ++running) {
        QVERIFY2(desk.now - start <= 32s, "starved");
        ++last;
        desk.arrive(last, 2 + last % 3, Glm);
        desk.wait(1s);
        desk.finish(running);
    }
    QVERIFY(desk.now - start >= 30s);
}

void TestFairScheduler::patienceGrowsWithTheFairTurn()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    QCOMPARE(desk.controller.patienceOf(desk.ticket(2)),
             std::optional<Duration>(30s)); // nothing measured yet
    desk.now += 10s;
    desk.finish(1);
    for (quint64 i = 3; i <= 6; ++i)
        desk.arrive(i, i, Kimi);
    QCOMPARE(desk.controller.patienceOf(desk.ticket(3)),
             std::optional<Duration>(8 * 4 * 10s)); // four take turns, 10 s each
}

void TestFairScheduler::positionKnowsPriorities()
{
    AdmissionDesk desk(oneSlot());
    desk.arrive(1, 1, Kimi);
    desk.arriveBatch(2, 1, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.arrive(4, 1, Kimi);
    QCOMPARE(desk.controller.place(desk.ticket(3))->position, 1);
    QCOMPARE(desk.controller.place(desk.ticket(4))->position, 2);
    QCOMPARE(desk.controller.place(desk.ticket(2))->position, 3);
}

void TestFairScheduler::aBatchCallThatComesBackHasAged()
{
    AdmissionDesk desk(oneSlot());
    desk.arriveBatch(1, 1, Kimi);
    const quint64 place = desk.granted.back().place;
    desk.arrive(2, 2, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.now += 1s;
    desk.finish(1);
    QVERIFY(desk.holds(2));
    desk.send(Arrive{desk.newTicket(100),
                     CallId{1},
                     SessionId{1},
                     Kimi,
                     {},
                     desk.now + 60s,
                     desk.now + 600s,
                     place,
                     Priority::Batch});
    desk.takeGranted();
    desk.finish(2);
    QCOMPARE(desk.takeGranted(), Calls{1}); // before call 3
}

QTEST_APPLESS_MAIN(TestFairScheduler)
#include "tst_fairscheduler.moc"
