// One session must not wall off a provider, and no permit may lie idle for long because of that.

#include "admissiondesk.h"

using namespace exaid;

namespace {

const QString Kimi = QStringLiteral("kimi");
const QString Glm = QStringLiteral("glm");

// The development profile.
AdmissionLimits developmentProfile()
{
    AdmissionLimits limits;
    limits.providers = {{Kimi, 3}, {Glm, 2}};
    return limits;
}

using Calls = AdmissionDesk::Calls;

// The development profile, when calls to GLM are known to take this long.
class SlowDesk : public AdmissionDesk
{
public:
    explicit SlowDesk(Duration service = 20s, const AdmissionLimits &limits = developmentProfile())
        : AdmissionDesk(limits)
    {
        arrive(9'999, 9'999, Glm);
        now += service;
        finish(9'999);
        send(EndSession{SessionId{9'999}});
        takeGranted();
    }
};

} // namespace

class TestProviderReserve : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lastPermitIsKeptForAnActiveSession();
    void aloneASessionMayTakeAll();
    void whoeverIsIdleHasNoClaim();
    void whoeverHasLeftHasNoClaim();
    void whoeverIsAtItsOwnLimitHasNoClaim();
    void keptPermitIsLentAfterAMeanServiceTime();
    void nothingIsKeptWhereCallsAreShort();
    void keptInVainItIsLentSooner();
    void anotherSessionsCallRestoresTheTime();
    void nothingIsKeptOfASingleSlot();
    void switchedOff();
    void whenNobodyAsksAnyMoreTheTimeStartsAfresh();
};

void TestProviderReserve::lastPermitIsKeptForAnActiveSession()
{
    SlowDesk desk;
    desk.arrive(1, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{1, 10}));
    desk.wait(2s);
    desk.arrive(2, 2, Glm); // at once
    QCOMPARE(desk.takeGranted(), Calls{2});
}

void TestProviderReserve::aloneASessionMayTakeAll()
{
    SlowDesk desk;
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{10, 11}));
}

void TestProviderReserve::whoeverIsIdleHasNoClaim()
{
    SlowDesk desk;
    desk.arrive(1, 2, Kimi);
    desk.finish(1);
    desk.wait(60s + 1ns);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{1, 10, 11}));
}

void TestProviderReserve::whoeverHasLeftHasNoClaim()
{
    SlowDesk desk;
    desk.arrive(1, 2, Kimi);
    desk.arrive(5, 3, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    desk.finish(1);
    desk.finish(5);
    desk.takeGranted();
    desk.send(EndSession{SessionId{2}});
    QCOMPARE(desk.takeGranted(), Calls{});
    desk.send(EndSession{SessionId{3}});
    QCOMPARE(desk.takeGranted(), Calls{11}); // at once
}

void TestProviderReserve::whoeverIsAtItsOwnLimitHasNoClaim()
{
    SlowDesk desk;
    desk.arrive(1, 2, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{1, 2, 10, 11}));
}

void TestProviderReserve::keptPermitIsLentAfterAMeanServiceTime()
{
    SlowDesk desk(8s);
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.takeGranted();
    desk.wait(1s);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.controller.nextWake(), desk.now + 8s);
    desk.wait(8s - 1ns);
    QCOMPARE(desk.takeGranted(), Calls{});
    desk.wait(1ns);
    QCOMPARE(desk.takeGranted(), Calls{11});
    QCOMPARE(desk.controller.nextWake(), TimePoint::max());
    QCOMPARE(desk.controller.longestHold(), Duration(8s));
}

void TestProviderReserve::nothingIsKeptWhereCallsAreShort()
{
    SlowDesk desk(5s - 1ns);
    desk.arrive(1, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{1, 10, 11}));
    AdmissionDesk unmeasured(developmentProfile());
    unmeasured.arrive(1, 2, Kimi);
    unmeasured.arrive(10, 1, Glm);
    unmeasured.arrive(11, 1, Glm);
    QCOMPARE(unmeasured.takeGranted(), (Calls{1, 10, 11}));
    QCOMPARE(unmeasured.controller.longestHold(), Duration::zero());
}

void TestProviderReserve::keptInVainItIsLentSooner()
{
    SlowDesk desk;
    desk.arrive(10, 1, Glm); // runs all the time
    quint64 call = 10;
    for (const Duration kept : {10'000ms, 5'000ms, 2'500ms}) {
        desk.arrive(++call, 2, Kimi); // the other one is active, and never wants GLM
        desk.finish(call);
        desk.arrive(++call, 1, Glm);
        QCOMPARE(desk.controller.nextWake(), desk.now + kept);
        desk.wait(kept);
        QVERIFY(desk.holds(call));
        desk.now += 20s;
        desk.finish(call);
    }
}

void TestProviderReserve::anotherSessionsCallRestoresTheTime()
{
    AdmissionLimits limits = developmentProfile();
    SlowDesk desk;
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    desk.wait(10s);
    QVERIFY(desk.holds(11)); // kept in vain once
    desk.now += 20s;
    desk.finish(11);
    desk.arrive(12, 2, Glm); // somebody wants it after all
    QVERIFY(desk.holds(12));
    desk.now += 30s;
    desk.finish(12);
    desk.arrive(13, 1, Glm);
    QCOMPARE(desk.controller.nextWake(), desk.now + 10s); // the full time again
    // The borrower's own coming and going proves nothing.
    desk.wait(10s);
    desk.finish(13);
    desk.finish(10);
    desk.arrive(14, 1, Glm);
    desk.arrive(15, 1, Glm);
    QCOMPARE(desk.controller.nextWake(), desk.now + 5s);
}

void TestProviderReserve::nothingIsKeptOfASingleSlot()
{
    AdmissionLimits limits = developmentProfile();
    limits.providers = {{Kimi, 3}, {Glm, 1}};
    limits.reservePerProvider = 2;
    SlowDesk desk(20s, limits);
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{2, 10}));
    limits.providers = {{Kimi, 3}, {Glm, 2}};
    desk.send(ChangeLimits{limits});
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), Calls{11}); // two of two can't be kept
}

void TestProviderReserve::switchedOff()
{
    AdmissionLimits limits = developmentProfile();
    SlowDesk desk;
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    QCOMPARE(desk.takeGranted(), (Calls{2, 10}));
    limits.reservePerProvider = 0;
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.takeGranted(), Calls{11});
}

void TestProviderReserve::whenNobodyAsksAnyMoreTheTimeStartsAfresh()
{
    SlowDesk desk;
    desk.arrive(2, 2, Kimi);
    desk.arrive(10, 1, Glm);
    desk.arrive(11, 1, Glm);
    desk.wait(9s);
    desk.send(Withdraw{desk.ticket(11)});
    QCOMPARE(desk.controller.nextWake(), TimePoint::max());
    desk.arrive(12, 1, Glm, 600s);
    QCOMPARE(desk.controller.nextWake(), desk.now + 10s);
}

QTEST_APPLESS_MAIN(TestProviderReserve)
#include "tst_providerreserve.moc"
