// The tools that ask one provider directly, over real HTTP against the mock.

#include "tests/integration/tools/toolworld.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject jsonOf(const Outcome &outcome)
{
    if (const Answer *answer = std::get_if<Answer>(&outcome))
        return QJsonDocument::fromJson(answer->text.toUtf8()).object();
    qWarning("%s", qUtf8Printable(describe(outcome)));
    return {};
}

QString fileIn(const ToolWorld &world, const QString &name, const QByteArray &content)
{
    QFile file(world.dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no test file");
    return file.fileName();
}

QJsonObject ask(ToolWorld &world, const QString &tool, const QJsonObject &arguments,
                const QString &session = u"alice"_s)
{
    ToolCall call(world, tool, arguments, session);
    return jsonOf(call.outcome());
}

} // namespace

class TestProviderTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void webSearch();
    void webSearchTellsErrors();
    void kimiChat();
    void kimiChatSearches();
    void kimiChatRefusesForeignModels();
    void filesUpAndDown_data();
    void filesUpAndDown();
    void filesOfOthersStayHidden();
    void filesAreCleanedUp();
    void uploadKeepsToTheRules();
    void previewSendsNothing();
    void cancelled_data();
    void cancelled();
    void notOfferedWhereTheyCannotWork();
};

void TestProviderTools::webSearch()
{
    ToolWorld world;
    const QJsonObject found =
        ask(world, u"glm_web_search"_s,
            {{u"search_query"_s, u"Qt 6"_s}, {u"count"_s, 2}, {u"request_id"_s, u"mine-1"_s}});
    QCOMPARE(found.value("count"_L1).toInt(), 2);
    QCOMPARE(found.value("results"_L1)[0]["content"_L1].toString(), u"about Qt 6"_s);
    const QJsonObject sent = world.mock.stats().requests().first().json;
    QCOMPARE(sent.value("search_engine"_L1).toString(), u"search-prime"_s);
    QCOMPARE(sent.value("search_recency_filter"_L1).toString(), u"noLimit"_s);
    QCOMPARE(sent.value("request_id"_L1).toString(), u"mine-1"_s);
    QVERIFY(!sent.contains("user_id"_L1));
    const auto plan = (*world.catalog->find(u"glm_web_search"_s))->plan({{u"search_engine"_s, u"x"_s}});
    QVERIFY(plan->needsPermit());
    QVERIFY(plan->workClass == WorkClass::Web);
}

void TestProviderTools::webSearchTellsErrors()
{
    ToolWorld world;
    world.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.status = 429;
        reply.errorCode = u"1302"_s;
        reply.retryAfter = "7";
    });
    ToolCall refused(world, u"glm_web_search"_s, {{u"search_query"_s, u"x"_s}});
    const Outcome outcome = refused.outcome();
    const ProviderFailed *failed = std::get_if<ProviderFailed>(&outcome);
    QVERIFY(failed);
    QCOMPARE(failed->error.code, u"rate_limited"_s);
    QCOMPARE(toSeconds(*failed->retryAfter), 7.0);
    world.mock.setHandler([](const MockRequest &, MockReply &reply) { reply.body = "{\"hits\": 3}"; });
    ToolCall odd(world, u"glm_web_search"_s, {{u"search_query"_s, u"x"_s}});
    const Outcome strange = odd.outcome();
    QCOMPARE(std::get<ProviderFailed>(strange).error.code, u"malformed"_s);
}

void TestProviderTools::kimiChat()
{
    ToolWorld world;
    world.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.reasoning = 1;
        reply.tokens = 1;
        reply.toolCalls = {
            QJsonObject{{u"id"_s, u"f:0"_s},
                        {u"type"_s, u"function"_s},
                        {u"function"_s, QJsonObject{{u"name"_s, u"f"_s}, {u"arguments"_s, u"{}"_s}}}}};
    });
    const QJsonArray tools{
        QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"f"_s}}}}};
    ToolCall call(world, u"kimi_chat_with_tools"_s,
                  {{u"messages"_s, QJsonArray{u"hello"_s, QJsonObject{{u"role"_s, u"assistant"_s},
                                                                      {u"content"_s, u"hi"_s}}}},
                   {u"tools"_s, tools},
                   {u"stream"_s, true}});
    const Outcome outcome = call.outcome();
    const QJsonObject told = jsonOf(outcome);
    QCOMPARE(told.value("content"_L1).toString(), u"t0 "_s);
    QCOMPARE(told.value("reasoning_content"_L1).toString(), u"r0 "_s);
    QCOMPARE(told.value("tool_calls"_L1)[0]["function"_L1]["name"_L1].toString(), u"f"_s);
    QCOMPARE(call.events.chunks, QStringList{u"t0 "_s});
    QVERIFY(std::get<Answer>(outcome).cost);
    const QJsonObject sent = world.mock.stats().requests().first().json;
    QCOMPARE(sent.value("messages"_L1)[0]["role"_L1].toString(), u"user"_s);
    QCOMPARE(sent.value("messages"_L1)[1]["role"_L1].toString(), u"assistant"_s);
    QCOMPARE(sent.value("temperature"_L1).toDouble(), 0.6);
    QCOMPARE(sent.value("tools"_L1).toArray(), tools);
}

