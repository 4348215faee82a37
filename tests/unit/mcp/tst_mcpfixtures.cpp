// The fixtures of the official conformance suite: there with --conformance only, and doing what they say.

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

struct FixtureWorld : McpWorld
{
    FixtureWorld()
        : McpWorld(true)
    {
        capabilities = {
            {u"elicitation"_s, QJsonObject()}, {u"sampling"_s, QJsonObject()}, {u"roots"_s, QJsonObject()}};
    }
    // A round of a modern tool call, with answers to the last one.
    QJsonObject round(const QString &tool, const QJsonObject &answers = {}, const QJsonValue &state = {})
    {
        QJsonObject params = callOf(tool, {});
        if (!answers.isEmpty())
            params.insert(u"inputResponses"_s, answers);
        if (state.isString())
            params.insert(u"requestState"_s, state);
        return ask(u"tools/call"_s, params, Modern)[u"result"].toObject();
    }
    static QJsonObject accept(const QJsonObject &content)
    {
        return {{u"action"_s, u"accept"_s}, {u"content"_s, content}};
    }
};

const QString Prefix = QStringLiteral("test_input_required_result_");

} // namespace

class TestMcpFixtures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areNotThereOtherwise();
    void allAreListed_data();
    void allAreListed();
    void fixedResults_data();
    void fixedResults();
    void wrongArgumentsAreResults();
    void steps();
    void logsByEra();
    void asksOnTheStream();
    void roundsAskAndAnswer();
    void wrongAnswersAreAskedAgain();
    void statesAreCheckedAndGoOn();
    void asksOnlyWhatTheClientCan();
    void missingCapability();
    void tasks_data();
    void tasks();
    void tasksThatAsk();
    void roundsThenTask();
    void tellsChanges();
    void slowIsCountedAndCancelled();
    void promptsAndResources();
};

