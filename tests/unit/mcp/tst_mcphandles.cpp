// Calls that outlast their host's patience: the handle, and the tool `result` that fetches what became of
// them.

#include "core/tools/jsonschemacheck.h"
#include "mcpworld.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestMcpHandles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesATwentyMinuteQueue_data() { eras(); }
    void survivesATwentyMinuteQueue();
    void quickAnswersNeedNoHandle_data() { eras(); }
    void quickAnswersNeedNoHandle();
    void patienceIsTheHosts_data();
    void patienceIsTheHosts();
    void onlyTheOwnerFetches();
    void theSameAnswerAsOftenAsAsked();
    void resultsGoAfterTheirGraceTime();
    void cancelFreesTheSlot();
    void failuresAreTold();
    void looksWithoutWaiting();
    void endOfWaitingIsNotEndOfWork();
    void noHandlesWhenNothingIsKept();
    void wrongArgumentsSayWhatToChange();
    void structuredContentFitsItsSchema();
    void keepsItsSeatWhileItRuns();
    void waitsForASeatAsLongAsItsHost();
    void cancelledWhileItWaitsForASeat();

private:
    static void eras()
    {
        QTest::addColumn<McpEra>("era");
        QTest::newRow("legacy") << McpEra::Legacy;
        QTest::newRow("modern") << McpEra::Modern;
    }
    static Answer answerOf(const QString &text)
    {
        Answer answer;
        answer.text = text;
        answer.provider = u"glm"_s;
        answer.model = u"glm-4.6"_s;
        answer.continuationId = u"c-1"_s;
        answer.usage = TokenUsage{10, 5, 1, 0};
        answer.cost = 0.25;
        return answer;
    }
    // Calls `hang` and waits until the handle is there.
    static QString handleOf(McpWorld &world, McpEra era, const QString &tool = u"hang"_s)
    {
        world.call(tool, {}, era);
        world.time.advance(50s);
        return world.channel.result()[u"structuredContent"][u"job_id"].toString();
    }
};

void TestMcpHandles::survivesATwentyMinuteQueue()
{
    QFETCH(McpEra, era);
    McpWorld world;
    world.begin(era);
    // A host with a timer of 60 s and no idea of progress.
    QVERIFY(world.call(u"wait"_s, {}, era).isEmpty());
    Duration asleep{};
    QString job;
    for (Duration waited{}; waited < 20min; waited += 50s) {
        world.time.advance(50s);
        const QJsonObject result = world.channel.result();
        QVERIFY2(!result.isEmpty(), "the host has given up");
        QVERIFY(!result[u"isError"].toBool());
        QCOMPARE(result[u"structuredContent"][u"status"].toString(), u"running"_s);
        job = result[u"structuredContent"][u"job_id"].toString();
        QVERIFY(McpWorld::textOf(result).contains(job));
        QVERIFY(McpWorld::textOf(result).contains(u"position 3"_s));
        QVERIFY(world.call(u"result"_s, {{u"job_id"_s, job}}, era).isEmpty());
        asleep += 50s;
    }
    QCOMPARE(world.calls.submitted.size(), 1); // one call, whatever was asked
    world.calls.finish(world.liveCall(), answerOf(u"at last"_s));
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"at last"_s);
    QCOMPARE(world.channel.result()[u"structuredContent"][u"status"].toString(), u"complete"_s);
    QCOMPARE(world.peer.running(), 0);
}

