// What may go wrong around the controller: repeated ids, clocks, settings that take things away, semaphores
// that lie.

#include "admissiondesk.h"

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

class TestAdmissionRobustness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTicketThatWaitsIsIgnoredWhenItComesAgain();
    void aTicketThatIsOverIsIgnored();
    void aSeatThatIsTakenAgainHasItsNewDeadline();
    void aClockThatGoesBackStandsStill();
    void aRemovedProviderRefusesItsWaitersAndCutsNobody();
    void aModelLimitComesAndGoes();
    void surplusPermitsLetNobodyInAboveTheLimit();
    void driftIsMendedByTheNextCallThatMeetsIt();
    void unknownAndEndedAreRefused();
    void poolsTellWhoWaits();
};

void TestAdmissionRobustness::aTicketThatWaitsIsIgnoredWhenItComesAgain()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    for (const quint64 session : {2, 3})
        desk.send(Arrive{desk.ticket(2), CallId{2}, SessionId{session}, Kimi, {}, desk.now + 60s});
    QVERIFY(desk.actions.empty());
    QCOMPARE(desk.controller.waiting(), 1);
    desk.takeGranted();
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{2});
    desk.finish(2);
    QVERIFY(desk.takeGranted().empty());
}

void TestAdmissionRobustness::aTicketThatIsOverIsIgnored()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.arrive(3, 3, u"nobody"_s);
    const std::vector<TicketId> over{desk.ticket(1), desk.ticket(2), desk.ticket(3), TicketId{},
                                     TicketId{99}};
    desk.send(Withdraw{desk.ticket(2)});
    desk.arrive(4, 4, Kimi); // takes the seat of one of them
    for (const TicketId ticket : over) {
        desk.send(Arrive{ticket, CallId{5}, SessionId{5}, Kimi, {}, desk.now + 60s});
        QVERIFY(desk.actions.empty());
        desk.send(Withdraw{ticket});
        QVERIFY(!desk.controller.place(ticket));
    }
    QCOMPARE(desk.controller.waiting(), 1);
    desk.takeGranted();
    desk.finish(1);
    QCOMPARE(desk.takeGranted(), Calls{4});
}

void TestAdmissionRobustness::aSeatThatIsTakenAgainHasItsNewDeadline()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(3, 3, Kimi, 5s);
    desk.arrive(2, 2, Kimi, 10s);
    desk.send(Withdraw{desk.ticket(2)}); // not the earliest: its deadline is thrown away later
    desk.arrive(2, 2, Kimi, 60s);
    desk.wait(20s);
    QCOMPARE(desk.refused.size(), size_t{1});
    QCOMPARE(desk.refused.front().call, CallId{3});
    QCOMPARE(desk.controller.waiting(), 1);
}

void TestAdmissionRobustness::aClockThatGoesBackStandsStill()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi, 10s);
    desk.now -= 1h;
    desk.finish(1);
    QVERIFY(desk.holds(2));
    QCOMPARE(desk.granted.back().waited, Duration::zero());
    QVERIFY(desk.controller.slotSeconds(SessionId{1}, TimePoint(1'000s)) >= 0);
    desk.now += 2h;
    desk.finish(2);
    QCOMPARE(desk.controller.slotSeconds(SessionId{2}, desk.now), 3'600.0);
}

void TestAdmissionRobustness::aRemovedProviderRefusesItsWaitersAndCutsNobody()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}, {Glm, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.arrive(3, 2, Kimi);
    desk.arrive(4, 2, Glm);
    limits.providers = {{Glm, 1}};
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.refused.size(), size_t{2});
    QVERIFY(desk.refused[0].cause == RefusalCause::UnknownProvider);
    QVERIFY(desk.holds(1));
    QCOMPARE(desk.controller.pools().size(),
             size_t{5}); // global, GLM, two sessions, and Kimi while call 1 runs
    desk.arrive(5, 3, Kimi);
    QCOMPARE(desk.refused.size(), size_t{3});
    desk.finish(1);
    QCOMPARE(desk.controller.pools().size(), size_t{4});
    desk.takeGranted();
    limits.providers = {{Kimi, 2}, {Glm, 1}};
    desk.send(ChangeLimits{limits});
    desk.arrive(6, 3, Kimi);
    QCOMPARE(desk.takeGranted(), Calls{6});
}

void TestAdmissionRobustness::aModelLimitComesAndGoes()
{
    AdmissionLimits limits = development();
    limits.models = {{u"thinker"_s, 1}};
    Desk desk(limits);
    const auto arrive = [&](quint64 call, quint64 session) {
        desk.send(Arrive{desk.newTicket(call), CallId{call}, SessionId{session}, Kimi, u"thinker"_s,
                         desk.now + 60s, desk.now + 600s});
    };
    arrive(1, 1);
    arrive(2, 2);
    desk.arrive(3, 2, Kimi); // another model
    QCOMPARE(desk.takeGranted(), (Calls{1, 3}));
    limits.models = {{u"other"_s, 1}};
    desk.send(ChangeLimits{limits});
    QCOMPARE(desk.takeGranted(), Calls{2});
    limits.models = {{u"thinker"_s, 1}};
    desk.send(ChangeLimits{limits});
    desk.finish(3);
    arrive(4, 3);
    QCOMPARE(desk.takeGranted(), Calls{});
    desk.finish(1);
    QCOMPARE(desk.takeGranted(),
             Calls{}); // call 2 came while there was no limit, and is counted all the same
    desk.finish(2);
    QCOMPARE(desk.takeGranted(), Calls{4});
}

void TestAdmissionRobustness::surplusPermitsLetNobodyInAboveTheLimit()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 2}};
    AdmissionController controller(limits);
    AdmissionActions actions;
    for (const PoolIndex pool : {0U, 1U})
        controller.ledgerForFaults().injectDrift(pool, 3);
    for (quint64 i = 1; i <= 6; ++i)
        controller.handle(TimePoint(1'000s),
                          Arrive{controller.issueTicket(), CallId{i}, SessionId{i}, Kimi, {}}, actions);
    QCOMPARE(controller.leases(), 2);
    QVERIFY(!controller.violation()); // and the first grant noticed and mended both
#endif
}

