#include "core/tools/toolcatalog.h"

#include "core/tools/tooldefinitions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

class NamedTool final : public Tool
{
public:
    NamedTool(const QString &name, const QJsonObject &schema)
        : m_definition{name, name, u"a tool"_s, schema, true}
    {}
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return CallPlan{}; }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &) const override { return {}; }

private:
    const ToolDefinition m_definition;
};

QByteArray definitionWith(const QJsonObject &changes)
{
    QJsonObject object{{u"name"_s, u"x"_s},
                       {u"title"_s, u"X"_s},
                       {u"description"_s, u"A tool."_s},
                       {u"inputSchema"_s, QJsonObject{{u"type"_s, u"object"_s}}},
                       {u"readOnly"_s, true}};
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            object.remove(it.key());
        else
            object.insert(it.key(), it.value());
    }
    return QJsonDocument(object).toJson();
}

} // namespace

class TestToolCatalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsByExactName();
    void unknownNameGivesTheNearest_data();
    void unknownNameGivesTheNearest();
    void validatesAgainstTheToolsOwnSchema();
    void builtInDefinitionsAreSound();
    void builtInDefinitionsAreSmall();
    void outputSchemasAreUnderstood();
    void chatPromptIsThere();
    void refusesBadDefinitions_data();
    void refusesBadDefinitions();

private:
    static void fill(ToolCatalog &catalog)
    {
        for (const char *name : {"chat", "status", "version", "listmodels"})
            catalog.add(std::make_unique<NamedTool>(QString::fromLatin1(name), QJsonObject{}));
    }
};

void TestToolCatalog::findsByExactName()
{
    ToolCatalog catalog;
    fill(catalog);
    QCOMPARE(catalog.count(), 4);
    QCOMPARE(catalog.names(), (QStringList{u"chat"_s, u"status"_s, u"version"_s, u"listmodels"_s}));
    const auto tool = catalog.find(u"status"_s);
    QVERIFY(tool);
    QCOMPARE((*tool)->definition().name, u"status"_s);
    QVERIFY(!catalog.find(u"Status"_s));
}

void TestToolCatalog::unknownNameGivesTheNearest_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("hint");
    QTest::newRow("letter missing") << u"cht"_s << u"did you mean chat?"_s;
    QTest::newRow("case") << u"CHAT"_s << u"did you mean chat?"_s;
    QTest::newRow("suffix") << u"chat_EXAI-WS-VSCode1"_s << u"did you mean chat?"_s;
    QTest::newRow("plural") << u"listmodel"_s << u"did you mean listmodels?"_s;
    QTest::newRow("nothing near") << u"qqqqqqqqqqqqqq"_s << u"tools: chat, status, version, listmodels"_s;
    QTest::newRow("empty") << QString() << u"tools: chat, status, version, listmodels"_s;
}

void TestToolCatalog::unknownNameGivesTheNearest()
{
    QFETCH(QString, asked);
    QFETCH(QString, hint);
    ToolCatalog catalog;
    fill(catalog);
    const auto tool = catalog.find(asked);
    QVERIFY(!tool);
    QCOMPARE(tool.error().code, u"TOOL_NOT_FOUND"_s);
    QCOMPARE(tool.error().hint, hint);
    QVERIFY(catalog.find(QString(1'000'000, u'x')).error().message.size() < 200);
}

void TestToolCatalog::validatesAgainstTheToolsOwnSchema()
{
    ToolCatalog catalog;
    const auto schemaWith = [](const QString &field) {
        return QJsonObject{{u"properties"_s, QJsonObject{{field, QJsonObject{{u"default"_s, 1}}}}},
                           {u"additionalProperties"_s, false}};
    };
    catalog.add(std::make_unique<NamedTool>(u"one"_s, schemaWith(u"a"_s)));
    catalog.add(std::make_unique<NamedTool>(u"two"_s, schemaWith(u"b"_s)));
    const Tool &one = **catalog.find(u"one"_s);
    QCOMPARE(*catalog.validate(one, {}), (QJsonObject{{u"a"_s, 1}}));
    QCOMPARE(catalog.validate(one, {{u"b"_s, 2}}).error().code, u"VALIDATION_ERROR"_s);
}

