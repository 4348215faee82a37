// Who has subscribed to a resource hears of its changes: of those only, not too often, and not of others'
// threads.

#include "mcpworld.h"

#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString StatusUri = u"exaid://status"_s;
const QString ThreadsUri = u"exaid://threads"_s;

// The URIs of the updates that were told.
QStringList updatesIn(const RecordingChannel &channel)
{
    QStringList uris;
    for (const QJsonObject &message : channel.sent) {
        if (message[u"method"] == "notifications/resources/updated"_L1)
            uris.append(message[u"params"][u"uri"].toString());
    }
    return uris;
}

void subscribe(McpWorld &world, const QStringList &uris, McpEra era)
{
    world.peer.setSpeaksUnasked(&world.channel);
    world.begin(era);
    if (era == McpEra::Modern) {
        const QJsonObject wanted{{u"resourceSubscriptions"_s, QJsonArray::fromStringList(uris)}};
        world.say(
            world.request(u"listen:0"_s, u"subscriptions/listen"_s, {{u"notifications"_s, wanted}}, era));
        return;
    }
    for (const QString &uri : uris)
        QVERIFY(world.ask(u"resources/subscribe"_s, {{u"uri"_s, uri}}, era).contains(u"result"_s));
}

void finishWithThread(McpWorld &world, const QString &thread)
{
    Answer answer;
    answer.text = u"text"_s;
    answer.continuationId = thread;
    world.calls.finish(world.liveCall(), answer);
}

} // namespace

class TestMcpResourceNews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changesAreTold_data() { eras(); }
    void changesAreTold();
    void nobodyIsToldWithoutASubscription();
    void endedSubscriptionIsSilent_data() { eras(); }
    void endedSubscriptionIsSilent();
    void atMostOnceASecond();
    void readingIsNoChange();
    void modelsAreTold();
    void threadsAreForTheirOwnerOnly();

private:
    static void eras()
    {
        QTest::addColumn<McpEra>("era");
        QTest::newRow("legacy") << McpEra::Legacy;
        QTest::newRow("modern") << McpEra::Modern;
    }
};

void TestMcpResourceNews::changesAreTold()
{
    QFETCH(McpEra, era);
    McpWorld world;
    subscribe(world, {StatusUri}, era);
    world.time.advance(5s);
    QVERIFY(updatesIn(world.channel).isEmpty()); // nothing has changed
    world.snapshot.paused = true;
    world.time.advance(1s);
    QCOMPARE(updatesIn(world.channel), QStringList{StatusUri});
    const QJsonObject params = world.channel.last()[u"params"].toObject();
    const QJsonValue tag = params[u"_meta"].toObject()[MetaSubscription];
    QCOMPARE(tag.toString(), era == McpEra::Modern ? u"listen:0"_s : QString());
    world.snapshot.pools = {{u"global"_s, {}, {}, 5, 1, 4}};
    world.time.advance(1s);
    QCOMPARE(updatesIn(world.channel).size(), 2);
    world.snapshot.providers.append(ProviderSnapshot());
    world.time.advance(1s);
    QCOMPARE(updatesIn(world.channel).size(), 3);
}

void TestMcpResourceNews::nobodyIsToldWithoutASubscription()
{
    McpWorld world;
    subscribe(world, {u"exaid://models"_s}, McpEra::Legacy);
    world.snapshot.paused = true;
    world.time.advance(5s);
    QVERIFY(updatesIn(world.channel).isEmpty());
}

void TestMcpResourceNews::endedSubscriptionIsSilent()
{
    QFETCH(McpEra, era);
    McpWorld world;
    subscribe(world, {StatusUri}, era);
    if (era == McpEra::Modern)
        world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, u"listen:0"_s}}));
    else
        world.ask(u"resources/unsubscribe"_s, {{u"uri"_s, StatusUri}}, era);
    world.snapshot.paused = true;
    world.time.advance(5s);
    QVERIFY(updatesIn(world.channel).isEmpty());
    QVERIFY(!world.time.hasPending()); // nobody looks any more
}

void TestMcpResourceNews::atMostOnceASecond()
{
    McpWorld world;
    subscribe(world, {StatusUri, ThreadsUri}, McpEra::Legacy);
    for (int i = 0; i < 20; ++i) {
        world.snapshot.pools = {{u"global"_s, {}, {}, 5, i % 5, 5 - i % 5}};
        world.say(world.request(i, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Legacy));
        finishWithThread(world, u"thread-%1"_s.arg(i));
        world.time.advance(100ms);
    }
    QVERIFY(updatesIn(world.channel).count(StatusUri) <= 2);
    QVERIFY(updatesIn(world.channel).count(ThreadsUri) <= 3);
    const qsizetype before = updatesIn(world.channel).count(ThreadsUri);
    world.say(world.request(99, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Legacy));
    finishWithThread(world, u"last"_s);
    QCOMPARE(updatesIn(world.channel).count(ThreadsUri), before);
    world.time.advance(1s);
    QCOMPARE(updatesIn(world.channel).count(ThreadsUri), before + 1); // the last change is not lost
    world.time.advance(5s);
    QCOMPARE(updatesIn(world.channel).count(ThreadsUri), before + 1);
}

// Or a client that reads on each update would never rest.
void TestMcpResourceNews::readingIsNoChange()
{
    McpWorld world;
    subscribe(world, {StatusUri}, McpEra::Legacy);
    world.snapshot.counters.callsStarted = 5;
    world.snapshot.calls = {CallSnapshot()};
    world.snapshot.pools = {{u"session"_s, u"a"_s, {}, 5, 1, 4}};
    world.snapshot.connections = 3;
    world.time.advance(5s);
    QVERIFY(updatesIn(world.channel).isEmpty());
}

void TestMcpResourceNews::modelsAreTold()
{
    McpWorld world;
    subscribe(world, {u"exaid://models"_s}, McpEra::Legacy);
    world.modelsRevision = 1;
    world.time.advance(1s);
    QCOMPARE(updatesIn(world.channel), QStringList{u"exaid://models"_s});
}

void TestMcpResourceNews::threadsAreForTheirOwnerOnly()
{
    McpWorld world;
    subscribe(world, {ThreadsUri, u"exaid://threads/one"_s}, McpEra::Legacy);
    McpPeer stranger(world.frontEnd.context(), {u"local"_s, {}, 43, {}});
    RecordingChannel channel;
    stranger.setSpeaksUnasked(&channel);
    for (const char *line :
         {R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})",
          R"({"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"exaid://threads"}})"})
        stranger.receive(line, channel);
    world.say(world.request(3, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Legacy));
    finishWithThread(world, u"one"_s);
    QCOMPARE(updatesIn(world.channel), (QStringList{ThreadsUri, u"exaid://threads/one"_s}));
    QVERIFY(updatesIn(channel).isEmpty());
}

QTEST_GUILESS_MAIN(TestMcpResourceNews)
#include "tst_mcpresourcenews.moc"