void TestMcpFixtures::areNotThereOtherwise()
{
    McpWorld world;
    world.call(u"fixture_echo"_s, {{u"message"_s, u"x"_s}}, Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    world.ask(u"prompts/get"_s, {{u"name"_s, u"test_simple_prompt"_s}}, Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void TestMcpFixtures::allAreListed_data()
{
    QTest::addColumn<QString>("tool");
    for (const char *tool : {"test_simple_text",
                             "test_image_content",
                             "test_audio_content",
                             "test_embedded_resource",
                             "test_multiple_content_types",
                             "test_tool_with_logging",
                             "test_error_handling",
                             "test_tool_with_progress",
                             "test_sampling",
                             "test_elicitation",
                             "test_elicitation_sep1034_defaults",
                             "test_elicitation_sep1330_enums",
                             "json_schema_2020_12_tool",
                             "test_reconnection",
                             "test_missing_capability",
                             "test_streaming_elicitation",
                             "test_logging_tool",
                             "test_trigger_tool_change",
                             "test_trigger_prompt_change",
                             "greet",
                             "slow_compute",
                             "failing_job",
                             "protocol_error_job",
                             "confirm_delete",
                             "multi_input",
                             "test_tool_with_task",
                             "fixture_echo",
                             "fixture_slow",
                             "fixture_status",
                             "fixture_header"})
        QTest::newRow(tool) << QString::fromLatin1(tool);
    for (const char *tool : {"elicitation", "sampling", "list_roots", "request_state", "multiple_inputs",
                             "multi_round", "tampered_state", "capabilities"})
        QTest::newRow(tool) << QString(Prefix + QString::fromLatin1(tool));
}

void TestMcpFixtures::allAreListed()
{
    QFETCH(QString, tool);
    FixtureWorld world;
    const QJsonArray tools = world.ask(u"tools/list"_s, {}, Modern)[u"result"][u"tools"].toArray();
    const auto found = std::ranges::find_if(
        tools, [&](const QJsonValue &listed) { return listed[u"name"].toString() == tool; });
    QVERIFY(found != tools.end());
    QVERIFY(!(*found)[u"description"].toString().isEmpty());
    QCOMPARE((*found)[u"inputSchema"][u"type"].toString(), u"object"_s);
    // Nothing of what they do is shown.
    for (const char *own : {"result", "steps", "rounds", "task", "ask", "text", "changes"})
        QVERIFY((*found)[QLatin1StringView(own)].isUndefined());
}

void TestMcpFixtures::fixedResults_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QStringList>("types");
    QTest::newRow("text") << u"test_simple_text"_s << QStringList{u"text"_s};
    QTest::newRow("image") << u"test_image_content"_s << QStringList{u"image"_s};
    QTest::newRow("audio") << u"test_audio_content"_s << QStringList{u"audio"_s};
    QTest::newRow("resource") << u"test_embedded_resource"_s << QStringList{u"resource"_s};
    QTest::newRow("mixed") << u"test_multiple_content_types"_s
                           << QStringList{u"text"_s, u"image"_s, u"resource"_s};
    QTest::newRow("error") << u"test_error_handling"_s << QStringList{u"text"_s};
}

void TestMcpFixtures::fixedResults()
{
    QFETCH(QString, tool);
    QFETCH(QStringList, types);
    FixtureWorld world;
    const QJsonObject result = world.call(tool, {}, Modern)[u"result"].toObject();
    QStringList got;
    for (const QJsonValue &block : result[u"content"].toArray())
        got.append(block[u"type"].toString());
    QCOMPARE(got, types);
    QCOMPARE(result[u"isError"].toBool(), tool == "test_error_handling"_L1);
}

void TestMcpFixtures::wrongArgumentsAreResults()
{
    FixtureWorld world;
    QVERIFY(world.call(u"greet"_s, {}, Modern)[u"result"][u"isError"].toBool());
    QCOMPARE(McpWorld::textOf(world.call(u"greet"_s, {{u"name"_s, u"Ada"_s}}, Modern)[u"result"].toObject()),
             u"Hello, Ada!"_s);
    // By the schema with if, then and else.
    const QJsonObject byPhone{{u"contactMethod"_s, u"phone"_s}, {u"email"_s, u"a@b"_s}};
    QVERIFY(world.call(u"json_schema_2020_12_tool"_s, byPhone, Modern)[u"result"][u"isError"].toBool());
    const QJsonObject good{{u"contactMethod"_s, u"phone"_s}, {u"phone"_s, u"1"_s}};
    QVERIFY(!world.call(u"json_schema_2020_12_tool"_s, good, Modern)[u"result"][u"isError"].toBool());
}

void TestMcpFixtures::steps()
{
    FixtureWorld world;
    world.say(world.request(
        1, u"tools/call"_s,
        McpWorld::callOf(u"test_tool_with_progress"_s, {}, {{u"progressToken"_s, u"p"_s}}), Modern));
    world.time.advance(1s);
    QList<double> values;
    for (const QJsonObject &message : std::as_const(world.channel.sent)) {
        if (message[u"method"].toString() == "notifications/progress"_L1)
            values.append(message[u"params"][u"progress"].toDouble());
    }
    QCOMPARE(values, (QList<double>{0, 50, 100}));
    QCOMPARE(world.channel.finals.size(), 1);

    world.begin(Legacy);
    world.call(u"test_reconnection"_s, {}, Legacy);
    world.time.advance(1s);
    QCOMPARE(world.channel.hangUps, 1);
    QVERIFY(!McpWorld::textOf(world.channel.result()).isEmpty());
}

void TestMcpFixtures::logsByEra()
{
    FixtureWorld world;
    world.call(u"test_logging_tool"_s, {}, Modern); // it asked for no log
    world.time.advance(1s);
    QCOMPARE(world.channel.sent.size(), 1);
    world.channel.sent.clear();
    QJsonObject params = McpWorld::callOf(u"test_logging_tool"_s, {}, {{QString(MetaLogLevel), u"debug"_s}});
    world.ask(u"tools/call"_s, params, Modern);
    world.time.advance(1s);
    QCOMPARE(world.channel.sent.size(), 2);

    world.begin(Legacy);
    world.call(u"test_tool_with_logging"_s, {}, Legacy);
    world.time.advance(1s);
    QCOMPARE(world.channel.sent.size(), 4);
    QCOMPARE(world.channel.sent[0][u"params"][u"data"].toString(), u"Tool execution started"_s);
    world.ask(u"logging/setLevel"_s, {{u"level"_s, u"error"_s}}, Legacy);
    world.channel.sent.clear();
    world.call(u"test_tool_with_logging"_s, {}, Legacy);
    world.time.advance(1s);
    QCOMPARE(world.channel.sent.size(), 1);
}

void TestMcpFixtures::asksOnTheStream()
{
    FixtureWorld world;
    world.begin(Legacy);
    world.call(u"test_sampling"_s, {{u"prompt"_s, u"2+2?"_s}}, Legacy);
    const QJsonObject question = world.channel.last();
    QCOMPARE(question[u"method"].toString(), u"sampling/createMessage"_s);
    QCOMPARE(question[u"params"][u"messages"][0][u"content"][u"text"].toString(), u"2+2?"_s);
    world.say(rpcResult(question[u"id"], {{u"content"_s, QJsonObject{{u"text"_s, u"4"_s}}}}));
    QCOMPARE(McpWorld::textOf(world.channel.result()), u"LLM response: 4"_s);

    world.capabilities = {};
    world.begin(Legacy);
    const QJsonObject result =
        world.call(u"test_elicitation"_s, {{u"message"_s, u"?"_s}}, Legacy)[u"result"].toObject();
    QVERIFY(result[u"isError"].toBool()); // this client has no such thing
}

void TestMcpFixtures::roundsAskAndAnswer()
{
    FixtureWorld world;
    const QString tool = Prefix + u"elicitation"_s;
    const QJsonObject asked = world.round(tool);
    QCOMPARE(asked[u"resultType"].toString(), u"input_required"_s);
    QCOMPARE(asked[u"inputRequests"][u"user_name"][u"method"].toString(), u"elicitation/create"_s);
    QVERIFY(!asked.contains(u"requestState"_s));
    const QJsonObject answered =
        world.round(tool, {{u"user_name"_s, FixtureWorld::accept({{u"name"_s, u"Ada"_s}})}, {u"more"_s, 1}});
    QCOMPARE(answered[u"resultType"].toString(), u"complete"_s);
    QCOMPARE(McpWorld::textOf(answered), u"Hello, Ada!"_s);
    const QJsonArray roots{QJsonObject{{u"uri"_s, u"file:///r"_s}}};
    const QJsonObject rooted = world.round(QString(Prefix + u"list_roots"_s),
                                           {{u"client_roots"_s, QJsonObject{{u"roots"_s, roots}}}});
    QVERIFY(McpWorld::textOf(rooted).contains(u"file:///r"_s));
}

void TestMcpFixtures::wrongAnswersAreAskedAgain()
{
    FixtureWorld world;
    const QString tool = Prefix + u"elicitation"_s;
    const QList<QJsonObject> wrong{{{u"other"_s, FixtureWorld::accept({{u"name"_s, u"Ada"_s}})}},
                                   {{u"user_name"_s, FixtureWorld::accept({})}},
                                   {{u"user_name"_s, u"Ada"_s}},
                                   {{u"user_name"_s, QJsonObject{{u"action"_s, 5}}}}};
    for (const QJsonObject &answers : wrong)
        QCOMPARE(world.round(tool, answers)[u"resultType"].toString(), u"input_required"_s);
}

void TestMcpFixtures::statesAreCheckedAndGoOn()
{
    FixtureWorld world;
    const QString tool = Prefix + u"multi_round"_s;
    const QJsonObject first = world.round(tool);
    const QJsonObject second = world.round(
        tool, {{u"step1"_s, FixtureWorld::accept({{u"name"_s, u"Ada"_s}})}}, first[u"requestState"]);
    QVERIFY(second[u"inputRequests"].toObject().contains(u"step2"_s));
    QVERIFY(second[u"requestState"] != first[u"requestState"]);
    const QJsonObject third = world.round(
        tool, {{u"step2"_s, FixtureWorld::accept({{u"color"_s, u"red"_s}})}}, second[u"requestState"]);
    QCOMPARE(third[u"resultType"].toString(), u"complete"_s);

    const QString sealed = Prefix + u"tampered_state"_s;
    const QString state = world.round(sealed)[u"requestState"].toString();
    const QJsonObject answers{{u"confirm"_s, FixtureWorld::accept({{u"ok"_s, true}})}};
    world.round(sealed, answers, QString(state + u"-TAMPERED"_s));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    QCOMPARE(McpWorld::textOf(world.round(sealed, answers, state)), u"state-ok"_s);
}

void TestMcpFixtures::asksOnlyWhatTheClientCan()
{
    FixtureWorld world;
    world.capabilities = {{u"sampling"_s, QJsonObject()}};
    const QJsonObject asked = world.round(QString(Prefix + u"capabilities"_s));
    QCOMPARE(asked[u"inputRequests"].toObject().keys(), QStringList{u"greeting"_s});
    world.round(QString(Prefix + u"elicitation"_s));
    QCOMPARE(world.channel.errorCode(), static_cast<int>(MissingCapability));
}

void TestMcpFixtures::missingCapability()
{
    FixtureWorld world;
    QVERIFY(world.call(u"test_missing_capability"_s, {}, Modern).contains(u"result"_s));
    world.capabilities = {};
    world.call(u"test_missing_capability"_s, {}, Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(MissingCapability));
    QVERIFY(world.channel.last()[u"error"][u"data"][u"requiredCapabilities"][u"sampling"].isObject());
}

void TestMcpFixtures::tasks_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("status");
    QTest::newRow("slow") << u"slow_compute"_s << u"completed"_s;
    QTest::newRow("fails as a tool") << u"failing_job"_s << u"completed"_s;
    QTest::newRow("fails as a request") << u"protocol_error_job"_s << u"failed"_s;
}

void TestMcpFixtures::tasks()
{
    QFETCH(QString, tool);
    QFETCH(QString, status);
    FixtureWorld world;
    const QJsonObject arguments{{u"seconds"_s, 1}, {u"label"_s, u"L"_s}};
    world.call(tool, arguments, Modern);
    if (tool == "failing_job"_L1) // a task or nothing
        QCOMPARE(world.channel.errorCode(), static_cast<int>(MissingCapability));
    world.time.advance(2s);
    world.capabilities = tasksCapability();
    const QJsonObject created = world.call(tool, arguments, Modern)[u"result"].toObject();
    QCOMPARE(created[u"resultType"].toString(), u"task"_s);
    world.time.advance(2s);
    const QJsonObject got =
        world.ask(u"tasks/get"_s, {{u"taskId"_s, created[u"taskId"]}}, Modern)[u"result"].toObject();
    QCOMPARE(got[u"status"].toString(), status);
    QCOMPARE(got.contains(u"result"_s), status == "completed"_L1);
    QCOMPARE(got[u"error"][u"code"].isDouble(), status == "failed"_L1);
    QCOMPARE(got[u"result"][u"isError"].toBool(), tool == "failing_job"_L1);
}

void TestMcpFixtures::tasksThatAsk()
{
    FixtureWorld world;
    world.capabilities = tasksCapability();
    const QJsonValue id = world.call(u"multi_input"_s, {}, Modern)[u"result"][u"taskId"];
    const auto got = [&] {
        return world.ask(u"tasks/get"_s, {{u"taskId"_s, id}}, Modern)[u"result"].toObject();
    };
    const auto answer = [&](const QString &key) {
        const QJsonObject answers{{key, FixtureWorld::accept({{u"name"_s, u"Ada"_s}})}};
        return world.ask(u"tasks/update"_s, {{u"taskId"_s, id}, {u"inputResponses"_s, answers}}, Modern);
    };
    world.time.advance(1s);
    QCOMPARE(got()[u"status"].toString(), u"input_required"_s);
    QCOMPARE(got()[u"inputRequests"].toObject().keys(), (QStringList{u"first"_s, u"second"_s}));
    QCOMPARE(answer(u"first"_s)[u"result"][u"resultType"].toString(), u"complete"_s);
    QCOMPARE(got()[u"inputRequests"].toObject().keys(), QStringList{u"second"_s});
    answer(u"second"_s);
    QCOMPARE(got()[u"status"].toString(), u"completed"_s);
}

void TestMcpFixtures::roundsThenTask()
{
    FixtureWorld world;
    world.capabilities = tasksCapability();
    world.capabilities.insert(u"elicitation"_s, QJsonObject());
    const QString tool = u"test_tool_with_task"_s;
    const QJsonObject asked = world.round(tool);
    QVERIFY(!asked.contains(u"taskId"_s));
    const QJsonObject created = world.round(
        tool, {{u"user_name"_s, FixtureWorld::accept({{u"name"_s, u"Alice"_s}})}}, asked[u"requestState"]);
    QCOMPARE(created[u"resultType"].toString(), u"task"_s);
    QVERIFY(!created.contains(u"requestState"_s));
    world.time.advance(1s);
    world.ask(u"tasks/get"_s, {{u"taskId"_s, created[u"taskId"]}}, Modern);
    QVERIFY(McpWorld::textOf(world.channel.result()[u"result"].toObject()).contains(u"Alice"_s));
}

void TestMcpFixtures::tellsChanges()
{
    FixtureWorld world;
    world.say(world.request(u"l"_s, u"subscriptions/listen"_s,
                            {{u"notifications"_s, QJsonObject{{u"toolsListChanged"_s, true}}}}, Modern));
    world.channel.sent.clear();
    world.call(u"test_trigger_prompt_change"_s, {}, Modern);
    QCOMPARE(world.channel.sent.size(), 1);
    world.call(u"test_trigger_tool_change"_s, {}, Modern);
    QCOMPARE(world.channel.sent[1][u"method"].toString(), u"notifications/tools/list_changed"_s);
}

void TestMcpFixtures::slowIsCountedAndCancelled()
{
    FixtureWorld world;
    const auto inflight = [&] {
        return world.call(u"fixture_status"_s, {}, Modern)[u"result"][u"structuredContent"][u"inflight"]
            .toInt();
    };
    world.say(
        world.request(1, u"tools/call"_s, McpWorld::callOf(u"fixture_slow"_s, {{u"seconds"_s, 5}}), Modern));
    QCOMPARE(inflight(), 1);
    world.say(rpcNotification(u"notifications/cancelled"_s, {{u"requestId"_s, 1}}));
    QCOMPARE(inflight(), 0);
    world.say(
        world.request(2, u"tools/call"_s, McpWorld::callOf(u"fixture_slow"_s, {{u"seconds"_s, 5}}), Modern));
    world.time.advance(5s);
    QVERIFY(McpWorld::textOf(world.channel.result()).contains(u"5 s"_s));
    world.time.advance(0ms);
    QCOMPARE(inflight(), 0);
}

void TestMcpFixtures::promptsAndResources()
{
    FixtureWorld world;
    const QJsonObject arguments{{u"arg1"_s, u"a"_s}, {u"arg2"_s, u"b"_s}};
    world.ask(u"prompts/get"_s, {{u"name"_s, u"test_prompt_with_arguments"_s}, {u"arguments"_s, arguments}},
              Modern);
    QCOMPARE(world.channel.result()[u"messages"][0][u"content"][u"text"].toString(),
             u"Prompt with arguments: arg1='a', arg2='b'"_s);
    world.ask(u"resources/read"_s, {{u"uri"_s, u"test://static-binary"_s}}, Modern);
    QCOMPARE(world.channel.result()[u"contents"][0][u"mimeType"].toString(), u"image/png"_s);
    world.ask(u"resources/read"_s, {{u"uri"_s, u"test://template/42/data"_s}}, Modern);
    QVERIFY(world.channel.result()[u"contents"][0][u"text"].toString().contains(u"\"id\":\"42\""_s));
    world.ask(u"resources/read"_s, {{u"uri"_s, u"test://template//data"_s}}, Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

QTEST_GUILESS_MAIN(TestMcpFixtures)
#include "tst_mcpfixtures.moc"
