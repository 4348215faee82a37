#include "admissiondesk.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = QStringLiteral("kimi");
const QString Glm = QStringLiteral("glm");

AdmissionLimits development()
{
    AdmissionLimits limits;
    limits.providers = {{Kimi, 3}, {Glm, 2}};
    limits.holdMax = {};
    limits.reservePerProvider = 0;
    return limits;
}

class Desk : public AdmissionDesk
{
public:
    explicit Desk(const AdmissionLimits &limits = development())
        : AdmissionDesk(limits)
    {}
};

using Calls = AdmissionDesk::Calls;

} // namespace

class TestAdmissionController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void grantsUpToEachLimit();
    void pain06_globalLimitHoldsWhateverTheProviders();
    void pain01_aFullProviderBlocksNobodyElse();
    void freedSlotGoesToTheSessionThatHoldsFewest();
    void equalHoldersAreOrderedByUse();
    void withinASessionFirstComeFirstServed();
    void pain04_waitsInsteadOfRefusing();
    void queueDeadlineRefusesWithinTime();
    void aSlotThatIsFreeAtTheQueueDeadlineComesTooLate();
    void queueBoundsRefuseOnlyTheNewcomer();
    void pain05_aRefusedCallLeavesNoTrace();
    void withdrawnTicketIsNeverGranted();
    void shrinkingCutsNobodyAndGrantsNothingAboveTheNewLimit();
    void growingGrantsAtOnce();
    void endedSessionIsForgottenWhenItsLastLeaseReturns();
    void holdKeepsTheSlotForAQuickSession();
    void holdEndsByItself();
    void newLimitsEndTheHoldsOfTheOld();
    void holdIsNotGivenToASlowSession();
    void holdLastsAsLongAsTheSessionNeeds();
    void holdEndsWhenTheSessionIsBusyElsewhere();
    void comesBackWithItsOldPlaceInLine();
    void positionsCountWhoIsServedBefore();
    void expectedWaitComesFromMeasuredService();
    void longAbsenceDoesNotUpsetTheOrder();
};

void TestAdmissionController::grantsUpToEachLimit()
{
    Desk desk;
    for (quint64 i = 1; i <= 3; ++i)
        desk.arrive(i, 1, Kimi);
    QCOMPARE(desk.takeGranted(), (Calls{1, 2})); // per session 2
    desk.arrive(4, 2, Kimi);
    desk.arrive(5, 2, Kimi);
    QCOMPARE(desk.takeGranted(), (Calls{4})); // Kimi 3
    desk.arrive(6, 3, Glm);
    desk.arrive(7, 3, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{6, 7}));
    desk.arrive(8, 4, Glm);
    QCOMPARE(desk.takeGranted(), Calls{}); // GLM 2, global 5
    QCOMPARE(desk.controller.leases(), 5);
    QCOMPARE(desk.controller.waiting(), 3);
}

void TestAdmissionController::pain06_globalLimitHoldsWhateverTheProviders()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 50}, {Glm, 50}};
    limits.perSession = 50;
    Desk desk(limits);
    for (quint64 i = 1; i <= 40; ++i) {
        desk.arrive(i, 1 + i % 4, i % 2 ? Kimi : Glm);
        QVERIFY(desk.controller.leases() <= 5);
    }
    QCOMPARE(desk.controller.leases(), 5);
}

void TestAdmissionController::pain01_aFullProviderBlocksNobodyElse()
{
    Desk desk;
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 2, Kimi);
    for (quint64 i = 10; i < 20; ++i)
        desk.arrive(i, 3 + i % 2, Kimi); // a crowd behind the full provider
    desk.takeGranted();
    desk.arrive(30, 2, Glm);
    desk.arrive(31, 5, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{30, 31}));
}

void TestAdmissionController::freedSlotGoesToTheSessionThatHoldsFewest()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 3}};
    limits.perSession = 3;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.arrive(4, 1, Kimi); // first in line
    desk.arrive(5, 2, Kimi); // holds nothing
    desk.takeGranted();
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{5});
    desk.finish(5);
    QCOMPARE(desk.takeGranted(), Calls{4});
}

void TestAdmissionController::equalHoldersAreOrderedByUse()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.now += 30s; // session 1 uses 30 slot-seconds
    desk.finish(1);
    desk.arrive(2, 2, Kimi);
    desk.now += 1s;
    desk.arrive(3, 1, Kimi); // waits longer than the next one
    desk.arrive(4, 3, Kimi); // has used nothing
    desk.takeGranted();
    desk.finish(2);
    QCOMPARE(desk.takeGranted(), Calls{4});
    desk.finish(4);
    QCOMPARE(desk.takeGranted(), Calls{3});
}