void TestAdmissionRobustness::driftIsMendedByTheNextCallThatMeetsIt()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    Desk desk;
    desk.arrive(1, 1, Kimi);
    const PoolIndex sessionPool = 3; // after global, GLM, Kimi
    QVERIFY(desk.controller.ledger().pool(sessionPool).name().kind == PoolKind::Session);
    for (const PoolIndex pool : {PoolIndex{0}, sessionPool}) {
        desk.controller.ledgerForFaults().injectDrift(pool, -1);
        desk.recovered.clear();
        desk.finish(1);
        QCOMPARE(desk.recovered.size(), size_t{1});
        QVERIFY(desk.recovered[0].cause == LeakCause::Drift);
        QVERIFY(desk.recovered[0].pool == desk.controller.ledger().pool(pool).name());
        QCOMPARE(desk.recovered[0].expected - desk.recovered[0].found, 1);
        desk.arrive(1, 1, Kimi);
        QVERIFY(desk.holds(1));
    }
    // A session without a semaphore permit left is mended when it asks.
    desk.finish(1);
    desk.controller.ledgerForFaults().injectDrift(sessionPool, -2);
    desk.arrive(2, 1, Kimi);
    QVERIFY(desk.holds(2));
#endif
}

void TestAdmissionRobustness::unknownAndEndedAreRefused()
{
    Desk desk;
    desk.arrive(1, 1, u"nobody"_s);
    QVERIFY(desk.refused.back().cause == RefusalCause::UnknownProvider);
    QVERIFY(!desk.refused.back().retryAfter);
    desk.arrive(2, 1, Kimi);
    desk.send(EndSession{SessionId{1}});
    desk.arrive(3, 1, Kimi);
    QVERIFY(desk.refused.back().cause == RefusalCause::SessionEnded);
    desk.send(EndSession{SessionId{77}}); // never seen
    desk.send(Withdraw{desk.ticket(77)});
    desk.send(Return{LeaseRef{LeaseId{77}, 77, 1}});
    desk.send(EnterPhase{LeaseRef{LeaseId{77}, 77, 1}, CallPhase::Streaming});
    desk.send(EnterPhase{desk.leases.at(2), CallPhase::Streaming});
    QVERIFY(desk.controller.lease(desk.leases.at(2))->phase == CallPhase::Streaming);
    QCOMPARE(desk.controller.heldBy(SessionId{1}), 1);
    QCOMPARE(desk.controller.heldBy(SessionId{9}), 0);
    QCOMPARE(desk.controller.waitingOf(SessionId{9}), 0);
    QCOMPARE(desk.controller.slotSeconds(SessionId{9}, desk.now), 0.0);
    QVERIFY(!desk.controller.meanService(u"nobody"_s));
    QVERIFY(!desk.controller.place(desk.ticket(9)));
    QVERIFY(!desk.controller.patienceOf(desk.ticket(9)));
    AdmissionLimits zero = development();
    zero.perSession = 0;
    Desk closed(zero);
    closed.arrive(1, 1, Kimi);
    QVERIFY(closed.takeGranted().empty());
    closed.arrive(2, 2, Kimi, 0s); // no time to wait
    closed.send(Tick{});
    QVERIFY(closed.refused.back().cause == RefusalCause::QueueDeadline);
}

void TestAdmissionRobustness::poolsTellWhoWaits()
{
    AdmissionLimits limits = development();
    limits.providers = {{Kimi, 1}, {Glm, 1}};
    limits.models = {{u"thinker"_s, 1}};
    Desk desk(limits);
    desk.arrive(1, 1, Kimi);
    desk.arrive(2, 2, Kimi);
    desk.send(Arrive{desk.newTicket(3), CallId{3}, SessionId{2}, Kimi, u"thinker"_s, desk.now + 60s,
                     desk.now + 600s});
    QHash<QString, int> waiting;
    for (const PoolState &pool : desk.controller.pools())
        waiting.insert(toString(pool.name.kind) + u' ' + pool.name.name +
                           QString::number(pool.name.session.value),
                       pool.waiting);
    QCOMPARE(waiting.value(u"global 0"_s), 2);
    QCOMPARE(waiting.value(u"provider kimi0"_s), 2);
    QCOMPARE(waiting.value(u"provider glm0"_s), 0);
    QCOMPARE(waiting.value(u"model thinker0"_s), 1);
    QCOMPARE(waiting.value(u"session 1"_s), 0);
    QCOMPARE(waiting.value(u"session 2"_s), 2);
}

QTEST_APPLESS_MAIN(TestAdmissionRobustness)
#include "tst_admissionrobustness.moc"
