#include "app/lab/replay/legacydaemon.h"
#include "app/lab/replay/replay.h"
#include "core/time/manualtime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace exaid::lab;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

class Listener final : public ModelListener
{
public:
    explicit Listener(const TimerService &timers)
        : m_timers(timers)
    {}
    void started(CallId id) override { startedAt[id] = m_timers.now(); }
    void replied(CallId id, ReplyKind kind) override
    {
        replies[id] = kind;
        repliedAt[id] = m_timers.now();
    }

    std::map<CallId, TimePoint> startedAt, repliedAt;
    std::map<CallId, ReplyKind> replies;

private:
    const TimerService &m_timers;
};

// One daemon of the incident, by hand.
struct LegacyWorld
{
    explicit LegacyWorld(const LegacyRules &rules)
        : daemon(rules, time)
    {
        daemon.start(listener);
    }

    ManualClock clock;
    ManualTime time{clock};
    Listener listener{time};
    LegacyDaemon daemon;
};

ReplayCall chatFor(Duration service, ReplayProvider provider = ReplayProvider::Kimi)
{
    ReplayCall call;
    call.provider = provider;
    call.service = service;
    return call;
}

ReplayCall workflowFor(Duration service)
{
    ReplayCall call = chatFor(service);
    call.workClass = WorkClass::Thinking;
    call.isWorkflow = true;
    return call;
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalSeedsGiveEqualReports();
    void theIncident_data();
    void theIncident();
    void eachModelIsGivenTheSameWork();

    void aChatBlocksTheLoop();
    void aHungCallIsSentThreeTimesInItsSlot();
    void aFullProviderRefusesAfterAMillisecond();
    void aConnectionIsReadOneCallAtATime();
    void aClientThatLeavesTakesItsSlotsAlong();
    void theHealthCheckTakesWorkForALeak();
    void theRecoveryLetsTooManyIn();
    void theDaemonGivesUpBeforeItsThread();

    void percentilesAreNearestRanks();
};

void TestReplay::equalSeedsGiveEqualReports()
{
    const ReplayOptions options{7, 5, 2h};
    const QByteArray once = QJsonDocument(toJson(replayIncident(options))).toJson();
    const QByteArray again = QJsonDocument(toJson(replayIncident(options))).toJson();
    QCOMPARE(again, once);
    QVERIFY(QJsonDocument(toJson(replayIncident({8, 5, 2h}))).toJson() != once);
}

void TestReplay::theIncident_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("agents");
    for (quint64 seed = 1; seed <= 10; ++seed)
        QTest::addRow("seed %d", static_cast<int>(seed)) << seed << (seed % 2 ? 5 : 4);
}

void TestReplay::theIncident()
{
    QFETCH(const quint64, seed);
    QFETCH(const int, agents);
    const ReplayReport report = replayIncident({seed, agents, 8h});
    const ReplayRun &before = report.runs[0];
    const ReplayRun &fix = report.runs[1];
    const ReplayRun &ours = report.runs[2];

    QVERIFY(before.model.realLeaks > 0);
    QVERIFY(before.model.slotSecondsLost > 0);
    QVERIFY(before.model.timeoutLoops > 0);
    QVERIFY(before.client.longestCall > 9min);
    QVERIFY(!before.client.blockedWaits.empty());
    QVERIFY(before.client.blockedWaits.back() > 3min);
    QVERIFY(before.model.falseLeaks > 0);
    QCOMPARE(before.model.mostAboveLimit, 0); // it has a bounded semaphore and no recovery
    QCOMPARE(before.model.falseRecoveries, 0);

    QVERIFY(fix.model.falseRecoveries > fix.model.realRecoveries);
    QVERIFY(fix.model.mostAboveLimit > 0);
    QVERIFY(fix.model.overReleases > 0);
    QVERIFY(!fix.client.blockedWaits.empty()); // no semaphore setting can help

    QCOMPARE(ours.model.realLeaks, 0);
    QCOMPARE(ours.model.leakAlarms, 0);
    QCOMPARE(ours.model.falseRecoveries, 0);
    QCOMPARE(ours.model.mostAboveLimit, 0);
    QCOMPARE(ours.model.timeoutLoops, 0);
    QCOMPARE(ours.model.slotSecondsLost, 0.0);
    QCOMPARE(ours.model.invariantBreaches, 0);
    QCOMPARE(ours.client.late, 0);
    QCOMPARE(ours.client.unanswered, 0);
    QVERIFY(ours.client.blockedWaits.empty());
    // The queue's limit and the longest of the four totals; see the settings.
    QVERIFY(ours.client.longestCall <= 120s + 420s);
    QVERIFY(ours.client.waits.back() <= 120s);
    QVERIFY(ours.client.answered > before.client.answered);
    for (const ReplayRun &run : report.runs) {
        const ClientFigures &c = run.client;
        QCOMPARE(c.answered + c.timedOut + c.failed + c.refused + c.hungUp + c.unanswered, c.sent);
    }
}