void TestAdmissionController::withinASessionFirstComeFirstServed()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    for (quint64 i = 1; i <= 5; ++i)
        desk.arrive(i, 1, Kimi);
    for (quint64 i = 1; i <= 5; ++i) {
        QCOMPARE(desk.takeGranted(), Calls{i});
        desk.finish(i);
    }
}

void TestAdmissionController::pain04_waitsInsteadOfRefusing()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    QVERIFY(desk.refused.empty());
    desk.now += 50ms;
    desk.finish(1);
    QVERIFY(desk.holds(2));
    QCOMPARE(desk.granted.back().waited, Duration(50ms));
}

void TestAdmissionController::queueDeadlineRefusesWithinTime()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi, 10s);
    QCOMPARE(desk.controller.nextWake(), desk.now + 10s);
    desk.now += 10s;
    desk.send(Tick{});
    QCOMPARE(desk.refused.size(), size_t{1});
    QVERIFY(desk.refused[0].cause == RefusalCause::QueueDeadline);
    QCOMPARE(desk.refused[0].waited, Duration(10s));
    desk.takeGranted();
    desk.finish(1);
    QVERIFY(desk.takeGranted().empty());
}

void TestAdmissionController::aSlotThatIsFreeAtTheQueueDeadlineComesTooLate()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi, 10s);
    desk.arrive(3, 3, Kimi, 20s);
    desk.takeGranted();
    desk.now += 10s;
    desk.finish(1); // before the tick of that time
    QCOMPARE(desk.takeGranted(), Calls{3});
    QCOMPARE(desk.refused.size(), size_t{1});
    QCOMPARE(desk.refused.front().call, CallId{2});
    QVERIFY(desk.refused.front().cause == RefusalCause::QueueDeadline);
}

void TestAdmissionController::queueBoundsRefuseOnlyTheNewcomer()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    limits.queuePerSession = 2;
    limits.queueTotal = 3;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.arrive(4, 1, Kimi);
    QCOMPARE(desk.refused.size(), size_t{1});
    QCOMPARE(desk.refused[0].call, CallId{4});
    QVERIFY(desk.refused[0].cause == RefusalCause::SessionQueueFull);
    desk.arrive(5, 2, Kimi);
    desk.arrive(6, 3, Kimi);
    QCOMPARE(desk.refused.back().call, CallId{6});
    QVERIFY(desk.refused.back().cause == RefusalCause::TotalQueueFull);
    QCOMPARE(desk.controller.waiting(), 3);
}

void TestAdmissionController::pain05_aRefusedCallLeavesNoTrace()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    limits.queuePerSession = 0;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    QCOMPARE(desk.refused.size(), size_t{1});
    QCOMPARE(desk.controller.waiting(), 0);
    desk.finish(1);
    desk.send(
        Arrive{desk.newTicket(2), CallId{2}, SessionId{1}, Kimi, {}, desk.now + 60s, desk.now + 600s, 0});
    QVERIFY(desk.holds(2));
}

void TestAdmissionController::withdrawnTicketIsNeverGranted()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.arrive(3, 3, Kimi);
    desk.takeGranted();
    desk.send(Withdraw{desk.ticket(2)});
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{3});
}

void TestAdmissionController::shrinkingCutsNobodyAndGrantsNothingAboveTheNewLimit()
{
    AdmissionLimits limits = development();
    limits.global = 24;
    limits.perSession = 24;
    limits.providers = {{Kimi, 24}};
    Desk desk(limits);
    for (quint64 i = 1; i <= 60; ++i)
        desk.arrive(i, 1 + i % 6, Kimi);
    QCOMPARE(desk.controller.leases(), 24);
    limits.global = 5;
    desk.takeGranted();
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.controller.leases(), 24); // nobody is cut
    for (int left = 23; left >= 5; --left) {
        const auto first =
            std::ranges::find_if(desk.leases, [&](const auto &l) { return desk.controller.lease(l.second); });
        desk.finish(first->first);
        QCOMPARE(desk.controller.leases(), left);
        QVERIFY(desk.takeGranted().empty());
    }
    const auto next =
        std::ranges::find_if(desk.leases, [&](const auto &l) { return desk.controller.lease(l.second); });
    desk.finish(next->first);
    QCOMPARE(desk.takeGranted().size(), size_t{1});
    QCOMPARE(desk.controller.leases(), 5);
}

