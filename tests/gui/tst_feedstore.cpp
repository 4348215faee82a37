#include "core/time/manualtime.h"
#include "gui/feed/feedstore.h"
#include "tests/gui/fakefeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestFeedStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void liveOnlyWithASnapshotInHand();
    void silentFeedIsLostWithinTwoSeconds();
    void lostTimeStandsStill();
    void commandsNeedALiveLink();
    void failureIsKeptUntilASnapshot();
    void leavingAFeedIsSafe();
};

void TestFeedStore::liveOnlyWithASnapshotInHand()
{
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    FeedStore store(time);
    store.follow(&feed);
    QCOMPARE(store.link(), MonitorFeed::Link::Connecting);
    feed.setLink(MonitorFeed::Link::Live);
    QVERIFY(!store.isLive());
    const QSignalSpy changed(&store, &FeedStore::snapshotChanged);
    feed.say(busySnapshot());
    QVERIFY(store.isLive());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(store.snapshot(), busySnapshot());
    QCOMPARE(store.history().tracks().size(), 2);
}

void TestFeedStore::silentFeedIsLostWithinTwoSeconds()
{
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    FeedStore store(time);
    store.follow(&feed);
    feed.say(busySnapshot());
    for (int i = 0; i < 10; ++i) {
        time.advance(1s);
        feed.say(busySnapshot());
        QVERIFY(store.isLive());
    }
    const QSignalSpy linkChanged(&store, &FeedStore::linkChanged);
    time.advance(1'800ms);
    QVERIFY(store.isLive());
    time.advance(200ms);
    QCOMPARE(store.link(), MonitorFeed::Link::Lost);
    QCOMPARE(linkChanged.count(), 1);
    QVERIFY(store.dataAge() == 2s);
    feed.say(busySnapshot());
    QVERIFY(store.isLive());
}

void TestFeedStore::lostTimeStandsStill()
{
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    FeedStore store(time);
    store.follow(&feed);
    feed.say(busySnapshot());
    time.advance(1s);
    QCOMPARE(store.daemonNowMs(), busySnapshot().wallMs + 1'000);
    clock.shiftWall(-1h); // the reader's own wall clock does not matter
    QCOMPARE(store.daemonNowMs(), busySnapshot().wallMs + 1'000);
    feed.setLink(MonitorFeed::Link::Lost, u"gone"_s);
    QCOMPARE(store.daemonNowMs(), busySnapshot().wallMs);
    QCOMPARE(store.problem(), u"gone"_s);
}

void TestFeedStore::commandsNeedALiveLink()
{
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    FeedStore store(time);
    store.cancelSession(u"claude-1"_s);
    store.follow(&feed);
    store.auditNow();
    store.cancelCalls({1, 2});
    QCOMPARE(feed.asked, QStringList());
    feed.say(busySnapshot());
    store.auditNow();
    store.cancelCalls({11, 12});
    store.cancelSession(u"claude-1"_s);
    QCOMPARE(feed.asked, (QStringList{u"audit"_s, u"cancel_call 11"_s, u"cancel_call 12"_s,
                                      u"cancel_session claude-1"_s}));
    feed.setLink(MonitorFeed::Link::Lost);
    store.auditNow();
    QCOMPARE(feed.asked.size(), 4);
}

void TestFeedStore::failureIsKeptUntilASnapshot()
{
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    FeedStore store(time);
    store.setFailure({u"port_in_use"_s, u"Port 8079 is taken."_s, u"Set EXAI_WS_PORT."_s});
    QVERIFY(store.failure().has_value());
    store.follow(&feed);
    feed.say(idleSnapshot());
    QVERIFY(!store.failure().has_value());
}

void TestFeedStore::leavingAFeedIsSafe()
{
    ManualClock clock;
    ManualTime time(clock);
    FeedStore store(time);
    {
        FakeFeed feed;
        store.follow(&feed);
        feed.say(busySnapshot());
        store.follow(nullptr);
        QCOMPARE(store.link(), MonitorFeed::Link::Lost);
        feed.say(idleSnapshot());
        QCOMPARE(store.snapshot(), busySnapshot());
    }
    time.advance(10s);
    store.auditNow();
    QCOMPARE(store.link(), MonitorFeed::Link::Lost);
}

QTEST_GUILESS_MAIN(TestFeedStore)
#include "tst_feedstore.moc"
