// What is served besides tools: prompts, resources, completion; and how all tools are described.

#include "core/frontends/mcp/builtinprompts.h"
#include "core/frontends/mcp/mcpcompletion.h"
#include "core/frontends/mcp/mcpdata.h"
#include "core/frontends/mcp/toollisting.h"
#include "core/tools/jsonschemacheck.h"
#include "mcpworld.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestMcpOfferings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promptsAreSound();
    void promptsAreFilledIn_data();
    void promptsAreFilledIn();
    void promptsAreServed_data() { eras(); }
    void promptsAreServed();
    void promptsWantTheirArguments();
    void resourcesAreServed_data() { eras(); }
    void resourcesAreServed();
    void unknownResources_data();
    void unknownResources();
    void completesModels_data();
    void completesModels();
    void completesContinuationIds();
    void completionIsBounded();
    void toolsAreDescribed();
    void listsHaveOnePage_data() { eras(); }
    void listsHaveOnePage();

private:
    static void eras()
    {
        QTest::addColumn<McpEra>("era");
        QTest::newRow("legacy") << McpEra::Legacy;
        QTest::newRow("modern") << McpEra::Modern;
    }
};

void TestMcpOfferings::promptsAreSound()
{
    const auto problem = BuiltInPrompts::problem(mcpData(u"prompts.json"_s));
    QVERIFY2(!problem, problem ? qPrintable(problem->message) : "");
    QVERIFY(BuiltInPrompts::problem("[]"));
    QVERIFY(BuiltInPrompts::problem(
        R"([{"name":"a","title":"A","description":"d","arguments":[],"text":"{nobody}"}])"));
    QVERIFY(BuiltInPrompts::problem(R"([{"name":"a","title":"A","arguments":[],"text":"x"}])"));
}

void TestMcpOfferings::promptsAreFilledIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("filled");
    QTest::newRow("place") << u"ask {question}!"_s << u"ask why {model}?!"_s; // not read twice
    QTest::newRow("optional, there") << u"a[[ b {question}]]c"_s << u"a b why {model}?c"_s;
    QTest::newRow("optional, not there") << u"a[[ b {model}]]c"_s << u"ac"_s;
    QTest::newRow("two of them") << u"[[{model}]][[{question}]]"_s << u"why {model}?"_s;
    QTest::newRow("not there") << u"<{model}>"_s << u"<>"_s;
}

void TestMcpOfferings::promptsAreFilledIn()
{
    QFETCH(QString, text);
    QFETCH(QString, filled);
    QCOMPARE(BuiltInPrompts::filledIn(text, {{u"question"_s, u"why {model}?"_s}}), filled);
}

void TestMcpOfferings::promptsAreServed()
{
    QFETCH(McpEra, era);
    McpWorld world;
    world.begin(era);
    const QJsonArray prompts = world.ask(u"prompts/list"_s, {}, era)[u"result"][u"prompts"].toArray();
    QVERIFY(prompts.size() >= 5);
    for (const QJsonValue &prompt : prompts) {
        QVERIFY(!prompt[u"name"].toString().isEmpty());
        QVERIFY(!prompt[u"description"].toString().isEmpty());
        QVERIFY(prompt[u"text"].isUndefined());
        QJsonObject arguments;
        for (const QJsonValue &argument : prompt[u"arguments"].toArray())
            arguments.insert(argument[u"name"].toString(), u"X-%1"_s.arg(argument[u"name"].toString()));
        const QJsonObject got =
            world.ask(u"prompts/get"_s, {{u"name"_s, prompt[u"name"]}, {u"arguments"_s, arguments}}, era);
        const QString text = got[u"result"][u"messages"][0][u"content"][u"text"].toString();
        for (const QJsonValue &argument : std::as_const(arguments))
            QVERIFY2(text.contains(argument.toString()), qPrintable(text));
        QVERIFY2(!text.contains(u'{') && !text.contains(u"[["_s), qPrintable(text));
        QCOMPARE(got[u"result"][u"messages"][0][u"role"].toString(), u"user"_s);
    }
}