void TestAdmissionController::growingGrantsAtOnce()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.takeGranted();
    limits.providers = {{Kimi, 2}, {u"extra"_s, 1}};
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.takeGranted(), Calls{2});
    desk.arrive(3, 3, u"extra"_s);
    QCOMPARE(desk.takeGranted(), Calls{3});
}

void TestAdmissionController::endedSessionIsForgottenWhenItsLastLeaseReturns()
{
    Desk desk;
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Glm);
    desk.arrive(3, 1, Glm);
    desk.send(EndSession{SessionId{1}});
    QCOMPARE(desk.refused.size(), size_t{1}); // the waiting one
    QCOMPARE(desk.controller.pools().size(), size_t{4});
    desk.finish(1);
    desk.finish(2);
    QCOMPARE(desk.controller.pools().size(), size_t{3}); // global, Kimi, GLM
    QCOMPARE(desk.controller.leases(), 0);
}

void TestAdmissionController::holdKeepsTheSlotForAQuickSession()
{
    AdmissionLimits limits = development();
    limits.global = 2;
    limits.providers = {{Kimi, 2}};
    limits.holdMax = 3ms;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi); // polite
    for (quint64 i = 10; i < 14; ++i)
        desk.arrive(i, 2, Kimi); // greedy
    QCOMPARE(desk.takeGranted(), (Calls{1, 10}));
    desk.now += 100ms; // 1 % of it is the hold: 1 ms
    desk.finish(1);
    QVERIFY2(desk.takeGranted().empty(), "the slot went to the greedy session");
    QCOMPARE(desk.controller.nextWake(), desk.now + 1ms);
    desk.now += 300us;
    desk.arrive(2, 1, Kimi);
    QCOMPARE(desk.takeGranted(), Calls{2});
}

void TestAdmissionController::holdEndsByItself()
{
    AdmissionLimits limits = development();
    limits.global = 2;
    limits.providers = {{Kimi, 2}};
    Desk desk(limits);
    limits.holdMax = 3ms;
    desk.send(ChangeLimits{limits});
    desk.arrive(1, 1, Kimi);
    desk.arrive(10, 2, Kimi);
    desk.arrive(11, 2, Kimi);
    desk.now += 10s;
    desk.takeGranted();
    desk.finish(1);
    QVERIFY(desk.takeGranted().empty());
    desk.now = desk.controller.nextWake();
    QCOMPARE(desk.now, TimePoint(1'010s + 3ms)); // capped
    desk.send(Tick{});
    QCOMPARE(desk.takeGranted(), Calls{11});
}

void TestAdmissionController::newLimitsEndTheHoldsOfTheOld()
{
    AdmissionLimits limits = development();
    limits.global = 2;
    limits.providers = {{Kimi, 2}};
    limits.holdMax = 3ms;
    Desk desk(limits);
    const auto makeHold = [&desk](quint64 first) {
        desk.arrive(first, 1, Kimi);
        desk.arrive(first + 1, 2, Kimi);
        desk.arrive(first + 2, 2, Kimi);
        desk.now += 100ms;
        desk.takeGranted();
        desk.finish(first);
        QVERIFY(desk.takeGranted().empty()); // kept for session 1
    };
    makeHold(1);
    limits.holdMax = Duration::zero();
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.takeGranted(), Calls{3});

    limits.holdMax = 3ms;
    desk.send(ChangeLimits{limits});
    desk.finish(2);
    desk.finish(3);
    makeHold(11);
    desk.send(LimitSession{SessionId{1}, 0});
    QCOMPARE(desk.takeGranted(), Calls{13});
}

void TestAdmissionController::holdIsNotGivenToASlowSession()
{
    AdmissionLimits limits = development();
    limits.global = 2;
    limits.providers = {{Kimi, 2}};
    limits.holdMax = 3ms;
    Desk desk(limits);
    quint64 last = 100;
    const auto isHeldFor = [&](quint64 call) { // against one that has a slot and wants another
        last += 2;
        desk.arrive(last - 1, 2, Kimi);
        desk.arrive(last, 2, Kimi);
        desk.takeGranted();
        desk.now += 1s;
        desk.finish(call);
        const bool held = desk.takeGranted().empty();
        desk.wait(1s); // took its time
        for (const quint64 rival : {last - 1, last}) {
            if (desk.holds(rival))
                desk.finish(rival);
        }
        return held;
    };
    quint64 call = 1;
    for (int slow = 0; slow < 3; ++slow, ++call) {
        desk.arrive(call, 1, Kimi);
        QVERIFY2(isHeldFor(call), qPrintable(QString::number(slow))); // once or twice may be chance
    }
    desk.arrive(call, 1, Kimi);
    QVERIFY(!isHeldFor(call));
    ++call;
    desk.arrive(call, 1, Kimi);
    for (int quick = 0; quick < 5; ++quick, ++call) {
        desk.now += 1s;
        desk.finish(call);
        desk.now += 1ms;
        desk.arrive(call + 1, 1, Kimi);
    }
    QVERIFY(isHeldFor(call)); // five of nine were quick: it is believed again
}

void TestAdmissionController::holdLastsAsLongAsTheSessionNeeds()
{
    AdmissionLimits limits = development();
    limits.global = 2;
    limits.providers = {{Kimi, 2}};
    limits.holdMax = 20ms;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    for (quint64 i = 100; i < 160; ++i)
        desk.arrive(i, 2, Kimi);
    desk.takeGranted();
    // Back after 7 ms each time: too late for the first hold, which knows nothing yet.
    for (quint64 call = 1; call < 6; ++call) {
        desk.wait(400ms);
        desk.finish(call);
        const Duration hold = desk.controller.nextWake() - desk.now;
        QVERIFY(call == 1 ? hold == 3ms : hold > 7ms && hold <= 13ms); // 3 % of the mean
        desk.wait(7ms);
        desk.arrive(call + 1, 1, Kimi);
        if (call == 1) {
            QCOMPARE(desk.takeGranted(), Calls{101}); // gone
            desk.wait(400ms);
            desk.finish(101);
            QCOMPARE(desk.takeGranted(), Calls{2});
        } else {
            QCOMPARE(desk.takeGranted(), Calls{call + 1});
        }
    }
    QVERIFY(desk.controller.longestHold() <= 7ms);
}

void TestAdmissionController::holdEndsWhenTheSessionIsBusyElsewhere()
{
    AdmissionLimits limits = development();
    limits.global = 4;
    limits.providers = {{Kimi, 2}, {Glm, 2}};
    limits.holdMax = 3ms;
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    for (quint64 i = 10; i < 13; ++i)
        desk.arrive(i, 2, Kimi);
    desk.now += 1s;
    desk.takeGranted();
    desk.finish(1);
    QVERIFY(desk.takeGranted().empty());
    desk.arrive(2, 1, Glm); // that was its next call
    QCOMPARE(desk.takeGranted(), (Calls{2, 11}));
}

void TestAdmissionController::comesBackWithItsOldPlaceInLine()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    const quint64 place = desk.granted.back().place;
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 2, Kimi);
    desk.now += 1s;
    desk.finish(1); // backs off without its slot; session 2 has used less
    QVERIFY(desk.holds(3));
    desk.send(Arrive{
        desk.newTicket(100), CallId{1}, SessionId{1}, Kimi, {}, desk.now + 60s, desk.now + 600s, place});
    desk.takeGranted();
    desk.finish(3);
    QCOMPARE(desk.takeGranted(), Calls{1}); // before call 2 of its own session
}