void TestProviderTools::kimiChatSearches()
{
    ToolWorld world;
    const QJsonObject told =
        ask(world, u"kimi_chat_with_tools"_s,
            {{u"messages"_s, u"news? [mock search=1 tokens=2]"_s}, {u"use_websearch"_s, true}});
    QCOMPARE(told.value("content"_L1).toString(), u"t0 t1 "_s);
    QVERIFY(told.value("tool_calls"_L1).toArray().isEmpty());
    const QList<MockRequest> requests = world.mock.stats().requests();
    QCOMPARE(requests.size(), 2);
    // Echoed unchanged, down to the blanks.
    QCOMPARE(requests.at(1).json.value("messages"_L1)[2]["content"_L1].toString(),
             u"{\"search_result\": {\"search_id\": \"abc\"},  \"usage\":1}"_s);
}

void TestProviderTools::kimiChatRefusesForeignModels()
{
    ToolWorld world;
    const Tool &tool = **world.catalog->find(u"kimi_chat_with_tools"_s);
    const auto foreign = tool.plan({{u"messages"_s, u"x"_s}, {u"model"_s, u"glm-4.6"_s}});
    QCOMPARE(foreign.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY(foreign.error().hint.contains(u"kimi-k2.6"_s));
    QCOMPARE(tool.plan({{u"messages"_s, QJsonArray{QJsonObject{}}}}).error().code, u"VALIDATION_ERROR"_s);
    QCOMPARE(tool.plan({{u"messages"_s, u"x"_s}})->model.id, u"kimi-k2-0905-preview"_s);
    QVERIFY(tool.plan({{u"messages"_s, u"x"_s}, {u"model"_s, u"kimi-thinking"_s}})->workClass ==
            WorkClass::Thinking);
    QCOMPARE(tool.plan({{u"messages"_s, QString(3'000'000, u'x')}}).error().code, u"VALIDATION_ERROR"_s);
}

void TestProviderTools::filesUpAndDown_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QByteArray>("purpose");
    QTest::newRow("Kimi") << u"kimi_manage_files"_s << QByteArray("file-extract");
    QTest::newRow("GLM") << u"glm_manage_files"_s << QByteArray("file");
}

void TestProviderTools::filesUpAndDown()
{
    QFETCH(const QString, tool);
    QFETCH(const QByteArray, purpose);
    ToolWorld world;
    const QByteArray content = QByteArray("two\r\nlines \0 and --exaid", 23) + QByteArray(5000, 'x');
    const QString first = fileIn(world, u"a \"quoted\" näme.bin"_s, content);
    const QString second = fileIn(world, u"b.txt"_s, "second");
    const QJsonArray uploaded =
        ask(world, tool, {{u"operation"_s, u"upload"_s}, {u"files"_s, QJsonArray{first, second}}})
            .value("uploaded"_L1)
            .toArray();
    QCOMPARE(uploaded.size(), 2);
    QCOMPARE(uploaded[0]["filename"_L1].toString(), u"a _quoted_ näme.bin"_s);
    QCOMPARE(uploaded[0]["bytes"_L1].toInt(), content.size());
    const QJsonObject listed = ask(world, tool, {{u"operation"_s, u"list"_s}});
    QCOMPARE(listed.value("files"_L1).toArray(), uploaded);
    const QString id = uploaded[1]["id"_L1].toString();
    const QJsonObject text = ask(world, tool, {{u"operation"_s, u"extract"_s}, {u"file_id"_s, id}});
    QCOMPARE(text.value("content"_L1).toString(), u"second"_s);
    QCOMPARE(text.value("filename"_L1).toString(), u"b.txt"_s);
    QCOMPARE(ask(world, tool, {{u"operation"_s, u"delete"_s}, {u"file_id"_s, id}}).value("count"_L1).toInt(),
             1);
    QCOMPARE(ask(world, tool, {{u"operation"_s, u"list"_s}}).value("total"_L1).toInt(), 1);
    for (const MockRequest &request : world.mock.stats().requests())
        QCOMPARE(world.mock.stats().timesSeen(request.id), 1); // each of its own name, none sent twice
    const MockRequest upload = world.mock.stats().requests().first();
    QVERIFY(upload.path.startsWith(QByteArray('/' + tool.section(u'_', 0, 0).toLatin1() + '/')));
    QVERIFY(upload.body.contains(QByteArray("name=\"purpose\"\r\n\r\n" + purpose + "\r\n")));
}

