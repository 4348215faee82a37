#include "core/providers/providerprofile.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestProviderProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainRequest();
    void temperatureIsCapped_data();
    void temperatureIsCapped();
    void maxTokens_data();
    void maxTokens();
    void thinkingField_data();
    void thinkingField();
    void webSearchTools();
    void searchRoundEchoesTheArguments();

private:
    static CompletionRequest request();
    static QJsonObject body(ProviderKind kind, const ModelInfo &model, const CompletionRequest &request);
};

CompletionRequest TestProviderProfile::request()
{
    CompletionRequest request;
    request.model = u"m-1"_s;
    request.messages = {{u"system"_s, u"be brief"_s}, {u"user"_s, u"hi"_s}};
    return request;
}

QJsonObject TestProviderProfile::body(ProviderKind kind, const ModelInfo &model,
                                      const CompletionRequest &request)
{
    ProviderSettings settings;
    settings.kind = kind;
    return chatRequestBody(ProviderProfile::of(kind), settings, model, request);
}

void TestProviderProfile::plainRequest()
{
    for (const ProviderKind kind : {ProviderKind::Kimi, ProviderKind::Glm, ProviderKind::Custom}) {
        const QJsonObject b = body(kind, {}, request());
        QCOMPARE(b.value("model"_L1).toString(), u"m-1"_s);
        QCOMPARE(b.value("stream"_L1).toBool(), true);
        QCOMPARE(b.value("max_tokens"_L1).toInt(), 8192);
        const QJsonArray messages{QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"be brief"_s}},
                                  QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"hi"_s}}};
        QCOMPARE(b.value("messages"_L1).toArray(), messages);
        for (const auto absent : {"temperature"_L1, "tools"_L1, "tool_choice"_L1, "thinking"_L1})
            QVERIFY2(!b.contains(absent), absent.data());
        QCOMPARE(b.contains("stream_options"_L1), kind != ProviderKind::Glm);
    }
}

void TestProviderProfile::temperatureIsCapped_data()
{
    QTest::addColumn<double>("asked");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("sent");
    QTest::newRow("within") << 0.6 << 1.0 << 0.6;
    QTest::newRow("above") << 1.7 << 1.0 << 1.0;
    QTest::newRow("below") << -0.1 << 1.0 << 0.0;
    QTest::newRow("model allows two") << 1.7 << 2.0 << 1.7;
}

void TestProviderProfile::temperatureIsCapped()
{
    QFETCH(double, asked);
    QFETCH(double, most);
    QFETCH(double, sent);
    CompletionRequest r = request();
    r.temperature = asked;
    ModelInfo model;
    model.maxTemperature = most;
    QCOMPARE(body(ProviderKind::Kimi, model, r).value("temperature"_L1).toDouble(), sent);
    model.fixedTemperature = true;
    QVERIFY(!body(ProviderKind::Kimi, model, r).contains("temperature"_L1));
}

void TestProviderProfile::maxTokens_data()
{
    QTest::addColumn<int>("asked"); // 0: not
    QTest::addColumn<int>("modelMost");
    QTest::addColumn<int>("sent");
    QTest::newRow("setting") << 0 << 0 << 8192;
    QTest::newRow("setting above the model's") << 0 << 2048 << 2048;
    QTest::newRow("asked") << 100 << 2048 << 100;
    QTest::newRow("asked above the model's") << 9000 << 2048 << 2048;
    QTest::newRow("asked above the setting, model allows it") << 9000 << 32768 << 9000;
}

void TestProviderProfile::maxTokens()
{
    QFETCH(int, asked);
    QFETCH(int, modelMost);
    QFETCH(int, sent);
    CompletionRequest r = request();
    if (asked > 0)
        r.maxTokens = asked;
    ModelInfo model;
    model.maxOutputTokens = modelMost;
    QCOMPARE(body(ProviderKind::Glm, model, r).value("max_tokens"_L1).toInt(), sent);
}