void TestAdmissionController::positionsCountWhoIsServedBefore()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 1, Kimi);
    desk.arrive(3, 1, Kimi);
    desk.arrive(4, 2, Kimi);
    // Session 2 holds nothing, session 1 one slot: session 2's call is next, though it came last.
    QCOMPARE(desk.controller.place(desk.ticket(4))->position, 1);
    QCOMPARE(desk.controller.place(desk.ticket(2))->position, 2);
    QCOMPARE(desk.controller.place(desk.ticket(3))->position, 3);
}

void TestAdmissionController::expectedWaitComesFromMeasuredService()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    QVERIFY(!desk.controller.place(desk.ticket(2))->expectedWait);
    desk.now += 8s;
    desk.arrive(3, 3, Kimi);
    desk.finish(1);
    QCOMPARE(desk.controller.meanService(Kimi), std::optional<Duration>(8s));
    QCOMPARE(desk.controller.place(desk.ticket(3))->expectedWait, std::optional<Duration>(8s));
}

void TestAdmissionController::longAbsenceDoesNotUpsetTheOrder()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    quint64 call = 0;
    // Years in steps of an hour: the order keys move their epoch many times.
    for (int hour = 0; hour < 20'000; ++hour) {
        desk.now += 1h;
        desk.arrive(++call, 1, Kimi);
        desk.now += 5s;
        desk.arrive(++call, 2, Kimi);
        desk.arrive(++call, 1, Kimi);
        desk.finish(call - 2);
        QVERIFY(desk.holds(call - 1)); // session 2 has used less lately
        desk.finish(call - 1);
        desk.finish(call);
        desk.takeGranted();
    }
}

QTEST_APPLESS_MAIN(TestAdmissionController)
#include "tst_admissioncontroller.moc"