void TestProviderTools::filesOfOthersStayHidden()
{
    ToolWorld world;
    const QString foreign = world.mock.addFile(u"of-the-web-site.pdf"_s, "secret", 100);
    const QString path = fileIn(world, u"mine.txt"_s, "mine");
    const QString id =
        ask(world, u"kimi_manage_files"_s, {{u"operation"_s, u"upload"_s}, {u"files"_s, QJsonArray{path}}})
            .value("uploaded"_L1)[0]["id"_L1]
            .toString();
    const QJsonObject bob = ask(world, u"kimi_manage_files"_s, {{u"operation"_s, u"list"_s}}, u"bob"_s);
    QCOMPARE(bob.value("files"_L1).toArray(), QJsonArray());
    QCOMPARE(bob.value("other_files_of_the_account"_L1).toInt(), 2);
    for (const QString &operation : {u"extract"_s, u"delete"_s}) {
        for (const QString &file : {id, foreign}) {
            ToolCall call(world, u"kimi_manage_files"_s, {{u"operation"_s, operation}, {u"file_id"_s, file}},
                          u"bob"_s);
            const Outcome outcome = call.outcome();
            QVERIFY(std::holds_alternative<Rejected>(outcome));
        }
    }
    QCOMPARE(ask(world, u"kimi_manage_files"_s, {{u"operation"_s, u"cleanup_all"_s}}, u"bob"_s)
                 .value("count"_L1)
                 .toInt(),
             0);
    QCOMPARE(ask(world, u"kimi_manage_files"_s, {{u"operation"_s, u"list"_s}}).value("total"_L1).toInt(), 1);
}