void TestProviderProfile::thinkingField_data()
{
    QTest::addColumn<ProviderKind>("kind");
    QTest::addColumn<bool>("canThink");
    QTest::addColumn<bool>("hasSwitch");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<QString>("type"); // empty: no field
    QTest::newRow("GLM asked") << ProviderKind::Glm << true << false << true << "enabled";
    QTest::newRow("GLM not asked") << ProviderKind::Glm << true << false << false << "disabled";
    QTest::newRow("GLM flash can't") << ProviderKind::Glm << false << false << true << "";
    QTest::newRow("Kimi by model") << ProviderKind::Kimi << true << false << true << "";
    QTest::newRow("Kimi with a switch, asked") << ProviderKind::Kimi << true << true << true << "enabled";
    QTest::newRow("Kimi with a switch, not asked")
        << ProviderKind::Kimi << true << true << false << "disabled";
    QTest::newRow("custom") << ProviderKind::Custom << true << false << true << "";
}

void TestProviderProfile::thinkingField()
{
    QFETCH(ProviderKind, kind);
    QFETCH(bool, canThink);
    QFETCH(bool, hasSwitch);
    QFETCH(bool, asked);
    QFETCH(QString, type);
    CompletionRequest r = request();
    r.thinking = asked;
    ModelInfo model;
    model.thinking = canThink;
    model.thinkingSwitch = hasSwitch;
    QCOMPARE(body(kind, model, r).value("thinking"_L1)["type"_L1].toString(), type);
}

void TestProviderProfile::webSearchTools()
{
    CompletionRequest r = request();
    r.webSearch = true;
    ModelInfo model;
    QVERIFY(!body(ProviderKind::Kimi, model, r).contains("tools"_L1)); // the model can't
    model.webSearch = true;
    const QJsonObject kimi = body(ProviderKind::Kimi, model, r);
    QCOMPARE(kimi.value("tools"_L1)[0]["type"_L1].toString(), u"builtin_function"_s);
    QCOMPARE(kimi.value("tools"_L1)[0]["function"_L1]["name"_L1].toString(), u"$web_search"_s);
    QCOMPARE(kimi.value("tool_choice"_L1).toString(), u"auto"_s);
    const QJsonObject glm = body(ProviderKind::Glm, model, r);
    QCOMPARE(glm.value("tools"_L1)[0]["type"_L1].toString(), u"web_search"_s);
    QVERIFY(glm.value("tools"_L1)[0]["web_search"_L1].isObject());
    QCOMPARE(glm.value("tool_choice"_L1).toString(), u"auto"_s);
    QVERIFY(!body(ProviderKind::Custom, model, r).contains("tools"_L1));
}

void TestProviderProfile::searchRoundEchoesTheArguments()
{
    ChatStream round;
    round.feed(
        R"(data: {"choices":[{"delta":{"content":"let me look","reasoning_content":"hm","tool_calls":[{"index":0,"id":"c0","type":"builtin_function","function":{"name":"$web_search","arguments":"{\"q\" :  1}"}}]},"finish_reason":"tool_calls"}]})"
        "\n\n");
    QVERIFY(isSearchRound(ProviderProfile::of(ProviderKind::Kimi), round.toolCalls()));
    QVERIFY(!isSearchRound(ProviderProfile::of(ProviderKind::Glm), round.toolCalls()));
    const QJsonArray messages = searchRoundMessages(round);
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[0]["role"_L1].toString(), u"assistant"_s);
    QCOMPARE(messages[0]["content"_L1].toString(), u"let me look"_s);
    QCOMPARE(messages[0]["reasoning_content"_L1].toString(), u"hm"_s);
    QCOMPARE(messages[0]["tool_calls"_L1][0]["function"_L1]["arguments"_L1].toString(), u"{\"q\" :  1}"_s);
    QCOMPARE(messages[1]["role"_L1].toString(), u"tool"_s);
    QCOMPARE(messages[1]["tool_call_id"_L1].toString(), u"c0"_s);
    QCOMPARE(messages[1]["name"_L1].toString(), u"$web_search"_s);
    QCOMPARE(messages[1]["content"_L1].toString(), u"{\"q\" :  1}"_s); // not one blank changed

    ChatStream other;
    other.feed(
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"rm","arguments":"{}"}}]}}]})"
        "\n\n");
    QVERIFY(!isSearchRound(ProviderProfile::of(ProviderKind::Kimi), other.toolCalls()));
}

QTEST_GUILESS_MAIN(TestProviderProfile)
#include "tst_providerprofile.moc"
