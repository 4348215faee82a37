#include "core/admission/admissioncontroller.h"

#include <QSet>
#include <QTest>
#include <set>

using namespace exaid;

namespace {

class KnownLives final : public Liveness
{
public:
    bool callAlive(CallId call) const override { return calls.contains(call); }
    bool sessionAlive(SessionId session) const override { return sessions.contains(session); }
    std::set<CallId> calls;
    std::set<SessionId> sessions{SessionId{1}};
};

struct World
{
    World()
        : controller([] {
            AdmissionLimits limits;
            limits.providers = {{QStringLiteral("kimi"), 3}};
            limits.perSession = 5;
            return limits;
        }())
    {}
    LeaseRef start(quint64 call, Duration limit = 600s)
    {
        AdmissionActions actions;
        controller.handle(now,
                          Arrive{controller.issueTicket(),
                                 CallId{call},
                                 SessionId{1},
                                 QStringLiteral("kimi"),
                                 {},
                                 now + 60s,
                                 now + limit,
                                 0},
                          actions);
        lives.calls.insert(CallId{call});
        return std::get<Grant>(actions.front()).lease;
    }
    AdmissionActions audit()
    {
        AdmissionActions actions;
        controller.handle(now, Audit{&lives}, actions);
        return actions;
    }
    const PoolState global() const { return controller.pools().front(); }

    TimePoint now{1'000s};
    KnownLives lives;
    AdmissionController controller;
};

} // namespace

class TestLeakAuditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCauseAndKindHasANameOfItsOwn();
    void pain03_healthyWorkIsNeverRecovered();
    void pain02_orphanIsRecoveredWithItsEvidence();
    void lateReleaseOfARecoveredLeaseIsANoOp();
    void overdueIsAskedFirstAndRecoveredWhenDeaf();
    void driftIsMendedBothWays();
    void driftWhileInDebtIsMended();
};

void TestLeakAuditor::pain03_healthyWorkIsNeverRecovered()
{
    World world;
    world.start(1);
    world.start(2);
    world.start(3);                // at the limit: fewer free than the maximum, and nothing is wrong
    for (int i = 0; i < 84; ++i) { // 7 minutes
        world.now += 5s;
        QVERIFY(world.audit().empty());
    }
    QCOMPARE(world.global().held, 3);
}

void TestLeakAuditor::pain02_orphanIsRecoveredWithItsEvidence()
{
    World world;
    const LeaseRef lost = world.start(1);
    world.start(2);
    world.lives.calls.erase(CallId{1}); // its call ended, its release was lost
    world.now += 42s;
    const AdmissionActions actions = world.audit();
    QCOMPARE(actions.size(), size_t{1});
    const Recovery recovery = std::get<Recovery>(actions.front());
    QVERIFY(recovery.cause == LeakCause::Orphan);
    QCOMPARE(recovery.lease, lost);
    QCOMPARE(recovery.call, CallId{1});
    QCOMPARE(recovery.age, Duration(42s));
    QCOMPARE(world.global().held, 1);
    QVERIFY(!world.controller.violation());
    QVERIFY(world.audit().empty());
}

void TestLeakAuditor::lateReleaseOfARecoveredLeaseIsANoOp()
{
    World world;
    const LeaseRef lost = world.start(1);
    world.lives.calls.erase(CallId{1});
    world.audit();
    world.start(2); // takes the same slot
    AdmissionActions actions;
    world.controller.handle(world.now, Return{lost}, actions);
    QCOMPARE(world.global().held, 1);
    QCOMPARE(world.global().available, 4);
    QVERIFY(!world.controller.violation());
}

void TestLeakAuditor::overdueIsAskedFirstAndRecoveredWhenDeaf()
{
    World world;
    world.start(1, 60s);
    world.now += 60s + 10s; // deadline and grace
    QVERIFY(world.audit().empty());
    world.now += 1ms;
    QCOMPARE(std::get<AskToCancel>(world.audit().front()).call, CallId{1});
    QCOMPARE(world.global().held, 1); // not yet
    world.now += 5s;
    QVERIFY(std::get<Recovery>(world.audit().front()).cause == LeakCause::Overdue);
    QCOMPARE(world.global().held, 0);
}

void TestLeakAuditor::driftIsMendedBothWays()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    World world;
    world.start(1);
    for (const int drift : {-2, 3}) {
        world.controller.ledgerForFaults().injectDrift(0, drift);
        QVERIFY(world.controller.violation());
        const AdmissionActions actions = world.audit();
        const Recovery recovery = std::get<Recovery>(actions.front());
        QVERIFY(recovery.cause == LeakCause::Drift);
        QCOMPARE(recovery.expected, 4);
        QCOMPARE(recovery.found, 4 + drift);
        QVERIFY(!world.controller.violation());
        QCOMPARE(world.global().held, 1); // the live call keeps its permit
    }
#endif
}

void TestLeakAuditor::driftWhileInDebtIsMended()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    World world;
    world.start(1);
    world.start(2);
    world.start(3);
    AdmissionLimits limits = world.controller.limits();
    limits.global = 2;
    AdmissionActions actions;
    world.controller.handle(world.now, ChangeLimits{limits}, actions);
    QCOMPARE(world.global().debt, 1);
    world.controller.ledgerForFaults().injectDrift(0, 2);
    world.audit();
    QVERIFY(!world.controller.violation());
    QCOMPARE(world.global().debt, 1);
    QCOMPARE(world.global().available, 0);
#endif
}

// They go onto the wire, into metrics and into logs.
void TestLeakAuditor::everyCauseAndKindHasANameOfItsOwn()
{
    QStringList names;
    for (const auto cause :
         {RefusalCause::UnknownProvider, RefusalCause::SessionQueueFull, RefusalCause::TotalQueueFull,
          RefusalCause::QueueDeadline, RefusalCause::SessionEnded})
        names << toString(cause);
    for (const auto cause : {LeakCause::Drift, LeakCause::Orphan, LeakCause::Overdue})
        names << toString(cause);
    for (const auto kind : {PoolKind::Global, PoolKind::Provider, PoolKind::Model, PoolKind::Session})
        names << toString(kind);
    QCOMPARE(QSet<QString>(names.cbegin(), names.cend()).size(), names.size());
    QVERIFY(!names.contains(QString()));
}

QTEST_APPLESS_MAIN(TestLeakAuditor)
#include "tst_leakauditor.moc"