void TestMcpOfferings::promptsWantTheirArguments()
{
    McpWorld world;
    world.ask(u"prompts/get"_s, {{u"name"_s, u"second_opinion"_s}}, McpEra::Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    QVERIFY(world.channel.last()[u"error"][u"message"].toString().contains(u"question"_s));
    world.ask(u"prompts/get"_s, {{u"name"_s, u"none"_s}}, McpEra::Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void TestMcpOfferings::resourcesAreServed()
{
    QFETCH(McpEra, era);
    McpWorld world;
    world.begin(era);
    const QJsonArray resources = world.ask(u"resources/list"_s, {}, era)[u"result"][u"resources"].toArray();
    QCOMPARE(resources.size(), 3);
    const QStringList tools{u"status"_s, u"listmodels"_s, u"threads"_s}; // who knows
    for (qsizetype i = 0; i < resources.size(); ++i) {
        const QString uri = resources[i][u"uri"].toString();
        QVERIFY(world.ask(u"resources/read"_s, {{u"uri"_s, uri}}, era).isEmpty());
        world.time.advance(0ms);
        QCOMPARE(world.calls.submitted.last().tool, tools[i]); // the way of every call
        Answer answer;
        answer.text = u"{\"a\":1}"_s;
        world.calls.finish(world.liveCall(), answer);
        const QJsonValue content = world.channel.result()[u"contents"][0];
        QCOMPARE(content[u"uri"].toString(), uri);
        QCOMPARE(content[u"text"].toString(), answer.text);
        QCOMPARE(world.channel.result().contains(u"ttlMs"_s), era == McpEra::Modern);
    }
    world.ask(u"resources/templates/list"_s, {}, era);
    QCOMPARE(world.channel.result()[u"resourceTemplates"][0][u"uriTemplate"].toString(),
             u"exaid://threads/{continuation_id}"_s);
    world.ask(u"resources/read"_s, {{u"uri"_s, u"exaid://threads/c%201"_s}}, era);
    QCOMPARE(world.calls.submitted.last().arguments[u"continuation_id"].toString(), u"c 1"_s);
}

void TestMcpOfferings::unknownResources_data()
{
    QTest::addColumn<QString>("uri");
    for (const char *uri :
         {"exaid://none", "exaid://threads/", "file:///etc/passwd", "test://static-text", ""})
        QTest::newRow(uri) << QString::fromLatin1(uri);
}

void TestMcpOfferings::unknownResources()
{
    QFETCH(QString, uri);
    McpWorld world;
    world.ask(u"resources/read"_s, {{u"uri"_s, uri}}, McpEra::Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    QCOMPARE(world.channel.last()[u"error"][u"data"][u"uri"].toString(), uri);
    QVERIFY(world.calls.submitted.isEmpty());
}

void TestMcpOfferings::completesModels_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("all") << u"model"_s << QString() << QStringList{u"glm-4.6"_s, u"kimi-k2"_s, u"k2"_s};
    QTest::newRow("beginning first") << u"model"_s << u"k2"_s << QStringList{u"k2"_s, u"kimi-k2"_s};
    QTest::newRow("in any case") << u"model"_s << u"GLM"_s << QStringList{u"glm-4.6"_s};
    QTest::newRow("the last of a list") << u"models"_s << u"k2, gl"_s << QStringList{u"k2,glm-4.6"_s};
    QTest::newRow("nobody knows") << u"question"_s << u"w"_s << QStringList();
}

void TestMcpOfferings::completesModels()
{
    QFETCH(QString, argument);
    QFETCH(QString, typed);
    QFETCH(QStringList, values);
    McpWorld world;
    world.ask(u"completion/complete"_s,
              {{u"ref"_s, QJsonObject{{u"type"_s, u"ref/prompt"_s}, {u"name"_s, u"second_opinion"_s}}},
               {u"argument"_s, QJsonObject{{u"name"_s, argument}, {u"value"_s, typed}}}},
              McpEra::Modern);
    const QJsonValue completion = world.channel.result()[u"completion"];
    QCOMPARE(completion[u"values"].toArray(), QJsonArray::fromStringList(values));
    QCOMPARE(completion[u"total"].toInt(), values.size());
    QCOMPARE(completion[u"hasMore"].toBool(true), false);
}

void TestMcpOfferings::completesContinuationIds()
{
    McpWorld world;
    world.ask(u"completion/complete"_s,
              {{u"ref"_s, QJsonObject{{u"type"_s, u"ref/resource"_s}, {u"uri"_s, u"exaid://threads/{id}"_s}}},
               {u"argument"_s, QJsonObject{{u"name"_s, u"continuation_id"_s}, {u"value"_s, u"b"_s}}}},
              McpEra::Modern);
    QCOMPARE(world.calls.submitted.last().tool, u"threads"_s);
    Answer answer;
    answer.text = uR"({"threads":[{"continuation_id":"a1"},{"continuation_id":"b1"}]})"_s;
    world.calls.finish(world.liveCall(), answer);
    QCOMPARE(world.channel.result()[u"completion"][u"values"].toArray(), QJsonArray{u"b1"_s});
    world.ask(u"completion/complete"_s, {{u"ref"_s, u"nonsense"_s}}, McpEra::Modern);
    QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
}

void TestMcpOfferings::completionIsBounded()
{
    QStringList names;
    for (int i = 0; i < 250; ++i)
        names.append(u"m%1"_s.arg(i));
    const QJsonObject completion = completionOf(names, u"m"_s)[u"completion"].toObject();
    QCOMPARE(completion[u"values"].toArray().size(), 100);
    QCOMPARE(completion[u"total"].toInt(), 250);
    QVERIFY(completion[u"hasMore"].toBool());
}

// All definitions there are, whichever of them a start offers.
void TestMcpOfferings::toolsAreDescribed()
{
    qsizetype bytes = 0;
    for (const QString &name : builtInToolNames()) {
        const QJsonObject tool = toolListing(*builtInToolDefinition(name));
        bytes += QJsonDocument(tool).toJson(QJsonDocument::Compact).size();
        QVERIFY(name.size() <= 40);
        QVERIFY(tool[u"description"].toString().toUtf8().size() <= 2'048);
        QVERIFY(!tool[u"title"].toString().isEmpty());
        QCOMPARE(tool[u"inputSchema"][u"type"].toString(), u"object"_s);
        QCOMPARE(tool[u"outputSchema"][u"type"].toString(), u"object"_s);
        QVERIFY(JsonSchemaCheck::compile(tool[u"outputSchema"], SchemaUse::Standard));
        QVERIFY(tool[u"annotations"][u"readOnlyHint"].isBool());
        QVERIFY(tool[u"annotations"][u"openWorldHint"].isBool());
        const QJsonValue most = tool[u"_meta"][u"anthropic/maxResultSizeChars"];
        QVERIFY(most.isUndefined() || (most.toInt() > 0 && most.toInt() <= 500'000));
    }
    qInfo("all tools as listed: %lld bytes", static_cast<long long>(bytes));
    QVERIFY(bytes <= 40 * 1'024);
}

void TestMcpOfferings::listsHaveOnePage()
{
    QFETCH(McpEra, era);
    McpWorld world;
    world.begin(era);
    for (const char *method : {"prompts/list", "resources/list", "resources/templates/list"}) {
        world.ask(QString::fromLatin1(method), {{u"cursor"_s, u"x"_s}}, era);
        QCOMPARE(world.channel.errorCode(), static_cast<int>(InvalidParams));
    }
}

QTEST_GUILESS_MAIN(TestMcpOfferings)
#include "tst_mcpofferings.moc"