void TestMcpHandles::quickAnswersNeedNoHandle()
{
    QFETCH(McpEra, era);
    McpWorld world;
    world.begin(era);
    world.call(u"echo"_s, {{u"prompt"_s, u"hi"_s}, {u"ms"_s, 49'000}}, era);
    world.time.advance(49s);
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"hi"_s);
    world.time.advance(60s);
    QCOMPARE(world.channel.finals.size(), 1);
    QCOMPARE(world.frontEnd.context().tasks.count(), 0);
}

void TestMcpHandles::patienceIsTheHosts_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("progress");
    QTest::addColumn<int>("secs"); // 0: no matter when
    QTest::newRow("unknown") << u"test"_s << false << 50;
    QTest::newRow("unknown, with a token") << u"test"_s << true << 50;
    QTest::newRow("Copilot") << u"copilot"_s << false << 25;
    QTest::newRow("Claude Code, blind") << u"claude-code"_s << false << 240;
    QTest::newRow("Claude Code") << u"claude-code"_s << true << 0;
}

void TestMcpHandles::patienceIsTheHosts()
{
    QFETCH(QString, client);
    QFETCH(bool, progress);
    QFETCH(int, secs);
    McpWorld world;
    world.clientName = client;
    world.begin(McpEra::Legacy);
    const QJsonObject meta = progress ? QJsonObject{{u"progressToken"_s, 1}} : QJsonObject();
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}, meta), McpEra::Legacy));
    const Duration almost = secs > 0 ? Duration(std::chrono::seconds(secs)) - 1ms : Duration(1h);
    world.time.advance(almost);
    QCOMPARE(world.channel.finals.size(), 0);
    world.time.advance(1ms);
    QCOMPARE(world.channel.finals.size(), secs > 0 ? 1 : 0);
}

void TestMcpHandles::onlyTheOwnerFetches()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    QVERIFY(!job.isEmpty());
    McpPeer stranger(world.frontEnd.context(), {u"http"_s, u"127.0.0.1"_s, 0, {}});
    RecordingChannel channel;
    stranger.receive(
        toLine(world.request(1, u"tools/call"_s, McpWorld::callOf(u"result"_s, {{u"job_id"_s, job}}),
                             McpEra::Modern)),
        channel);
    QVERIFY(channel.result()[u"isError"].toBool());
    QVERIFY(McpWorld::textOf(channel.result()).startsWith(u"JOB_NOT_FOUND"_s));
    QCOMPARE(world.calls.cancelled.size(), 0);
    const QString nonsense = McpWorld::textOf(channel.result());
    stranger.receive(
        toLine(world.request(2, u"tools/call"_s, McpWorld::callOf(u"result"_s, {{u"job_id"_s, u"none"_s}}),
                             McpEra::Modern)),
        channel);
    QCOMPARE(McpWorld::textOf(channel.result()), nonsense); // nothing gives away that it exists
}

void TestMcpHandles::theSameAnswerAsOftenAsAsked()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    world.calls.finish(world.liveCall(), answerOf(u"once"_s));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(McpWorld::textOf(
                     world.call(u"result"_s, {{u"job_id"_s, job}}, McpEra::Legacy)[u"result"].toObject()),
                 u"once"_s);
    QCOMPARE(world.calls.submitted.size(), 1);
    QCOMPARE(world.desk.store().count(), 1);
}

void TestMcpHandles::resultsGoAfterTheirGraceTime()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    world.calls.finish(world.liveCall(), answerOf(u"once"_s));
    world.time.advance(world.settings.resumeGrace + 1s);
    QCOMPARE(world.frontEnd.context().tasks.count(), 0);
    QCOMPARE(world.desk.store().count(), 0);
    const QJsonObject result =
        world.call(u"result"_s, {{u"job_id"_s, job}}, McpEra::Legacy)[u"result"].toObject();
    QVERIFY(result[u"isError"].toBool());
}

void TestMcpHandles::cancelFreesTheSlot()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    world.call(u"result"_s, {{u"job_id"_s, job}, {u"cancel"_s, true}}, McpEra::Legacy);
    QCOMPARE(world.calls.cancelled.size(), 1); // in the same turn
    world.time.advance(0ms);
    QVERIFY(world.channel.result()[u"isError"].toBool());
    QVERIFY(McpWorld::textOf(world.channel.result()).startsWith(u"CANCELLED"_s));
}

