// Tasks: the extension of the modern era, and its experimental ancestor of 2025-11-25.

#include "core/frontends/mcp/taskjson.h"
#include "mcpworld.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr McpEra Modern = McpEra::Modern;
constexpr McpEra Legacy = McpEra::Legacy;

Answer answerOf(const QString &text)
{
    Answer answer;
    answer.text = text;
    return answer;
}

// A modern client that knows tasks, and the id of one that runs.
struct TaskWorld : McpWorld
{
    TaskWorld() { capabilities = tasksCapability(); }

    QString task()
    {
        call(u"hang"_s, {}, Modern);
        time.advance(2s);
        return channel.result()[u"taskId"].toString();
    }
    QJsonObject about(const QString &method, const QString &id)
    {
        return ask(method, {{u"taskId"_s, id}}, Modern)[u"result"].toObject();
    }
};

} // namespace

class TestMcpTasks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isDeclaredWhereItBelongs();
    void slowCallsBecomeTasks();
    void quickCallsDoNot();
    void whoDeclaresNothingGetsNone();
    void theResultIsInTheTask();
    void aFailedCallIsACompletedTask();
    void cancelFreesTheSlot();
    void unknownTasks();
    void listenersHear();
    void legacyTasksAreTheClientsWish();
    void legacyResultWaits();
    void legacyCancel();
    void legacyListIsTheClientsOwn();
};

void TestMcpTasks::isDeclaredWhereItBelongs()
{
    McpWorld world;
    const QJsonObject modern = world.frontEnd.offerings().capabilities(Modern);
    QVERIFY(modern[u"extensions"][TasksExtension].isObject());
    QVERIFY(!modern.contains(u"tasks"_s));
    const QJsonObject legacy = world.frontEnd.offerings().capabilities(Legacy);
    QVERIFY(legacy[u"tasks"][u"requests"][u"tools"][u"call"].isObject());
    QVERIFY(!legacy.contains(u"extensions"_s));
}

void TestMcpTasks::slowCallsBecomeTasks()
{
    TaskWorld world;
    const QString id = world.task();
    const QJsonObject created = world.channel.result();
    QCOMPARE(created[u"resultType"].toString(), u"task"_s);
    QCOMPARE(created[u"status"].toString(), u"working"_s);
    QVERIFY(created[u"ttlMs"].isDouble() && created[u"pollIntervalMs"].isDouble());
    for (const char *never :
         {"task", "ttl", "pollInterval", "result", "error", "inputRequests", "requestState"})
        QVERIFY2(!created.contains(QLatin1StringView(never)), never);
    // It is there by the time the client knows of it.
    QCOMPARE(world.about(u"tasks/get"_s, id)[u"status"].toString(), u"working"_s);
    QCOMPARE(world.calls.submitted.size(), 1);
}

