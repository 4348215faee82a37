#include "mcpworld.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// Most of it once for each era.
class tst_mcppeer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesOnAVersion_data();
    void agreesOnAVersion();
    void answersDiscover();
    void answersPingBeforeTheSession();
    void refusesWhatHasNoEra();
    void refusesOtherModernVersions();
    void listsAndCallsTools_data() { eras(); }
    void listsAndCallsTools();
    void unknownNames_data() { eras(); }
    void unknownNames();
    void failedCallsAreResults_data() { eras(); }
    void failedCallsAreResults();
    void tellsProgress_data() { eras(); }
    void tellsProgress();
    void tellsNoProgressUnasked_data() { eras(); }
    void tellsNoProgressUnasked();
    void cancels_data() { eras(); }
    void cancels();
    void closedChannelCancels_data() { eras(); }
    void closedChannelCancels();
    void refusesARunningId_data() { eras(); }
    void refusesARunningId();
    void takesBatchesWhereTheyBelong();
    void removedMethodsAreGone();
    void tellsListeners();
    void tellsSessionsUnasked();
    void probesAndThenInitializes();
    void sharesSeatsByHostSession();

private:
    void eras()
    {
        QTest::addColumn<McpEra>("era");
        QTest::newRow("legacy") << McpEra::Legacy;
        QTest::newRow("modern") << McpEra::Modern;
    }
};

namespace {

void begin(McpWorld &world, McpEra era)
{
    if (era == McpEra::Legacy)
        world.initialize();
    world.channel.sent.clear();
    world.channel.finals.clear();
}

} // namespace

void tst_mcppeer::agreesOnAVersion_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("agreed");
    for (const QString &version : legacyVersions())
        QTest::newRow(qPrintable(version)) << version << version;
    QTest::newRow("unknown") << u"2031-01-01"_s << QString(LatestLegacyVersion);
    QTest::newRow("modern one") << QString(ModernVersion) << QString(LatestLegacyVersion);
}

void tst_mcppeer::agreesOnAVersion()
{
    QFETCH(QString, asked);
    QFETCH(QString, agreed);
    McpWorld world;
    world.initialize(asked);
    const QJsonObject result = world.channel.result();
    QCOMPARE(result[u"protocolVersion"].toString(), agreed);
    QCOMPARE(result[u"serverInfo"].toObject()[u"name"].toString(), u"exaid"_s);
    QVERIFY(result[u"capabilities"].toObject().contains(u"tools"_s));
    QVERIFY(!result.contains(u"resultType"_s));
    QCOMPARE(world.peer.version(), agreed);
}

void tst_mcppeer::answersDiscover()
{
    McpWorld world;
    world.say(world.request(u"server-discover-probe-1"_s, u"server/discover"_s, {}, McpEra::Modern));
    QCOMPARE(world.channel.last()[u"id"].toString(), u"server-discover-probe-1"_s);
    const QJsonObject result = world.channel.result();
    QVERIFY(result[u"supportedVersions"].toArray().contains(QString(ModernVersion)));
    QCOMPARE(result[u"resultType"].toString(), u"complete"_s);
    QVERIFY(result.contains(u"ttlMs"_s));
    QVERIFY(result.contains(u"cacheScope"_s));
    QVERIFY(result[u"_meta"].toObject().contains(MetaServerInfo));
}

void tst_mcppeer::answersPingBeforeTheSession()
{
    McpWorld world;
    world.say(rpcRequest(1, u"ping"_s, {}));
    QVERIFY(world.channel.last().contains(u"result"_s));
}

void tst_mcppeer::refusesWhatHasNoEra()
{
    McpWorld world;
    world.say(rpcRequest(1, u"tools/list"_s, {}));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void tst_mcppeer::refusesOtherModernVersions()
{
    McpWorld world;
    world.say(rpcRequest(1, u"tools/list"_s,
                         {{u"_meta"_s, QJsonObject{{QString(MetaVersion), u"2031-01-01"_s},
                                                   {QString(MetaCapabilities), QJsonObject()}}}}));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(UnsupportedVersion));
    const QJsonObject data = world.channel.last()[u"error"].toObject()[u"data"].toObject();
    QVERIFY(data[u"supported"].toArray().contains(QString(ModernVersion)));
}