void TestMcpHandles::failuresAreTold()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    world.call(u"result"_s, {{u"job_id"_s, job}}, McpEra::Legacy);
    world.calls.finish(world.liveCall(), Refused{{u"OVER_CAPACITY"_s, u"the queue is full"_s, {}}, 7s, {}});
    QVERIFY(world.channel.result()[u"isError"].toBool());
    QVERIFY(McpWorld::textOf(world.channel.result()).contains(u"Retry after 7 s"_s));
}

void TestMcpHandles::looksWithoutWaiting()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    const QJsonObject looked =
        world.call(u"result"_s, {{u"job_id"_s, job}, {u"wait_secs"_s, 0}}, McpEra::Legacy);
    QCOMPARE(looked[u"result"][u"structuredContent"][u"status"].toString(), u"running"_s);
    QVERIFY(world.call(u"result"_s, {{u"job_id"_s, job}, {u"wait_secs"_s, 3}}, McpEra::Legacy).isEmpty());
    world.time.advance(3s);
    QCOMPARE(world.channel.result()[u"structuredContent"][u"status"].toString(), u"running"_s);
    QCOMPARE(world.peer.running(), 0);
}

void TestMcpHandles::endOfWaitingIsNotEndOfWork()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QString job = handleOf(world, McpEra::Legacy);
    world.say(world.request(7, u"tools/call"_s, McpWorld::callOf(u"result"_s, {{u"job_id"_s, job}}),
                            McpEra::Legacy));
    world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, 7}}));
    QCOMPARE(world.peer.running(), 0);
    QCOMPARE(world.calls.cancelled.size(), 0);
    world.calls.finish(world.liveCall(), answerOf(u"kept"_s));
    QCOMPARE(
        McpWorld::textOf(world.call(u"result"_s, {{u"job_id"_s, job}}, McpEra::Legacy)[u"result"].toObject()),
        u"kept"_s);
}

void TestMcpHandles::noHandlesWhenNothingIsKept()
{
    McpWorld world;
    world.settings.resumeGrace = 0s;
    world.desk.refresh();
    world.begin(McpEra::Legacy);
    world.call(u"hang"_s, {}, McpEra::Legacy);
    world.time.advance(10min);
    QCOMPARE(world.channel.finals.size(), 0);
    world.calls.finish(world.liveCall(), answerOf(u"late"_s));
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"late"_s);
}

void TestMcpHandles::wrongArgumentsSayWhatToChange()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const QJsonObject none = world.call(u"result"_s, {}, McpEra::Legacy)[u"result"].toObject();
    QVERIFY(none[u"isError"].toBool());
    QVERIFY(McpWorld::textOf(none).contains(u"'job_id': is required"_s));
    const QJsonObject near =
        world.call(u"result"_s, {{u"jobid"_s, u"x"_s}}, McpEra::Legacy)[u"result"].toObject();
    QVERIFY(McpWorld::textOf(near).contains(u"did you mean job_id?"_s));
}

void TestMcpHandles::structuredContentFitsItsSchema()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    const auto check = JsonSchemaCheck::compile(outputSchemaOf(ToolOutput::Answer), SchemaUse::Standard);
    QVERIFY(check);
    const QString job = handleOf(world, McpEra::Legacy);
    QVERIFY(check->checkValue(world.channel.result()[u"structuredContent"]));
    Answer answer = answerOf(u"text"_s);
    answer.reasoning = u"because"_s;
    answer.metadata = {{u"usage"_s, QJsonObject()}, {u"notes"_s, QJsonArray{u"n"_s}}};
    world.calls.finish(world.liveCall(), answer);
    const QJsonObject result =
        world.call(u"result"_s, {{u"job_id"_s, job}}, McpEra::Legacy)[u"result"].toObject();
    const auto checked = check->checkValue(result[u"structuredContent"]);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().message));
    const QJsonObject content = result[u"structuredContent"].toObject();
    QCOMPARE(content[u"answer"].toString(), u"text"_s);
    QCOMPARE(content[u"continuation_id"].toString(), u"c-1"_s);
    QCOMPARE(content[u"usage"][u"prompt_tokens"].toInt(), 10);
    QCOMPARE(content[u"cost_usd"].toDouble(), 0.25);
    QCOMPARE(content[u"details"].toObject().keys(), QStringList{u"notes"_s});
    QVERIFY(McpWorld::textOf(result, 1).contains(u"continuation_id: c-1"_s));
}

