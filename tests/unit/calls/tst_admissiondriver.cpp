// Faults put into the running admission control: what the auditor sees, how soon, what it mends and what it
// leaves alone. In simulated time; tst_service does the same to a whole daemon.

#include "core/calls/admissiondriver.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/time/manualtime.h"

#include <QElapsedTimer>
#include <QTest>
#include <map>
#include <memory>
#include <set>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration AuditInterval = 5s;

// One call as its owner sees it.
class Holder final : public AdmissionListener
{
public:
    void granted(Lease given, quint64) override
    {
        lease = std::move(given);
        ++grants;
    }
    void refused(const Refusal &) override { ++refusals; }
    void placeChanged(const QueuePlace &) override {}

    Lease lease;
    int grants = 0;
    int refusals = 0;
};

AdmissionLimits production()
{
    AdmissionLimits limits;
    limits.global = 24;
    limits.perSession = 24;
    limits.providers = {{u"kimi"_s, 24}, {u"glm"_s, 4}};
    limits.holdMax = {};
    return limits;
}

class Desk final : public Liveness
{
public:
    explicit Desk(const AdmissionLimits &limits = production())
        : driver(limits, time, metrics, events)
    {
        driver.startAudits(AuditInterval, *this, [this](CallId call) { askedToEnd.insert(call.value); });
    }
    bool callAlive(CallId call) const override { return !gone.contains(call.value); }
    bool sessionAlive(SessionId) const override { return true; }

    Holder &ask(quint64 call, quint64 session, const QString &provider = u"kimi"_s, Duration deadline = 420s)
    {
        Holder &holder = *holders.emplace(call, std::make_unique<Holder>()).first->second;
        AdmissionAsk ask;
        ask.call = CallId{call};
        ask.session = SessionId{session};
        ask.provider = provider;
        ask.queueDeadline = time.now() + 1h;
        ask.callDeadline = time.now() + deadline;
        driver.request(ask, holder);
        return holder;
    }
    int held() const { return driver.controller().leases(); }
    int capacity() const { return driver.controller().limits().global; }
    int running() const // as the holders see it
    {
        return static_cast<int>(
            std::ranges::count_if(holders, [](const auto &h) { return h.second->lease.isHeld(); }));
    }
    bool isSound() const { return !driver.controller().violation(); }
    QJsonObject counted() const { return metrics.counters().leaksByPool; }
    QJsonObject lastFields() const { return events.recent().constLast().fields; }
    Ledger &ledger() { return driver.controllerForFaults().ledgerForFaults(); }

    ManualClock clock;
    ManualTime time{clock};
    Metrics metrics;
    EventLog events{clock};
    std::set<quint64> gone;
    std::set<quint64> askedToEnd;
    std::map<quint64, std::unique_ptr<Holder>> holders; // outlive the driver: it tells them of their grants
    AdmissionDriver driver;
};

} // namespace

class TestAdmissionDriver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void droppedReleaseIsHealed_data();
    void droppedReleaseIsHealed();
    void recoveredSlotGoesToTheNextInLine();
    void doubledReleaseFreesOneSlotOnly();
    void strayReleaseIsTakenBack();
    void driftIsMended_data();
    void driftIsMended();
    void deafCallIsAskedThenRecovered();
    void lateReleaseOfARecoveredLeaseIsNothing();
    void sevenMinuteCallsInAFullPoolAreHealthy();
    void shrinkingUnderFullLoadCutsNobody();
    void auditOfAFullHouseIsQuick();
};

void TestAdmissionDriver::droppedReleaseIsHealed_data()
{
    QTest::addColumn<bool>("onDemand");
    QTest::newRow("by the next audit") << false;
    QTest::newRow("at once, on demand") << true;
}

