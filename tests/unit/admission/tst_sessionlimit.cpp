// A limit of a session's own: in place of the common one, never exceeded while it shrinks, gone with the
// session.

#include "admissiondesk.h"

#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString LimitedProvider = u"kimi"_s;

AdmissionLimits roomyLimits()
{
    AdmissionLimits limits;
    limits.global = 20;
    limits.perSession = 4;
    limits.providers = {{LimitedProvider, 20}};
    limits.reservePerProvider = 0;
    return limits;
}

PoolState poolOf(const AdmissionDesk &desk, quint64 session)
{
    for (const PoolState &pool : desk.controller.pools()) {
        if (pool.name.session == SessionId{session})
            return pool;
    }
    return {};
}

} // namespace

class TestSessionLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loweringMakesDebtAndCutsNobody();
    void raisingGrantsAtOnce();
    void otherLimitsHoldAsWell();
    void zeroStartsNothing();
    void commonLimitsLeaveItAlone();
    void endsWithTheSession();
    void neverExceededUnderRandomChange();
};

void TestSessionLimit::loweringMakesDebtAndCutsNobody()
{
    AdmissionDesk desk(roomyLimits());
    for (quint64 call = 1; call <= 6; ++call)
        desk.arrive(call, 1, LimitedProvider);
    QCOMPARE(desk.takeGranted().size(), size_t{4});
    desk.send(LimitSession{SessionId{1}, 1});
    QCOMPARE(poolOf(desk, 1).capacity, 1);
    QCOMPARE(poolOf(desk, 1).held, 4);
    QCOMPARE(poolOf(desk, 1).debt, 3);
    for (const quint64 call : {1, 2, 3}) {
        desk.finish(call);
        QVERIFY(desk.takeGranted().empty());
    }
    desk.finish(4);
    QCOMPARE(desk.takeGranted(), AdmissionDesk::Calls{5});
    QCOMPARE(poolOf(desk, 1).debt, 0);
}

void TestSessionLimit::raisingGrantsAtOnce()
{
    AdmissionDesk desk(roomyLimits());
    for (quint64 call = 1; call <= 6; ++call)
        desk.arrive(call, 1, LimitedProvider);
    desk.takeGranted();
    desk.send(LimitSession{SessionId{1}, 5});
    QCOMPARE(desk.takeGranted(), AdmissionDesk::Calls{5});
    desk.send(LimitSession{SessionId{1}, std::nullopt});
    QCOMPARE(poolOf(desk, 1).capacity, 4);
    QCOMPARE(poolOf(desk, 1).debt, 1);
}

void TestSessionLimit::otherLimitsHoldAsWell()
{
    AdmissionLimits limits = roomyLimits();
    limits.global = 3;
    AdmissionDesk desk(limits);
    desk.send(LimitSession{SessionId{1}, 100}); // before its first call
    for (quint64 call = 1; call <= 6; ++call)
        desk.arrive(call, 1, LimitedProvider);
    QCOMPARE(desk.takeGranted().size(), size_t{3});
}

void TestSessionLimit::zeroStartsNothing()
{
    AdmissionDesk desk(roomyLimits());
    desk.send(LimitSession{SessionId{1}, 0});
    desk.arrive(1, 1, LimitedProvider);
    desk.arrive(2, 2, LimitedProvider);
    QCOMPARE(desk.takeGranted(), AdmissionDesk::Calls{2});
    QCOMPARE(desk.controller.waitingOf(SessionId{1}), 1);
    desk.send(LimitSession{SessionId{1}, 1});
    QCOMPARE(desk.takeGranted(), AdmissionDesk::Calls{1});
}

void TestSessionLimit::commonLimitsLeaveItAlone()
{
    AdmissionDesk desk(roomyLimits());
    desk.arrive(1, 1, LimitedProvider);
    desk.arrive(2, 2, LimitedProvider);
    desk.send(LimitSession{SessionId{1}, 7});
    AdmissionLimits limits = roomyLimits();
    limits.perSession = 2;
    desk.send(ChangeLimits{limits});
    QCOMPARE(poolOf(desk, 1).capacity, 7);
    QCOMPARE(poolOf(desk, 2).capacity, 2);
    desk.send(LimitSession{SessionId{1}, std::nullopt});
    QCOMPARE(poolOf(desk, 1).capacity, 2);
}

void TestSessionLimit::endsWithTheSession()
{
    AdmissionDesk desk(roomyLimits());
    desk.arrive(1, 1, LimitedProvider);
    desk.send(LimitSession{SessionId{1}, 1});
    desk.send(EndSession{SessionId{1}});
    desk.send(LimitSession{SessionId{1}, 9}); // too late
    desk.finish(1);
    QCOMPARE(desk.controller.pools().size(), size_t{2}); // global, Kimi
    desk.arrive(2, 2, LimitedProvider);                  // may use its place
    QCOMPARE(poolOf(desk, 2).capacity, 4);
}

void TestSessionLimit::neverExceededUnderRandomChange()
{
    QRandomGenerator random(4);
    AdmissionDesk desk(roomyLimits());
    quint64 lastCall = 0;
    std::array<int, 4> limit{4, 4, 4, 4};
    for (int step = 0; step < 4'000; ++step) {
        const auto session = static_cast<quint64>(random.bounded(1, 4));
        std::array<int, 4> before{};
        for (quint64 s = 1; s < 4; ++s)
            before[s] = desk.controller.heldBy(SessionId{s});
        switch (random.bounded(3)) {
        case 0:
            desk.arrive(++lastCall, session, LimitedProvider);
            break;
        case 1:
            limit[session] = random.bounded(0, 7);
            desk.send(LimitSession{SessionId{session}, limit[session]});
            break;
        default: {
            const auto running = std::ranges::find_if(
                desk.leases, [&](const auto &lease) { return desk.controller.lease(lease.second); });
            if (running != desk.leases.end())
                desk.finish(running->first);
        }
        }
        for (quint64 s = 1; s < 4; ++s) {
            const int held = desk.controller.heldBy(SessionId{s});
            QVERIFY2(held <= limit[s] || held <= before[s], qPrintable(u"step %1"_s.arg(step)));
        }
        desk.now += std::chrono::milliseconds(7);
    }
}

QTEST_APPLESS_MAIN(TestSessionLimit)
#include "tst_sessionlimit.moc"
