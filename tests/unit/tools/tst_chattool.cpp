#include "core/tools/toolcatalog.h"

#include "tests/unit/tools/chatworld.h"

#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

class TestChatTool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plansTheWork_data();
    void plansTheWork();
    void choosesTheModel_data();
    void choosesTheModel();
    void refusesAModelWithoutProvider();
    void refusesAnUnknownModel();
    void refusesWhenNothingIsConfigured();
    void longPromptIsToBeSentAsAFile();
    void refusesArguments_data();
    void refusesArguments();
    void refusesATemperatureTheModelCannot();
    void timeScaleStretchesAllButConnecting();
    void simulatedProvidersAreNamedSo();
};

void TestChatTool::plansTheWork_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<WorkClass>("work");
    QTest::addColumn<int>("totalSeconds");
    const auto row = [](const char *name, const QString &model, const QJsonObject &arguments, WorkClass work,
                        int total) { QTest::newRow(name) << model << arguments << work << total; };
    const QJsonObject think{{u"thinking_mode"_s, u"high"_s}}, noWeb{{u"use_websearch"_s, false}},
        web{{u"use_websearch"_s, true}};
    QJsonObject thinkNoWeb = think;
    thinkNoWeb.insert(u"use_websearch"_s, false);
    row("web by default", u"model-a"_s, {}, WorkClass::Web, 20);
    row("web asked for", u"model-a"_s, web, WorkClass::Web, 20);
    row("no web", u"model-a"_s, noWeb, WorkClass::Plain, 10);
    row("thinking", u"model-a"_s, thinkNoWeb, WorkClass::Thinking, 30);
    row("both", u"model-a"_s, think, WorkClass::WebThinking, 40);
    row("model can neither", u"model-b"_s, {}, WorkClass::Plain, 15);
    row("model can neither, asked for", u"model-b"_s, think, WorkClass::Plain, 15);
    row("model always thinks", u"model-always"_s, {}, WorkClass::Thinking, 45);
}

void TestChatTool::plansTheWork()
{
    QFETCH(QString, model);
    QFETCH(QJsonObject, arguments);
    QFETCH(WorkClass, work);
    QFETCH(int, totalSeconds);
    ChatWorld world;
    arguments.insert(u"prompt"_s, u"hi"_s);
    arguments.insert(u"model"_s, model);
    const auto input = world.input(u"chat"_s, arguments);
    QVERIFY2(input, input ? "" : qPrintable(input.error().message));
    QCOMPARE(input->plan.provider, u"one"_s);
    QCOMPARE(input->plan.model.id, model);
    QVERIFY(input->plan.workClass == work);
    QVERIFY(input->plan.needsPermit());
    QVERIFY(input->plan.limits.connect == 1s);
    const bool thinks = work == WorkClass::Thinking || work == WorkClass::WebThinking;
    const int sixteenths = (thinks ? 6 : 4) * (model == u"model-a" ? 4 : 6); // 4 is one, 6 is one and a half
    QVERIFY(input->plan.limits.firstToken == sixteenths * 2000ms / 16);
    QVERIFY(input->plan.limits.stall == sixteenths * 3000ms / 16);
    QVERIFY(input->plan.limits.total == std::chrono::seconds(totalSeconds));
    QVERIFY(input->plan.limits.deadline.isNever());
}

void TestChatTool::choosesTheModel_data()
{
    QTest::addColumn<QString>("configuredDefault");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("model");
    QTest::newRow("default") << u"model-a"_s << QJsonObject{} << u"model-a"_s;
    QTest::newRow("auto") << u"model-a"_s << QJsonObject{{u"model"_s, u"AUTO"_s}} << u"model-a"_s;
    QTest::newRow("empty") << u"model-a"_s << QJsonObject{{u"model"_s, u" "_s}} << u"model-a"_s;
    QTest::newRow("named") << u"model-a"_s << QJsonObject{{u"model"_s, u"model-b"_s}} << u"model-b"_s;
    QTest::newRow("alias, any case") << u"model-a"_s << QJsonObject{{u"model"_s, u"MODEL-B-alias"_s}}
                                     << u"model-b"_s;
    QTest::newRow("default without a key")
        << u"model-c"_s << QJsonObject{} << u"model-b"_s; // provider one's default
    QTest::newRow("default unknown") << u"gone"_s << QJsonObject{} << u"model-b"_s;
}