void TestAdmissionDriver::droppedReleaseIsHealed()
{
    QFETCH(const bool, onDemand);
    Desk desk;
    Holder &healthy = desk.ask(1, 1);
    Holder &leaky = desk.ask(2, 2);
    desk.driver.enterPhase(leaky.lease, CallPhase::Streaming);
    const quint64 lease = leaky.lease.ref().id.value;
    desk.time.advance(3s);
    desk.gone.insert(2);
    desk.driver.dropNextReturn();
    leaky.lease.release();
    QCOMPARE(desk.held(), 2); // leaked
    if (onDemand)
        desk.driver.auditNow();
    else
        desk.time.advance(2s); // the rest of the interval
    QCOMPARE(desk.held(), 1);
    QVERIFY(healthy.lease.isHeld() && desk.isSound());
    QCOMPARE(desk.metrics.counters().leaksFound, 1);
    QCOMPARE(desk.metrics.counters().leaksRecovered, 1);
    const QJsonObject expected{{u"provider:kimi"_s, QJsonObject{{u"orphan"_s, 1}}}};
    QCOMPARE(desk.counted(), expected);

    const QJsonObject fields = desk.lastFields(); // the evidence
    QCOMPARE(fields[u"lease"].toInteger(), static_cast<qint64>(lease));
    QCOMPARE(fields[u"call"].toInteger(), 2);
    QCOMPARE(fields[u"session"].toInteger(), 2);
    QCOMPARE(fields[u"phase"].toString(), toString(CallPhase::Streaming));
    QCOMPARE(fields[u"age_secs"].toDouble(), onDemand ? 3.0 : 5.0);
    QCOMPARE(fields[u"cause"].toString(), u"orphan"_s);
    QCOMPARE(fields[u"pool"].toString(), u"provider:kimi"_s);
    QVERIFY(!fields[u"reason"].toString().isEmpty());
    const QList<MonitorEvent> events = desk.events.recent();
    QVERIFY(events.at(events.size() - 2).message.startsWith(u"SEMAPHORE HEALTH: "));
    QVERIFY(events.constLast().message.startsWith(u"SEMAPHORE RECOVERY: "));
}

void TestAdmissionDriver::recoveredSlotGoesToTheNextInLine()
{
    AdmissionLimits limits = production();
    limits.global = 1;
    Desk desk(limits);
    Holder &leaky = desk.ask(1, 1);
    Holder &next = desk.ask(2, 2);
    desk.gone.insert(1);
    desk.driver.dropNextReturn();
    leaky.lease.release();
    QCOMPARE(next.grants, 0);
    desk.driver.auditNow();
    QCOMPARE(next.grants, 1);
    QVERIFY(desk.isSound());
}

void TestAdmissionDriver::doubledReleaseFreesOneSlotOnly()
{
    AdmissionLimits limits = production();
    limits.global = 2;
    Desk desk(limits);
    Holder &first = desk.ask(1, 1);
    Holder &second = desk.ask(2, 2);
    Holder &third = desk.ask(3, 3);
    Holder &fourth = desk.ask(4, 4);
    desk.driver.doubleNextReturn();
    first.lease.release();
    QCOMPARE(third.grants, 1);
    QCOMPARE(fourth.grants, 0); // the second one freed nothing
    QVERIFY(second.lease.isHeld() && desk.isSound());
    QCOMPARE(desk.metrics.counters().leaksFound, 0); // nothing to mend either
}

// What an over-release does to a bare semaphore: a permit too many. It must never let a call in.
void TestAdmissionDriver::strayReleaseIsTakenBack()
{
    AdmissionLimits limits = production();
    limits.global = 2;
    Desk desk(limits);
    desk.ask(1, 1);
    desk.ask(2, 2);
    Holder &waiting = desk.ask(3, 3);
    desk.ledger().injectDoubleRelease(0); // the global pool
    Holder &alsoWaiting = desk.ask(4, 4);
    QCOMPARE(waiting.grants + alsoWaiting.grants, 0);
    desk.driver.auditNow();
    QCOMPARE(waiting.grants + alsoWaiting.grants, 0);
    QVERIFY(desk.isSound());
    const QJsonObject expected{{u"global"_s, QJsonObject{{u"drift"_s, 1}}}};
    QCOMPARE(desk.counted(), expected);
    QCOMPARE(desk.lastFields()[u"expected"].toInt(), 0);
    QCOMPARE(desk.lastFields()[u"found"].toInt(), 1);
}

void TestAdmissionDriver::driftIsMended_data()
{
    QTest::addColumn<int>("pool");
    QTest::addColumn<int>("permits");
    QTest::addColumn<QString>("counter");
    for (const int permits : {-2, -1, 1, 3}) {
        QTest::addRow("global %+d", permits) << 0 << permits << u"global"_s;
        QTest::addRow("first provider %+d", permits) << 1 << permits << u"provider:glm"_s;
        QTest::addRow("session %+d", permits) << 3 << permits << u"session"_s;
    }
}

void TestAdmissionDriver::driftIsMended()
{
    QFETCH(const int, pool);
    QFETCH(const int, permits);
    QFETCH(const QString, counter);
    Desk desk;
    Holder &holder = desk.ask(1, 1);
    const auto index = static_cast<PoolIndex>(pool);
    const int before = desk.ledger().available(index);
    desk.ledger().injectDrift(index, permits);
    QVERIFY(!desk.isSound());
    desk.time.advance(AuditInterval);
    QVERIFY(desk.isSound());
    QCOMPARE(desk.ledger().available(index), before);
    QVERIFY(holder.lease.isHeld());
    const QJsonObject expected{{counter, QJsonObject{{u"drift"_s, 1}}}};
    QCOMPARE(desk.counted(), expected);
    QCOMPARE(desk.lastFields()[u"found"].toInt() - desk.lastFields()[u"expected"].toInt(), permits);
    desk.time.advance(10 * AuditInterval);
    QCOMPARE(desk.metrics.counters().leaksFound, 1); // once
}