void TestProviderTools::filesAreCleanedUp()
{
    ToolWorld world;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const auto mine = [](const QString &name) {
        const auto hash = QCryptographicHash::hash("alice", QCryptographicHash::Sha256).toHex().left(16);
        return u"exaid.%1.%2"_s.arg(QString::fromLatin1(hash), name);
    };
    world.mock.addFile(mine(u"old"_s), "1", now - 40 * 86'400);
    world.mock.addFile(mine(u"new"_s), "2", now);
    world.mock.addFile(mine(u"broken"_s), "3", now, u"error"_s);
    world.mock.addFile(u"foreign"_s, "4", 0, u"error"_s);
    const auto names = [&](const QJsonObject &arguments, const QString &key) {
        QStringList list;
        for (const QJsonValue &file : ask(world, u"kimi_manage_files"_s, arguments).value(key).toArray())
            list << file["filename"_L1].toString();
        return list;
    };
    QCOMPARE(names({{u"operation"_s, u"cleanup_expired"_s}, {u"dry_run"_s, true}}, u"would_delete"_s),
             QStringList{u"old"_s});
    QCOMPARE(names({{u"operation"_s, u"list"_s}}, u"files"_s).size(), 3);
    QCOMPARE(names({{u"operation"_s, u"list"_s}, {u"limit"_s, 2}}, u"files"_s).size(), 2);
    QCOMPARE(names({{u"operation"_s, u"cleanup_expired"_s}}, u"deleted"_s), QStringList{u"old"_s});
    QCOMPARE(names({{u"operation"_s, u"cleanup_orphaned"_s}}, u"deleted"_s), QStringList{u"broken"_s});
    QCOMPARE(names({{u"operation"_s, u"cleanup_all"_s}}, u"deleted"_s), QStringList{u"new"_s});
    QCOMPARE(ask(world, u"kimi_manage_files"_s, {{u"operation"_s, u"list"_s}})
                 .value("other_files_of_the_account"_L1)
                 .toInt(),
             1);
}

void TestProviderTools::uploadKeepsToTheRules()
{
    ToolWorld world;
    const Tool &tool = **world.catalog->find(u"kimi_manage_files"_s);
    QCOMPARE(tool.plan({{u"operation"_s, u"upload"_s}}).error().code, u"VALIDATION_ERROR"_s);
    QCOMPARE(tool.plan({{u"operation"_s, u"delete"_s}}).error().code, u"VALIDATION_ERROR"_s);
    const QJsonObject arguments{{u"operation"_s, u"upload"_s}, {u"files"_s, QJsonArray{u"/etc/passwd"_s}}};
    ToolRecorder events;
    const auto run =
        tool.start({CallId{1}, SessionId{1}, u"alice"_s, arguments, *tool.plan(arguments)}, events);
    run->prepare();
    QTRY_COMPARE(events.finishedCount, 1);
    QVERIFY(events.outcomeAs<Rejected>());
    QCOMPARE(events.preparedCount, 0); // without ever taking a slot
    QVERIFY(world.mock.stats().requests().isEmpty());
}

void TestProviderTools::previewSendsNothing()
{
    ToolWorld world;
    ToolCall call(world, u"glm_payload_preview"_s,
                  {{u"prompt"_s, u"hello"_s},
                   {u"model"_s, u"glm-4.6"_s},
                   {u"system_prompt"_s, u"be brief"_s},
                   {u"use_websearch"_s, true}});
    const Outcome outcome = call.outcome();
    const QJsonObject body = jsonOf(outcome);
    QCOMPARE(body.value("model"_L1).toString(), u"glm-4.6"_s);
    QCOMPARE(body.value("messages"_L1)[0]["content"_L1].toString(), u"be brief"_s);
    QCOMPARE(body.value("temperature"_L1).toDouble(), 0.3);
    QCOMPARE(body.value("tools"_L1)[0]["type"_L1].toString(), u"web_search"_s);
    QVERIFY(!std::get<Answer>(outcome).text.contains(u"sk-a-key"_s));
    QVERIFY(world.mock.stats().requests().isEmpty());
    ToolCall foreign(world, u"glm_payload_preview"_s, {{u"prompt"_s, u"x"_s}, {u"model"_s, u"kimi-k2"_s}});
    const Outcome refused = foreign.outcome();
    QVERIFY(std::holds_alternative<Rejected>(refused));
}

void TestProviderTools::cancelled_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<int>("request"); // which one hangs
    QTest::newRow("search") << u"glm_web_search"_s << QJsonObject{{u"search_query"_s, u"x"_s}} << 1;
    QTest::newRow("chat") << u"kimi_chat_with_tools"_s << QJsonObject{{u"messages"_s, u"x"_s}} << 1;
    QTest::newRow("list") << u"kimi_manage_files"_s << QJsonObject{{u"operation"_s, u"list"_s}} << 1;
    QTest::newRow("second round of files")
        << u"kimi_manage_files"_s << QJsonObject{{u"operation"_s, u"cleanup_all"_s}} << 2;
    QTest::newRow("second search of a chat")
        << u"kimi_chat_with_tools"_s
        << QJsonObject{{u"messages"_s, u"news? [mock search=3 tokens=1]"_s}, {u"use_websearch"_s, true}} << 3;
    QTest::newRow("files at GLM") << u"glm_manage_files"_s << QJsonObject{{u"operation"_s, u"list"_s}} << 1;
}

void TestProviderTools::cancelled()
{
    QFETCH(const QString, tool);
    QFETCH(const QJsonObject, arguments);
    QFETCH(const int, request);
    ToolWorld world;
    const auto hash = QCryptographicHash::hash("alice", QCryptographicHash::Sha256).toHex().left(16);
    world.mock.addFile(u"exaid.%1.a"_s.arg(QString::fromLatin1(hash)), "1", 0);
    world.mock.setHandler([request, count = 0](const MockRequest &, MockReply &reply) mutable {
        if (++count == request)
            reply.hang = MockHang::Headers;
    });
    ToolCall call(world, tool, arguments);
    QTRY_COMPARE(world.mock.stats().requests().size(), request);
    call.run->cancel();
    QTRY_COMPARE(world.mock.stats().aborts().size(), 1);
    QTest::qWait(20);
    QCOMPARE(call.events.finishedCount, 0);
    call.run.reset();
}

void TestProviderTools::notOfferedWhereTheyCannotWork()
{
    ToolWorld world;
    for (const char *name : {"kimi_chat_with_tools", "kimi_manage_files", "glm_web_search",
                             "glm_payload_preview", "glm_manage_files"})
        QVERIFY(world.catalog->find(QString::fromLatin1(name)));
    for (ProviderSettings &provider : world.settings.providers)
        provider.simulated = true;
    const auto simulated =
        makeToolCatalog({world.settings, *world.models, world.providers, world.conversations,
                         [] { return Snapshot(); }, world.events, world.timers, world.pool});
    QVERIFY(simulated->find(u"kimi_chat_with_tools"_s));
    QVERIFY(!simulated->find(u"kimi_manage_files"_s));
    QVERIFY(!simulated->find(u"glm_web_search"_s));
    QVERIFY(!simulated->find(u"glm_manage_files"_s));
}

QTEST_GUILESS_MAIN(TestProviderTools)
#include "tst_provider_tools.moc"