void TestChatTool::choosesTheModel()
{
    QFETCH(QString, configuredDefault);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, model);
    ChatWorld world([&](Settings &settings) { settings.tools.defaultModel = configuredDefault; });
    arguments.insert(u"prompt"_s, u"hi"_s);
    const auto input = world.input(u"chat"_s, arguments);
    QVERIFY2(input, input ? "" : qPrintable(input.error().message));
    QCOMPARE(input->plan.model.id, model);
}

void TestChatTool::refusesAModelWithoutProvider()
{
    ChatWorld world;
    const auto input = world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"model-c"_s}});
    QVERIFY(!input);
    QCOMPARE(input.error().code, u"VALIDATION_ERROR"_s);
    QCOMPARE(input.error().message,
             u"Validation failed for 'model': model-c is a model of TWO, which is not configured"_s);
    QVERIFY(input.error().hint.contains(u"usable models: model-a, model-b, model-always"_s));
    QVERIFY(!input.error().hint.contains(u"model-c,"_s));
}

void TestChatTool::refusesAnUnknownModel()
{
    ChatWorld world;
    const auto input = world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"model-z"_s}});
    QVERIFY(!input);
    QCOMPARE(input.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY(input.error().message.contains(u"model-z"_s));
    QVERIFY(input.error().hint.contains(u"usable models: model-a"_s));
}

void TestChatTool::refusesWhenNothingIsConfigured()
{
    ChatWorld world;
    world.one->state().configured = false;
    const auto input = world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}});
    QVERIFY(!input);
    QCOMPARE(input.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY(input.error().hint.contains(u"KIMI_API_KEY"_s));
}

void TestChatTool::longPromptIsToBeSentAsAFile()
{
    ChatWorld world;
    QVERIFY(world.input(u"chat"_s, {{u"prompt"_s, QString(1'000, u'x')}}));
    const auto input = world.input(u"chat"_s, {{u"prompt"_s, QString(1'001, u'x')}});
    QVERIFY(!input);
    QCOMPARE(input.error().code, u"RESEND_PROMPT"_s);
    QVERIFY(input.error().message.contains(u"1001"_s) && input.error().message.contains(u"1000"_s));
    QVERIFY(input.error().hint.contains(u"'files'"_s));
    QVERIFY(!input.error().message.contains(u"xxx"_s));
}

void TestChatTool::refusesArguments_data()
{
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, const QJsonValue &value) {
        QJsonObject arguments{{u"prompt"_s, u"hi"_s}};
        arguments.insert(field, value);
        QTest::newRow(name) << arguments << field;
    };
    row("no prompt", u"prompt"_s, QString());
    row("temperature above", u"temperature"_s, 9);
    row("temperature below", u"temperature"_s, -0.1);
    row("thinking mode", u"thinking_mode"_s, u"ultra"_s);
    row("files no list", u"files"_s, u"/a"_s);
    row("images", u"images"_s, QJsonArray{u"/a.png"_s});
    row("unknown", u"nonsense"_s, 1);
    row("long continuation", u"continuation_id"_s, QString(201, u'x'));
    row("long model", u"model"_s, QString(101, u'x'));
}

void TestChatTool::refusesArguments()
{
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, field);
    ChatWorld world;
    const auto input = world.input(u"chat"_s, arguments);
    QVERIFY(!input);
    QCOMPARE(input.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY2(input.error().message.contains(QString(u'\'' + field + u'\'')),
             qPrintable(input.error().message));
}

void TestChatTool::refusesATemperatureTheModelCannot()
{
    ChatWorld world;
    QJsonObject model = chatModel(u"cool"_s, u"one"_s, false);
    model.insert(u"max_temperature"_s, 0.5);
    *world.models = *ModelCatalog::load({{u"models"_s, QJsonArray{model}}}, world.settings.providers);
    const auto input =
        world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"cool"_s}, {u"temperature"_s, 0.7}});
    QVERIFY(!input);
    QCOMPARE(input.error().message,
             u"Validation failed for 'temperature': must be at most 0.5 for model cool, got 0.7"_s);
}

void TestChatTool::timeScaleStretchesAllButConnecting()
{
    ChatWorld world;
    const auto input = world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"model-b"_s}});
    QVERIFY(input->plan.limits.total == 15s); // 10 s × 1.5
    QVERIFY(input->plan.limits.stall == 4500ms);
    QVERIFY(input->plan.limits.connect == 1s);
}

void TestChatTool::simulatedProvidersAreNamedSo()
{
    ChatWorld world;
    QVERIFY(!world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}})->plan.simulated);
    world.one->state().simulated = true;
    QVERIFY(world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}})->plan.simulated);
}

QTEST_GUILESS_MAIN(TestChatTool)
#include "tst_chattool.moc"
