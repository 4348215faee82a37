// The user lets nobody in: nothing is lost by that, and nothing gets past it.

#include "admissiondesk.h"

using namespace exaid;
using Calls = AdmissionDesk::Calls;

namespace {

const QString Kimi = QStringLiteral("kimi");

AdmissionLimits limits(bool paused)
{
    AdmissionLimits limits;
    limits.providers = {{Kimi, 3}};
    limits.paused = paused;
    return limits;
}

} // namespace

class TestPause : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyIsLetInWhileRunningCallsGoOn();
    void whoWaitedGoesInItsOrderAfterwards();
    void whoWaitsIsToldWhy();
    void theQueueDeadlineStillHolds();
    void patienceDoesNotGetPastIt();
};

void TestPause::nobodyIsLetInWhileRunningCallsGoOn()
{
    AdmissionDesk desk(limits(false));
    desk.arrive(1, 1, Kimi);
    desk.send(ChangeLimits{limits(true)});
    QVERIFY(desk.holds(1));
    desk.arrive(2, 2, Kimi);
    desk.finish(1);
    desk.wait(10s);
    QCOMPARE(desk.takeGranted(), Calls{1});
    QCOMPARE(desk.controller.waiting(), 1);
    QCOMPARE(desk.controller.leases(), 0);
}

void TestPause::whoWaitedGoesInItsOrderAfterwards()
{
    AdmissionDesk desk(limits(true));
    for (quint64 call = 1; call <= 4; ++call)
        desk.arrive(call, call, Kimi);
    QVERIFY(desk.takeGranted().empty());
    desk.send(ChangeLimits{limits(false)});
    QCOMPARE(desk.takeGranted(), (Calls{1, 2, 3}));
    desk.finish(2);
    desk.wait(1s);
    QCOMPARE(desk.takeGranted(), Calls{4});
}

void TestPause::whoWaitsIsToldWhy()
{
    AdmissionDesk desk(limits(false));
    desk.arrive(1, 1, Kimi);
    desk.now += 10s;
    desk.finish(1); // so that there is a service time to expect from
    desk.send(ChangeLimits{limits(true)});
    desk.arrive(2, 2, Kimi);
    const auto place = desk.controller.place(desk.ticket(2));
    QVERIFY(place && place->paused);
    QVERIFY(!place->expectedWait);
    QCOMPARE(place->position, 1);
}

void TestPause::theQueueDeadlineStillHolds()
{
    AdmissionDesk desk(limits(true));
    desk.arrive(1, 1, Kimi, 5s);
    desk.wait(6s);
    QCOMPARE(desk.refused.size(), 1U);
    QVERIFY(desk.refused.front().cause == RefusalCause::QueueDeadline);
}

void TestPause::patienceDoesNotGetPastIt()
{
    AdmissionDesk desk(limits(true));
    desk.arriveBatch(1, 1, Kimi);
    desk.wait(120s);
    desk.send(Tick{});
    QVERIFY(desk.takeGranted().empty());
}

QTEST_GUILESS_MAIN(TestPause)
#include "tst_pause.moc"