void TestMcpTasks::quickCallsDoNot()
{
    TaskWorld world;
    world.call(u"echo"_s, {{u"prompt"_s, u"hi"_s}, {u"ms"_s, 1'900}}, Modern);
    world.time.advance(1'900ms);
    QCOMPARE(world.channel.result()[u"resultType"].toString(), u"complete"_s);
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"hi"_s);
}

void TestMcpTasks::whoDeclaresNothingGetsNone()
{
    McpWorld world;
    world.call(u"hang"_s, {}, Modern);
    world.time.advance(10min);
    QCOMPARE(world.channel.result()[u"resultType"].toString(), u"complete"_s); // a handle
    for (const char *method : {"tasks/get", "tasks/update", "tasks/cancel"}) {
        world.ask(QString::fromLatin1(method), {{u"taskId"_s, u"x"_s}}, Modern);
        QCOMPARE(world.channel.errorCode(), static_cast<int>(MissingCapability));
        QVERIFY(
            world.channel.last()[u"error"][u"data"][u"requiredCapabilities"][u"extensions"][TasksExtension]
                .isObject());
    }
    for (const char *method : {"tasks/list", "tasks/result"}) {
        world.ask(QString::fromLatin1(method), {{u"taskId"_s, u"x"_s}}, Modern);
        QCOMPARE(world.channel.errorCode(), static_cast<int>(MethodNotFound));
    }
}

void TestMcpTasks::theResultIsInTheTask()
{
    TaskWorld world;
    const QString id = world.task();
    world.calls.finish(world.liveCall(), answerOf(u"done"_s));
    const QJsonObject got = world.about(u"tasks/get"_s, id);
    QCOMPARE(got[u"resultType"].toString(), u"complete"_s);
    QCOMPARE(got[u"status"].toString(), u"completed"_s);
    QCOMPARE(McpWorld::textOf(got[u"result"].toObject()), u"done"_s);
    QVERIFY(!got.contains(u"error"_s));
}

void TestMcpTasks::aFailedCallIsACompletedTask()
{
    TaskWorld world;
    const QString id = world.task();
    world.calls.finish(world.liveCall(), TimedOut{CallClock::Stall, 120s, u"glm"_s, u"glm-4.6"_s});
    const QJsonObject got = world.about(u"tasks/get"_s, id);
    QCOMPARE(got[u"status"].toString(), u"completed"_s);
    QVERIFY(got[u"result"][u"isError"].toBool());
}

void TestMcpTasks::cancelFreesTheSlot()
{
    TaskWorld world;
    const QString id = world.task();
    const QJsonObject acknowledged = world.about(u"tasks/cancel"_s, id);
    QCOMPARE(world.calls.cancelled.size(), 1); // in the same turn
    QCOMPARE(acknowledged[u"resultType"].toString(), u"complete"_s);
    QVERIFY(!acknowledged.contains(u"status"_s));
    world.time.advance(0ms);
    QCOMPARE(world.about(u"tasks/get"_s, id)[u"status"].toString(), u"cancelled"_s);
    QCOMPARE(world.about(u"tasks/cancel"_s, id)[u"resultType"].toString(), u"complete"_s); // once more
    QCOMPARE(world.calls.cancelled.size(), 1);
}

void TestMcpTasks::unknownTasks()
{
    TaskWorld world;
    const QString id = world.task();
    for (const char *method : {"tasks/get", "tasks/update", "tasks/cancel"}) {
        world.ask(QString::fromLatin1(method), {{u"taskId"_s, u"job-x"_s}}, Modern);
        QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    }
    world.clientName = u"somebody else"_s;
    world.ask(u"tasks/get"_s, {{u"taskId"_s, id}}, Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void TestMcpTasks::listenersHear()
{
    TaskWorld world;
    const QString id = world.task();
    const QJsonArray wanted{id, u"job-x"_s};
    world.say(world.request(u"listen"_s, u"subscriptions/listen"_s,
                            {{u"notifications"_s, QJsonObject{{u"taskIds"_s, wanted}}}}, Modern));
    QCOMPARE(world.channel.last()[u"params"][u"notifications"][u"taskIds"].toArray(), QJsonArray{id});
    world.calls.finish(world.liveCall(), answerOf(u"done"_s));
    QCOMPARE(world.channel.last()[u"method"].toString(), u"notifications/tasks"_s);
    const QJsonObject params = world.channel.last()[u"params"].toObject();
    QCOMPARE(params[u"taskId"].toString(), id);
    QCOMPARE(params[u"status"].toString(), u"completed"_s);
    QCOMPARE(params[u"_meta"][MetaSubscription].toString(), u"listen"_s);
}

void TestMcpTasks::legacyTasksAreTheClientsWish()
{
    McpWorld world;
    world.begin(Legacy);
    world.ask(u"tools/list"_s, {}, Legacy);
    QCOMPARE(world.channel.result()[u"tools"][0][u"execution"][u"taskSupport"].toString(), u"optional"_s);
    QJsonObject params = McpWorld::callOf(u"hang"_s, {});
    params.insert(u"task"_s, QJsonObject{{u"ttl"_s, 120'000}});
    const QJsonObject created = world.ask(u"tools/call"_s, params, Legacy)[u"result"].toObject();
    QCOMPARE(created[u"task"][u"status"].toString(), u"working"_s);
    QCOMPARE(created[u"task"][u"ttl"].toInt(), 120'000);
    QCOMPARE(world.calls.submitted.size(), 1);
    const QString id = created[u"task"][u"taskId"].toString();
    QCOMPARE(world.ask(u"tasks/get"_s, {{u"taskId"_s, id}}, Legacy)[u"result"][u"taskId"].toString(), id);

    params.insert(u"name"_s, u"result"_s); // a tool that supports none ignores the wish or says so
    params.insert(u"arguments"_s, QJsonObject{{u"job_id"_s, id}, {u"wait_secs"_s, 0}});
    QVERIFY(!world.ask(u"tools/call"_s, params, Legacy)[u"result"].toObject().contains(u"task"_s));
}

void TestMcpTasks::legacyResultWaits()
{
    McpWorld world;
    world.begin(Legacy);
    QJsonObject params = McpWorld::callOf(u"hang"_s, {});
    params.insert(u"task"_s, QJsonObject());
    const QString id = world.ask(u"tools/call"_s, params, Legacy)[u"result"][u"task"][u"taskId"].toString();
    QVERIFY(world.ask(u"tasks/result"_s, {{u"taskId"_s, id}}, Legacy).isEmpty());
    world.time.advance(10min); // this client asked for it
    QCOMPARE(world.channel.finals.size(), 1);
    world.calls.finish(world.liveCall(), answerOf(u"done"_s));
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"done"_s);
    QCOMPARE(world.channel.result()[u"_meta"][MetaRelatedTask][u"taskId"].toString(), id);
}

void TestMcpTasks::legacyCancel()
{
    McpWorld world;
    world.begin(Legacy);
    QJsonObject params = McpWorld::callOf(u"hang"_s, {});
    params.insert(u"task"_s, QJsonObject());
    const QString id = world.ask(u"tools/call"_s, params, Legacy)[u"result"][u"task"][u"taskId"].toString();
    world.ask(u"tasks/cancel"_s, {{u"taskId"_s, id}}, Legacy);
    QCOMPARE(world.calls.cancelled.size(), 1);
    world.time.advance(0ms);
    QCOMPARE(world.channel.result()[u"status"].toString(), u"cancelled"_s);
    world.ask(u"tasks/cancel"_s, {{u"taskId"_s, id}}, Legacy);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams)); // over is over
}

void TestMcpTasks::legacyListIsTheClientsOwn()
{
    McpWorld world;
    world.begin(Legacy);
    QJsonObject params = McpWorld::callOf(u"hang"_s, {});
    params.insert(u"task"_s, QJsonObject());
    world.ask(u"tools/call"_s, params, Legacy);
    QCOMPARE(world.ask(u"tasks/list"_s, {}, Legacy)[u"result"][u"tasks"].toArray().size(), 1);
    McpPeer stranger(world.frontEnd.context(), {u"local"_s, {}, 43, {}});
    RecordingChannel channel;
    stranger.receive(
        toLine(rpcRequest(0, u"initialize"_s, {{u"protocolVersion"_s, QString(LatestLegacyVersion)}})),
        channel);
    stranger.receive(toLine(rpcRequest(1, u"tasks/list"_s, {})), channel);
    QCOMPARE(channel.result()[u"tasks"].toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestMcpTasks)
#include "tst_mcptasks.moc"