void TestMcpHandles::keepsItsSeatWhileItRuns()
{
    McpWorld world;
    world.begin(McpEra::Legacy);
    handleOf(world, McpEra::Legacy);
    world.time.advance(1h); // far beyond the time of an idle seat
    QCOMPARE(world.sessions.count(), 1);
    world.calls.finish(world.liveCall(), answerOf(u"x"_s));
    world.time.advance(1h);
    QCOMPARE(world.sessions.count(), 0);
}

// Five sessions are allowed, and all have calls.
struct FullHouse
{
    explicit FullHouse(McpWorld &world)
    {
        for (int i = 0; i < 5; ++i) {
            guests.push_back(
                std::make_unique<McpPeer>(world.frontEnd.context(), McpOrigin{u"local"_s, {}, 100 + i, {}}));
            guests.back()->receive(
                toLine(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Modern)),
                channel);
        }
    }
    RecordingChannel channel;
    std::vector<std::unique_ptr<McpPeer>> guests;
};

void TestMcpHandles::waitsForASeatAsLongAsItsHost()
{
    McpWorld world;
    FullHouse house(world);
    QCOMPARE(world.calls.liveCount(), 5);
    world.begin(McpEra::Legacy);
    const QJsonObject call = McpWorld::callOf(u"hang"_s, {}, {{u"progressToken"_s, 7}});
    world.say(world.request(1, u"tools/call"_s, call, McpEra::Legacy));
    world.time.advance(10s);
    QCOMPARE(world.calls.liveCount(), 5);
    QVERIFY(world.channel.finals.isEmpty());
    QVERIFY(world.channel.last()[u"params"][u"message"].toString().contains(u"SESSION_MAX_CONCURRENT"_s));
    world.calls.finish(world.liveCall(), answerOf(u"one of the five"_s));
    world.time.advance(0s);
    QCOMPARE(world.calls.liveCount(), 5); // its turn
    world.calls.finish(world.calls.live().rbegin()->first, answerOf(u"mine"_s));
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"mine"_s);

    // And the other way: nobody goes, its host won't wait longer.
    world.peer.receive(
        toLine(world.request(9, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Modern)),
        house.channel);
    McpPeer late(world.frontEnd.context(), {u"local"_s, {}, 200, {}});
    RecordingChannel channel;
    late.receive(toLine(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Modern)),
                 channel);
    QCOMPARE(world.calls.liveCount(), 5);
    world.time.advance(49s);
    QVERIFY(channel.finals.isEmpty());
    world.time.advance(1s);
    QVERIFY(channel.result()[u"isError"].toBool());
    QVERIFY(McpWorld::textOf(channel.result()).contains(u"SESSION_MAX_CONCURRENT"_s));
}

void TestMcpHandles::cancelledWhileItWaitsForASeat()
{
    McpWorld world;
    FullHouse house(world);
    world.begin(McpEra::Legacy);
    world.say(world.request(1, u"tools/call"_s, McpWorld::callOf(u"hang"_s, {}), McpEra::Legacy));
    world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, 1}}));
    world.calls.finish(world.liveCall(), answerOf(u"one of the five"_s));
    world.time.advance(10s);
    QCOMPARE(world.calls.liveCount(), 4); // nobody took the seat
    QVERIFY(world.channel.finals.isEmpty());
}

QTEST_GUILESS_MAIN(TestMcpHandles)
#include "tst_mcphandles.moc"