void TestToolCatalog::builtInDefinitionsAreSound()
{
    const QStringList names = builtInToolNames();
    QCOMPARE(names, (QStringList{u"activity"_s, u"chat"_s, u"glm_manage_files"_s, u"glm_payload_preview"_s,
                                 u"glm_web_search"_s, u"health"_s, u"kimi_chat_with_tools"_s,
                                 u"kimi_manage_files"_s, u"listmodels"_s, u"provider_capabilities"_s,
                                 u"status"_s, u"test_echo"_s, u"threads"_s, u"version"_s}));
    const QStringList openWorld{u"chat"_s, u"glm_manage_files"_s, u"glm_web_search"_s,
                                u"kimi_chat_with_tools"_s, u"kimi_manage_files"_s};
    for (const QString &name : names) {
        const auto definition = builtInToolDefinition(name);
        QVERIFY2(definition, definition ? "" : qPrintable(definition.error().message));
        QVERIFY(definition->name.size() <= 40);
        QVERIFY(definition->description.toUtf8().size() <= 2'048);
        QVERIFY(!definition->title.isEmpty());
        QCOMPARE(definition->outputSchema.value("type"_L1).toString(), u"object"_s);
        QCOMPARE(definition->openWorld, openWorld.contains(name));
        QCOMPARE(definition->maxResultChars > 0, openWorld.contains(name));
        QCOMPARE(definition->output == ToolOutput::Json, !openWorld.contains(name));
        // Hosts run calls side by side only if they are read-only.
        QCOMPARE(definition->readOnly, !name.endsWith(u"_manage_files"));
        QCOMPARE(definition->destructive, name.endsWith(u"_manage_files"));
        for (const QJsonValue &field : definition->inputSchema.value("properties"_L1).toObject())
            QVERIFY2(!field[u"description"].toString().isEmpty(), qPrintable(name));
    }
    QCOMPARE(builtInToolDefinition(u"none"_s).error().code, u"bad_definition"_s);
}

void TestToolCatalog::builtInDefinitionsAreSmall()
{
    QJsonArray list;
    for (const QString &name : builtInToolNames()) {
        const auto d = builtInToolDefinition(name);
        list.append(QJsonObject{{u"name"_s, d->name},
                                {u"title"_s, d->title},
                                {u"description"_s, d->description},
                                {u"inputSchema"_s, d->inputSchema}});
    }
    const qsizetype bytes = QJsonDocument(list).toJson(QJsonDocument::Compact).size();
    qInfo("all definitions: %lld bytes", static_cast<long long>(bytes));
    QVERIFY(bytes <= 40 * 1'024);
}

void TestToolCatalog::outputSchemasAreUnderstood()
{
    for (const ToolOutput output : {ToolOutput::Answer, ToolOutput::Json}) {
        const auto check = JsonSchemaCheck::compile(outputSchemaOf(output), SchemaUse::Standard);
        QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    }
    const auto check = JsonSchemaCheck::compile(outputSchemaOf(ToolOutput::Answer), SchemaUse::Standard);
    QVERIFY(check->check({{u"status"_s, u"complete"_s}, {u"answer"_s, u"42"_s}}));
    QVERIFY(!check->check({{u"status"_s, u"complete"_s}}));
    QVERIFY(!check->check({{u"status"_s, u"complete"_s}, {u"answer"_s, u"42"_s}, {u"more"_s, 1}}));
}

void TestToolCatalog::chatPromptIsThere()
{
    QVERIFY(builtInPrompt(u"chat"_s).size() > 200);
    QCOMPARE(builtInPrompt(u"none"_s), QString());
}

void TestToolCatalog::refusesBadDefinitions_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << QByteArray("{") << u"tool definition"_s;
    QTest::newRow("no name") << definitionWith({{u"name"_s, QJsonValue::Null}}) << u"'name'"_s;
    QTest::newRow("long name") << definitionWith({{u"name"_s, QString(41, u'n')}}) << u"'name'"_s;
    QTest::newRow("no title") << definitionWith({{u"title"_s, QJsonValue::Null}}) << u"title"_s;
    QTest::newRow("long text") << definitionWith({{u"description"_s, QString(2'049, u'n')}})
                               << u"longer than 2048"_s;
    QTest::newRow("unknown field") << definitionWith({{u"nmae"_s, 1}}) << u"unknown field 'nmae'"_s;
    QTest::newRow("dotted name") << definitionWith({{u"name"_s, u"a.b"_s}}) << u"'name'"_s;
    QTest::newRow("empty title") << definitionWith({{u"title"_s, QString()}}) << u"title"_s;
    QTest::newRow("no schema") << definitionWith({{u"inputSchema"_s, QJsonValue::Null}})
                               << u"'inputSchema'"_s;
    QTest::newRow("no object") << definitionWith({{u"inputSchema"_s, QJsonObject()}}) << u"type object"_s;
    QTest::newRow("word for a flag") << definitionWith({{u"readOnly"_s, u"yes"_s}}) << u"another type"_s;
    QTest::newRow("unknown output") << definitionWith({{u"output"_s, u"xml"_s}}) << u"answer or json"_s;
    QTest::newRow("too much") << definitionWith({{u"maxResultChars"_s, 500'001}}) << u"maxResultChars"_s;
    QTest::newRow("read-only, destructive") << definitionWith({{u"destructive"_s, true}}) << u"both"_s;
    QTest::newRow("schema not understood")
        << definitionWith(
               {{u"inputSchema"_s, QJsonObject{{u"type"_s, u"object"_s}, {u"anyOf"_s, QJsonArray()}}}})
        << u"'anyOf'"_s;
}

void TestToolCatalog::refusesBadDefinitions()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const auto definition = parseToolDefinition(json);
    QVERIFY(!definition);
    QCOMPARE(definition.error().code, u"bad_definition"_s);
    QVERIFY2(definition.error().message.contains(says), qPrintable(definition.error().message));
    QVERIFY(parseToolDefinition(definitionWith({})));
}

QTEST_GUILESS_MAIN(TestToolCatalog)
#include "tst_toolcatalog.moc"