void tst_mcppeer::listsAndCallsTools()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/list"_s, {}, era));
    const QJsonArray tools = world.channel.result()[u"tools"].toArray();
    QCOMPARE(tools.size(), 4); // and result
    QCOMPARE(tools[0].toObject()[u"name"].toString(), u"echo"_s);
    QVERIFY(tools[0].toObject()[u"inputSchema"].isObject());
    QCOMPARE(world.channel.result().contains(u"ttlMs"_s), era == McpEra::Modern);

    world.say(world.request(2, u"tools/call"_s, McpWorld::callOf(u"echo"_s, {{u"prompt"_s, u"hi"_s}}), era));
    QCOMPARE(world.sessions.count(), 1);
    world.time.advance(1ms);
    QCOMPARE(world.channel.last()[u"id"].toInt(), 2);
    const QJsonObject result = world.channel.result();
    QCOMPARE(result[u"content"].toArray()[0].toObject()[u"text"].toString(), u"hi"_s);
    QCOMPARE(result.contains(u"resultType"_s), era == McpEra::Modern);
    QCOMPARE(world.peer.running(), 0);
}

void tst_mcppeer::unknownNames()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"no/such"_s, {}, era));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(MethodNotFound));
    world.say(world.request(2, u"tools/call"_s, McpWorld::callOf(u"absent"_s, {}), era));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    world.say(world.request(3, u"tools/list"_s, {{u"cursor"_s, u"x"_s}}, era));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void tst_mcppeer::failedCallsAreResults()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), era));
    world.time.advance(0ms);
    const CallId call = world.calls.live().begin()->first;
    world.calls.finish(call, Refused{{u"OVER_CAPACITY"_s, u"the queue is full"_s, {}}, 7s, {}});
    QVERIFY(world.channel.result()[u"isError"].toBool());
    const QString text = world.channel.result()[u"content"].toArray()[0].toObject()[u"text"].toString();
    QVERIFY2(text.contains(u"7 s"), qPrintable(text));
}

void tst_mcppeer::tellsProgress()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/call"_s,
                            McpWorld::callOf(u"wait"_s, {}, {{u"progressToken"_s, u"t1"_s}}), era));
    world.time.advance(30s);
    QCOMPARE_GE(world.channel.sent.size(), 6);
    double last = -1;
    for (const QJsonObject &message : std::as_const(world.channel.sent)) {
        QCOMPARE(message[u"method"].toString(), u"notifications/progress"_s);
        const QJsonObject params = message[u"params"].toObject();
        QCOMPARE(params[u"progressToken"].toString(), u"t1"_s);
        QCOMPARE_GT(params[u"progress"].toDouble(), last);
        last = params[u"progress"].toDouble();
    }
    const QString text = world.channel.last()[u"params"].toObject()[u"message"].toString();
    QVERIFY2(text.contains(u"position 3"), qPrintable(text));

    // Many changes: one message a second.
    world.channel.sent.clear();
    CallObserver *observer = world.calls.observerOf(world.calls.live().begin()->first);
    for (int i = 0; i < 100; ++i) {
        observer->queued({}, {i, {}});
        world.time.advance(50ms);
    }
    QCOMPARE_LE(world.channel.sent.size(), 6);
    QCOMPARE_GE(world.channel.sent.size(), 4);
}

void tst_mcppeer::tellsNoProgressUnasked()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"wait"_s, {}), era));
    world.time.advance(45s); // later comes a handle, see tst_mcphandles
    QVERIFY(world.channel.sent.isEmpty());
}

void tst_mcppeer::cancels()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), era));
    world.time.advance(0ms);
    world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, u"1"_s}}));
    QCOMPARE(world.peer.running(), 1); // "1" is not 1
    world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, 1}}));
    QCOMPARE(world.peer.running(), 0);
    QCOMPARE(world.calls.cancelled.size(), 1); // within the same turn
    world.time.advance(1s);
    QVERIFY(world.channel.sent.isEmpty()); // a cancelled request gets no answer
    QCOMPARE(world.channel.dropped, 1);
}

void tst_mcppeer::closedChannelCancels()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), era));
    world.time.advance(0ms);
    world.peer.channelClosed(world.channel);
    QCOMPARE(world.peer.running(), 0);
    QCOMPARE(world.calls.cancelled.size(), 1);
    world.time.advance(1s);
    QVERIFY(world.channel.sent.isEmpty());
    QCOMPARE(world.channel.dropped, 0);
}