void TestReplay::eachModelIsGivenTheSameWork()
{
    ReplayScript one(3, 2), same(3, 2), otherLane(3, 1);
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
        const ReplayCall a = one.next();
        const ReplayCall b = same.next();
        QVERIFY(a.service == b.service && a.thinkBefore == b.thinkBefore && a.hangUpAfter == b.hangUpAfter);
        QVERIFY(a.hangs == b.hangs && a.workClass == b.workClass && a.provider == b.provider);
        differs = differs || otherLane.next().service != a.service;
    }
    QVERIFY(differs);
}

void TestReplay::aChatBlocksTheLoop()
{
    LegacyWorld world(LegacyRules::beforeTheFix());
    const TimePoint start = world.clock.now();
    world.daemon.submit(CallId{1}, 1, chatFor(100s));
    QVERIFY(world.daemon.hasRoomFor(2, chatFor(1s, ReplayProvider::Glm)));
    world.daemon.submit(CallId{2}, 2, chatFor(1s, ReplayProvider::Glm));
    world.time.advance(200s);
    QVERIFY(world.listener.startedAt.at(CallId{2}) - start == 100s);
    QVERIFY(world.listener.repliedAt.at(CallId{2}) - start == 101s);
}

void TestReplay::aHungCallIsSentThreeTimesInItsSlot()
{
    LegacyWorld world(LegacyRules::beforeTheFix());
    const TimePoint start = world.clock.now();
    ReplayCall hung = chatFor(5s);
    hung.hangs = true;
    world.daemon.submit(CallId{1}, 1, hung);
    world.time.advance(1h);
    QCOMPARE(world.listener.replies.at(CallId{1}), ReplyKind::TimedOut);
    // 20:47:58 to 20:57:00 in the report's log.
    const Duration took = world.listener.repliedAt.at(CallId{1}) - start;
    QVERIFY(took > 541s && took < 542s);
    QCOMPARE(world.daemon.figures().timeoutLoops, 1);
}

void TestReplay::aFullProviderRefusesAfterAMillisecond()
{
    LegacyWorld world(LegacyRules::theReportsFix());
    world.daemon.submit(CallId{1}, 1, workflowFor(20s));
    world.daemon.submit(CallId{2}, 2, workflowFor(20s));
    world.daemon.submit(CallId{3}, 3, workflowFor(20s));
    QVERIFY(!world.daemon.hasRoomFor(4, workflowFor(20s)));
    world.daemon.submit(CallId{4}, 4, workflowFor(20s));
    world.time.advance(1ms);
    QCOMPARE(world.listener.replies.at(CallId{4}), ReplyKind::Refused);
    // What it held while it waited has been given back.
    world.time.advance(20s);
    QCOMPARE(world.listener.replies.size(), size_t{4});
    QCOMPARE(world.daemon.figures().overReleases, 0);
    QVERIFY(world.daemon.hasRoomFor(4, workflowFor(20s)));
}

void TestReplay::aConnectionIsReadOneCallAtATime()
{
    LegacyWorld world(LegacyRules::beforeTheFix());
    const TimePoint start = world.clock.now();
    world.daemon.submit(CallId{1}, 1, workflowFor(60s));
    world.daemon.submit(CallId{2}, 1, workflowFor(60s));
    world.daemon.submit(CallId{3}, 2, workflowFor(60s));
    world.time.advance(10min);
    QVERIFY(world.listener.startedAt.at(CallId{2}) - start == 60s);
    QVERIFY(world.listener.startedAt.at(CallId{3}) == start);
}