void TestAdmissionDriver::deafCallIsAskedThenRecovered()
{
    Desk desk;
    desk.ask(1, 1, u"kimi"_s, 60s);
    Holder &slow = desk.ask(2, 1, u"kimi"_s, 600s);
    desk.time.advance(60s + production().overdueGrace);
    QVERIFY(desk.askedToEnd.empty());
    desk.time.advance(AuditInterval);
    QCOMPARE(desk.askedToEnd, std::set<quint64>{1});
    QCOMPARE(desk.held(), 2); // it may still be on its way out
    desk.time.advance(AuditInterval);
    QCOMPARE(desk.held(), 1);
    QVERIFY(slow.lease.isHeld() && desk.isSound());
    QCOMPARE(desk.lastFields()[u"cause"].toString(), u"overdue"_s);
    QVERIFY(desk.lastFields()[u"past_deadline_secs"].toDouble() > 10);
}

void TestAdmissionDriver::lateReleaseOfARecoveredLeaseIsNothing()
{
    AdmissionLimits limits = production();
    limits.global = 1;
    Desk desk(limits);
    Holder &deaf = desk.ask(1, 1, u"kimi"_s, 60s);
    Holder &next = desk.ask(2, 2);
    Holder &last = desk.ask(3, 3);
    desk.time.advance(60s + limits.overdueGrace + 2 * AuditInterval);
    QCOMPARE(next.grants, 1); // in the same slot
    deaf.lease.release();
    QCOMPARE(last.grants, 0);
    QCOMPARE(desk.held(), 1);
    QVERIFY(desk.isSound());
}

void TestAdmissionDriver::sevenMinuteCallsInAFullPoolAreHealthy()
{
    Desk desk;
    for (quint64 call = 1; call <= 24; ++call)
        desk.ask(call, call);
    Holder &waiting = desk.ask(100, 100);
    desk.time.advance(7min);
    desk.driver.auditNow();
    QCOMPARE(desk.running(), 24);
    QCOMPARE(desk.held(), 24);
    QCOMPARE(waiting.grants, 0);
    QCOMPARE(desk.metrics.counters().leaksFound, 0);
    QVERIFY(desk.askedToEnd.empty() && desk.isSound());
}

void TestAdmissionDriver::shrinkingUnderFullLoadCutsNobody()
{
    Desk desk;
    for (quint64 call = 1; call <= 200; ++call)
        desk.ask(call, 1 + call % 10);
    QCOMPARE(desk.running(), 24);
    std::set<quint64> live;
    for (const auto &[call, holder] : desk.holders) {
        if (holder->lease.isHeld())
            live.insert(call);
    }
    AdmissionLimits limits = production();
    limits.global = 5;
    desk.driver.changeLimits(limits);
    for (const quint64 call : live)
        QVERIFY(desk.holders.at(call)->lease.isHeld()); // not one was cut
    int running = 24;
    while (!live.empty()) {
        desk.time.advance(1s);
        desk.holders.at(*live.begin())->lease.release();
        live.erase(live.begin());
        running = std::max(5, running - 1); // nobody comes in until there is room under the new limit
        QCOMPARE(desk.running(), running);
        QCOMPARE(desk.held(), running);
        QVERIFY(desk.isSound());
    }
    limits.global = 24;
    desk.driver.changeLimits(limits);
    QCOMPARE(desk.running(), 24); // at once
    desk.driver.auditNow();
    QCOMPARE(desk.metrics.counters().leaksFound, 0);
}

// Seen within 100 ms of the start of an audit, also in a house with a hundred leases and a long queue.
void TestAdmissionDriver::auditOfAFullHouseIsQuick()
{
    AdmissionLimits limits = production();
    limits.global = limits.perSession = 100;
    limits.providers = {{u"kimi"_s, 100}};
    Desk desk(limits);
    for (quint64 call = 1; call <= 1'000; ++call)
        desk.ask(call, 1 + call % 100);
    desk.ledger().injectDrift(0, 1);
    desk.gone.insert(1);
    QElapsedTimer watch;
    watch.start();
    desk.driver.auditNow();
    QVERIFY2(watch.elapsed() <= 100, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(desk.metrics.counters().leaksRecovered, 2);
    QVERIFY(desk.isSound());
}

QTEST_APPLESS_MAIN(TestAdmissionDriver)
#include "tst_admissiondriver.moc"