void tst_mcppeer::refusesARunningId()
{
    QFETCH(McpEra, era);
    McpWorld world;
    begin(world, era);
    for (int i = 0; i < 2; ++i)
        world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), era));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidRequest));
    QCOMPARE(world.peer.running(), 1);
}

void tst_mcppeer::takesBatchesWhereTheyBelong()
{
    for (const QString &version : legacyVersions()) {
        McpWorld world;
        world.initialize(version);
        world.channel.sent.clear();
        const QJsonArray batch{rpcRequest(1, u"ping"_s, {}), rpcRequest(2, u"ping"_s, {})};
        world.peer.receive(QJsonDocument(batch).toJson(), world.channel);
        QCOMPARE(world.channel.sent.size(), allowsBatches(version) ? 2 : 1);
        QCOMPARE(world.channel.last().contains(u"error"_s), !allowsBatches(version));
    }
}

void tst_mcppeer::removedMethodsAreGone()
{
    McpWorld world;
    for (const char *method : {"ping", "initialize", "logging/setLevel", "resources/subscribe"}) {
        world.say(world.request(1, QString::fromLatin1(method), {}, McpEra::Modern));
        QCOMPARE(world.channel.errorCode(), static_cast<int>(MethodNotFound));
    }
    world.initialize();
    world.say(rpcRequest(2, u"subscriptions/listen"_s, {}));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(MethodNotFound));
}

void tst_mcppeer::tellsListeners()
{
    McpWorld world;
    world.say(world.request(u"listen:0"_s, u"subscriptions/listen"_s,
                            {{u"notifications"_s, QJsonObject{{u"toolsListChanged"_s, true}}}},
                            McpEra::Modern));
    QCOMPARE(world.channel.last()[u"method"].toString(), u"notifications/subscriptions/acknowledged"_s);
    Q_EMIT world.frontEnd.offerings().listChanged(McpList::Prompts); // not asked for
    QCOMPARE(world.channel.sent.size(), 1);
    Q_EMIT world.frontEnd.offerings().listChanged(McpList::Tools);
    QCOMPARE(world.channel.last()[u"method"].toString(), u"notifications/tools/list_changed"_s);
    const QJsonObject meta = world.channel.last()[u"params"].toObject()[u"_meta"].toObject();
    QCOMPARE(meta[MetaSubscription].toString(), u"listen:0"_s);
    world.peer.endSubscriptions();
    QCOMPARE(world.channel.result()[u"resultType"].toString(), u"complete"_s);
}

void tst_mcppeer::tellsSessionsUnasked()
{
    McpWorld world;
    world.initialize();
    world.channel.sent.clear();
    Q_EMIT world.frontEnd.offerings().listChanged(McpList::Tools);
    QVERIFY(world.channel.sent.isEmpty()); // no way to
    world.peer.setSpeaksUnasked(&world.channel);
    Q_EMIT world.frontEnd.offerings().listChanged(McpList::Tools);
    QCOMPARE(world.channel.last()[u"method"].toString(), u"notifications/tools/list_changed"_s);
}

void tst_mcppeer::probesAndThenInitializes()
{
    McpWorld world;
    world.say(world.request(u"probe"_s, u"server/discover"_s, {}, McpEra::Modern));
    world.initialize();
    world.say(rpcRequest(1, u"tools/list"_s, {}));
    QVERIFY(world.channel.result().contains(u"tools"_s));
}

void tst_mcppeer::sharesSeatsByHostSession()
{
    McpWorld world;
    const McpOrigin first{u"local"_s, {}, 42, u"S"_s};
    const McpOrigin second{u"local"_s, {}, 43, u"S"_s};
    McpPeer a(world.frontEnd.context(), first);
    McpPeer b(world.frontEnd.context(), second);
    const McpClient client{{}, u"claude-code"_s, {}, {}};
    QCOMPARE(a.identityOf(client), b.identityOf(client));
    QVERIFY(a.identityOf(client) != world.peer.identityOf(client));
}

QTEST_GUILESS_MAIN(tst_mcppeer)
#include "tst_mcppeer.moc"