void TestReplay::aClientThatLeavesTakesItsSlotsAlong()
{
    LegacyWorld world(LegacyRules::beforeTheFix());
    const int kimiSlots = LegacyRules::beforeTheFix().kimi;
    for (int i = 1; i <= kimiSlots; ++i) {
        const CallId id{static_cast<quint64>(i)};
        world.daemon.submit(id, i, workflowFor(60s));
        world.time.advance(10s);
        world.daemon.disconnect(i);
        world.time.advance(60s);
        QVERIFY(!world.listener.replies.contains(id));
    }
    QCOMPARE(world.daemon.figures().realLeaks, kimiSlots);
    QVERIFY(world.daemon.hasRoomFor(9, chatFor(1s))); // nobody works there, and yet:
    world.daemon.submit(CallId{100}, 9, chatFor(1s));
    world.time.advance(10s);
    QCOMPARE(world.listener.replies.at(CallId{100}), ReplyKind::Refused);
    world.daemon.closeBooks();
    QVERIFY(world.daemon.figures().slotSecondsLost > 0);
}

void TestReplay::theHealthCheckTakesWorkForALeak()
{
    LegacyWorld world(LegacyRules::beforeTheFix());
    world.daemon.submit(CallId{1}, 1, chatFor(40s, ReplayProvider::Glm));
    world.time.advance(50s);
    QCOMPARE(world.daemon.figures().leakAlarms, 2); // global and GLM
    QCOMPARE(world.daemon.figures().falseLeaks, 2);
    QCOMPARE(world.daemon.figures().realLeaks, 0);
    QCOMPARE(world.daemon.figures().falseRecoveries, 0);
}

void TestReplay::theRecoveryLetsTooManyIn()
{
    LegacyWorld world(LegacyRules::theReportsFix());
    for (quint64 i = 1; i <= 3; ++i)
        world.daemon.submit(CallId{i}, static_cast<int>(i), workflowFor(100s));
    world.time.advance(31s);
    QCOMPARE(world.daemon.figures().falseRecoveries, 6); // three global, three Kimi
    for (quint64 i = 4; i <= 6; ++i)
        world.daemon.submit(CallId{i}, static_cast<int>(i), workflowFor(100s));
    QCOMPARE(world.daemon.figures().mostInFlight, 6);
    QCOMPARE(world.daemon.figures().mostAboveLimit, 3);
    world.time.advance(10min);
    QVERIFY(world.daemon.figures().overReleases > 0);
}

void TestReplay::theDaemonGivesUpBeforeItsThread()
{
    LegacyWorld world(LegacyRules::theReportsFix());
    const TimePoint start = world.clock.now();
    world.daemon.submit(CallId{1}, 1, workflowFor(330s)); // its limit of 360 s is read by no code
    world.time.advance(300s);
    QCOMPARE(world.listener.replies.at(CallId{1}), ReplyKind::TimedOut);
    QVERIFY(world.listener.repliedAt.at(CallId{1}) - start == 270s);
    world.time.advance(1h);
    world.daemon.closeBooks();
    // Three attempts of 240 s and two pauses, less the time in which somebody waited.
    QCOMPARE(qRound(world.daemon.figures().slotSecondsIdle), 3 * 240 + 1 - 270);
}

void TestReplay::percentilesAreNearestRanks()
{
    std::vector<Duration> sorted;
    QCOMPARE(percentile(sorted, 0.5).count(), 0);
    for (int i = 1; i <= 100; ++i)
        sorted.emplace_back(i);
    QCOMPARE(percentile(sorted, 0.5).count(), 50);
    QCOMPARE(percentile(sorted, 0.99).count(), 99);
    QCOMPARE(percentile(sorted, 1).count(), 100);
    QCOMPARE(percentile(sorted, 0).count(), 1);
}

QTEST_APPLESS_MAIN(TestReplay)
#include "tst_replay.moc"
