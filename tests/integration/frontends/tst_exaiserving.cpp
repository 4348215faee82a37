// After the hello: every op, ids, quiet mode, pipelining, cancel, limits, and what a leaving client leaves
// behind.

#include "frontendworld.h"
#include "rawclient.h"
#include "wsclient.h"

#include <QElapsedTimer>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject callMessage(const QString &requestId, const QString &tool, const QJsonObject &arguments = {})
{
    return {{u"op"_s, u"call_tool"_s},
            {u"request_id"_s, requestId},
            {u"name"_s, tool},
            {u"arguments"_s, arguments}};
}

QString textOf(const QJsonObject &frame)
{
    return frame[u"text"].toString();
}

} // namespace

class TestExaiServing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void classicFrameOrder();
    void unknownToolHasNoAck();
    void toolCallForms_data();
    void toolCallForms();
    void health();
    void listTools();
    void pain14_everyRefusalIsAReply_data();
    void pain14_everyRefusalIsAReply();
    void pain15_quietModeGetsExactlyOneFrame();
    void pain12_idsAreScopedToTheirConnection();
    void pain12_callsWithoutIdsNeverMeet();
    void sameRequestIdOnOneConnectionAttaches();
    void pipelinedCallsRunSideBySide();
    void pingOvertakesARunningCall();
    void pain11_cancelEndsARunningCall();
    void cancelOfAQuietCall();
    void pain9_hungCallStaysAudible();
    void placeInTheQueueIsTold();
    void streamedAnswer();
    void pain40_rateLimitRepliesCarryTheId();
    void cancelPassesTheRateLimit();
    void pain36_equalRepliesAllArrive();
    void leavingAbandonsCallsAndSession();
    void protocolBreaches_data();
    void protocolBreaches();
    void manyBrokenMessagesHarmNobody();

private:
    std::unique_ptr<FrontEndWorld> m_world;
    std::unique_ptr<WsClient> m_client;
};

void TestExaiServing::init()
{
    m_world = std::make_unique<FrontEndWorld>();
    m_world->settings.rateSessionCapacity = 10'000;
    m_world->settings.rateGlobalCapacity = 10'000;
    m_world->open();
    m_client = std::make_unique<WsClient>(m_world->port());
    QVERIFY(m_client->greet());
}

void TestExaiServing::cleanup()
{
    m_client.reset();
    m_world.reset();
}

void TestExaiServing::classicFrameOrder()
{
    m_client->send(callMessage(u"r1"_s, u"echo"_s, {{u"prompt"_s, u"hi"_s}}));
    QTRY_VERIFY(m_client->ops().contains(u"call_tool_res"_s));
    QCOMPARE(m_client->ops(), (QStringList{u"progress"_s, u"call_tool_ack"_s, u"call_tool_res"_s}));
    QCOMPARE(m_client->frames.at(0)[u"note"].toString(), u"accepted, awaiting provider/session capacity"_s);
    QCOMPARE(m_client->frames.at(1)[u"timeout"].toInt(), 270);
    const QJsonObject final = m_client->frames.at(2);
    QCOMPARE(final[u"ok"].toBool(), true);
    QCOMPARE(textOf(final), u"hi"_s);
    QCOMPARE(final[u"metadata"].toObject()[u"model"].toString(), u"glm-4.6"_s);
}

void TestExaiServing::unknownToolHasNoAck()
{
    m_client->send(callMessage(u"r1"_s, u"absent"_s));
    QTRY_VERIFY(!m_client->frames.isEmpty());
    QCOMPARE(m_client->ops(), QStringList{u"call_tool_res"_s});
    QCOMPARE(m_client->frames.first()[u"error"].toObject()[u"code"].toString(), u"TOOL_NOT_FOUND"_s);
}

void TestExaiServing::toolCallForms_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("call_tool")
        << uR"({"op":"call_tool","request_id":"r","name":"echo","arguments":{"prompt":"x"}})"_s;
    QTest::newRow("tool_call, object")
        << uR"({"op":"tool_call","request_id":"r","tool":{"name":"echo"},"arguments":{"prompt":"x"}})"_s;
    QTest::newRow("tool_call, string")
        << uR"({"op":"tool_call","request_id":"r","tool":"echo","arguments":{"prompt":"x"}})"_s;
    QTest::newRow("suffix")
        << uR"({"op":"call_tool","request_id":"r","name":"echo_EXAI-WS-VSCode2","arguments":{"prompt":"x"}})"_s;
}

void TestExaiServing::toolCallForms()
{
    QFETCH(QString, message);
    m_client->sendText(message);
    QCOMPARE(textOf(m_client->take(u"call_tool_res"_s, u"r"_s)), u"x"_s);
    QCOMPARE(m_world->calls.submitted.first().tool, u"echo"_s);
}

void TestExaiServing::health()
{
    m_client->send({{u"op"_s, u"health"_s}, {u"request_id"_s, u"h"_s}});
    const QJsonObject reply = m_client->take(u"health_res"_s, u"h"_s);
    QCOMPARE(reply[u"ok"].toBool(), true);
    const QJsonObject health = reply[u"health"].toObject();
    QVERIFY(health[u"t"].toDouble() > 1.6e9);
    QVERIFY(health[u"uptime_human"].toString().startsWith(u"0:00:0"));
    QCOMPARE(health[u"sessions"].toInt(), 1);
    QCOMPARE(health[u"global_capacity"].toInt(), 5);
    QCOMPARE(health[u"tool_count"].toInt(-1), 0);
    QCOMPARE(health[u"global_inflight"].toInt(-1), 0);
}

void TestExaiServing::listTools()
{
    m_client->send({{u"op"_s, u"list_tools"_s}, {u"request_id"_s, u"l"_s}});
    QVERIFY(m_client->take(u"list_tools_res"_s, u"l"_s)[u"tools"].isArray());
    m_client->send({{u"op"_s, u"list_tools"_s}, {u"id"_s, u"list_1"_s}});
    QVERIFY(m_client->take(u"list_tools_res"_s, u"list_1"_s)[u"tools"].isArray());
}

void TestExaiServing::pain14_everyRefusalIsAReply_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("op");
    QTest::addColumn<QJsonValue>("id");
    QTest::addColumn<QString>("frameMessage");
    QTest::newRow("unknown op") << uR"({"op":"zzz","request_id":"r"})"_s << u"error"_s << QJsonValue(u"r"_s)
                                << u"Unknown op: zzz"_s;
    QTest::newRow("unknown op, quiet")
        << uR"({"op":"zzz","id":4})"_s << u"error"_s << QJsonValue(4) << u"Unknown op: zzz"_s;
    QTest::newRow("no op") << uR"({"method":"tools/call","id":4})"_s << u"error"_s << QJsonValue(4)
                           << u"invalid_message: missing 'op'"_s;
    QTest::newRow("not JSON") << u"{"_s << u"error"_s << QJsonValue(QJsonValue::Undefined)
                              << u"invalid_json"_s;
    QTest::newRow("array") << u"[]"_s << u"error"_s << QJsonValue(QJsonValue::Undefined) << u"invalid_json"_s;
    QTest::newRow("no name") << uR"({"op":"call_tool","request_id":"r"})"_s << u"call_tool_res"_s
                             << QJsonValue(u"r"_s) << u""_s;
    QTest::newRow("no name, quiet") << uR"({"op":"call_tool","id":"q"})"_s << u"call_tool_res"_s
                                    << QJsonValue(u"q"_s) << u""_s;
    QTest::newRow("bad arguments") << uR"({"op":"call_tool","request_id":"r","name":"echo","arguments":[]})"_s
                                   << u"call_tool_res"_s << QJsonValue(u"r"_s) << u""_s;
    QTest::newRow("odd request_id") << uR"({"op":"call_tool","request_id":[1],"name":"echo"})"_s
                                    << u"call_tool_res"_s << QJsonValue(QJsonValue::Undefined) << u""_s;
}

void TestExaiServing::pain14_everyRefusalIsAReply()
{
    QFETCH(QString, message);
    QFETCH(QString, op);
    QFETCH(QJsonValue, id);
    m_client->sendText(message);
    const QJsonObject reply = m_client->take(op, id);
    QVERIFY(!reply.isEmpty());
    QCOMPARE(reply[u"error"].toObject()[u"code"].toString(), u"INVALID_REQUEST"_s);
    QTEST(reply[u"message"].toString(), "frameMessage");
    QVERIFY(m_world->calls.submitted.isEmpty());
    // The connection goes on.
    m_client->send({{u"op"_s, u"ping"_s}, {u"request_id"_s, u"p"_s}});
    QVERIFY(!m_client->take(u"pong"_s, u"p"_s).isEmpty());
}

void TestExaiServing::pain15_quietModeGetsExactlyOneFrame()
{
    m_world->settings.progressInterval = 20ms;
    m_world->frontEnds->applySettings(m_world->settings);
    // That client repeats one id for all its calls and takes the next frame, whatever it is, for the answer.
    for (int i = 0; i < 5; ++i) {
        const QString prompt = QString::number(i);
        m_client->send(
            {{u"op"_s, u"call_tool"_s},
             {u"id"_s, u"call_140001"_s},
             {u"name"_s, u"echo"_s},
             {u"arguments"_s, QJsonObject{{u"prompt"_s, prompt}, {u"ms"_s, 100}, {u"stream"_s, true}}}});
        QTRY_VERIFY(!m_client->frames.isEmpty());
        QCOMPARE(m_client->frames.size(), 1);
        const QJsonObject frame = m_client->frames.takeFirst();
        QCOMPARE(frame[u"op"].toString(), u"call_tool_res"_s);
        QCOMPARE(frame[u"id"].toString(), u"call_140001"_s);
        QCOMPARE(frame[u"result"].toArray().first().toObject()[u"text"].toString(), prompt);
    }
    QCOMPARE(m_world->calls.submitted.size(), 5);

    // Even at the same time they are two calls.
    for (const QString &prompt : {u"one"_s, u"two"_s}) {
        m_client->send({{u"op"_s, u"call_tool"_s},
                        {u"id"_s, u"call_140001"_s},
                        {u"name"_s, u"echo"_s},
                        {u"arguments"_s, QJsonObject{{u"prompt"_s, prompt}, {u"ms"_s, 50}}}});
    }
    QTRY_COMPARE(m_client->frames.size(), 2);
    QCOMPARE(textOf(m_client->frames.takeFirst()), u"one"_s);
    QCOMPARE(textOf(m_client->frames.takeFirst()), u"two"_s);

    m_client->send({{u"op"_s, u"call_tool"_s}, {u"id"_s, u"call_140001"_s}, {u"name"_s, u"absent"_s}});
    QTRY_VERIFY(!m_client->frames.isEmpty());
    const QJsonObject frame = m_client->frames.takeFirst();
    QVERIFY(frame[u"result"].toArray().first().toObject()[u"text"].toString().startsWith(
        u"Error TOOL_NOT_FOUND"));
}

void TestExaiServing::pain12_idsAreScopedToTheirConnection()
{
    WsClient other(m_world->port());
    QVERIFY(other.greet());
    m_client->send(callMessage(u"same"_s, u"echo"_s, {{u"prompt"_s, u"mine"_s}, {u"ms"_s, 50}}));
    other.send(callMessage(u"same"_s, u"echo"_s, {{u"prompt"_s, u"yours"_s}, {u"ms"_s, 50}}));
    QCOMPARE(textOf(m_client->take(u"call_tool_res"_s, u"same"_s)), u"mine"_s);
    QCOMPARE(textOf(other.take(u"call_tool_res"_s, u"same"_s)), u"yours"_s);
    QCOMPARE(m_world->calls.submitted.size(), 2);
    QVERIFY(m_world->calls.submitted.at(0).connection != m_world->calls.submitted.at(1).connection);
    // One's cancel does not reach the other's call.
    m_client->send(callMessage(u"same"_s, u"hang"_s));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"same"_s).isEmpty());
    other.send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, u"same"_s}});
    QCOMPARE(other.take(u"cancelled"_s)[u"ok"].toBool(true), false);
    QCOMPARE(m_world->calls.liveCount(), 1);
}

void TestExaiServing::pain12_callsWithoutIdsNeverMeet()
{
    const auto anonymous = [](const QString &prompt) {
        return QJsonObject{{u"op"_s, u"call_tool"_s},
                           {u"name"_s, u"echo"_s},
                           {u"arguments"_s, QJsonObject{{u"prompt"_s, prompt}, {u"ms"_s, 30}}}};
    };
    m_client->send(anonymous(u"a"_s));
    m_client->send(anonymous(u"b"_s));
    QStringList texts;
    for (int i = 0; i < 2; ++i) {
        const QJsonObject reply = m_client->take(u"call_tool_res"_s);
        QVERIFY(reply[u"request_id"].isNull());
        texts.append(textOf(reply));
    }
    QCOMPARE(texts, (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(m_world->calls.submitted.at(0).requestId != m_world->calls.submitted.at(1).requestId);
}

void TestExaiServing::sameRequestIdOnOneConnectionAttaches()
{
    m_client->send(callMessage(u"r"_s, u"hang"_s));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"r"_s).isEmpty());
    m_client->send(callMessage(u"r"_s, u"hang"_s));
    QTRY_VERIFY(!m_client->frames.isEmpty() &&
                m_client->frames.last()[u"note"].toString() == u"duplicate request; still processing");
    QCOMPARE(m_world->calls.submitted.size(), 1);
    Answer answer;
    answer.text = u"once"_s;
    m_world->calls.finish(m_world->calls.idOf(u"r"_s), answer);
    QCOMPARE(textOf(m_client->take(u"call_tool_res"_s, u"r"_s)), u"once"_s);
    // Done is done: the id is free again.
    m_client->send(callMessage(u"r"_s, u"echo"_s, {{u"prompt"_s, u"new"_s}}));
    QCOMPARE(textOf(m_client->take(u"call_tool_res"_s, u"r"_s)), u"new"_s);
}

void TestExaiServing::pipelinedCallsRunSideBySide()
{
    QElapsedTimer elapsed;
    elapsed.start();
    for (int i = 0; i < 8; ++i)
        m_client->send(
            callMessage(QString::number(i), u"echo"_s, {{u"prompt"_s, QString::number(i)}, {u"ms"_s, 300}}));
    for (int i = 7; i >= 0; --i)
        QCOMPARE(textOf(m_client->take(u"call_tool_res"_s, QString::number(i))), QString::number(i));
    QVERIFY(elapsed.elapsed() < 1'200);
}

void TestExaiServing::pingOvertakesARunningCall()
{
    m_client->send(callMessage(u"r"_s, u"hang"_s));
    QElapsedTimer elapsed;
    elapsed.start();
    m_client->send({{u"op"_s, u"ping"_s}, {u"request_id"_s, u"p"_s}});
    QVERIFY(!m_client->take(u"pong"_s, u"p"_s)[u"timestamp"].toString().isEmpty());
    QVERIFY(elapsed.elapsed() < 200);
    QCOMPARE(m_world->calls.liveCount(), 1);
}

void TestExaiServing::pain11_cancelEndsARunningCall()
{
    m_client->send(callMessage(u"r"_s, u"hang"_s));
    m_client->send(callMessage(u"other"_s, u"hang"_s));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"other"_s).isEmpty());
    m_client->send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, u"r"_s}});
    const QJsonObject reply = m_client->take(u"cancelled"_s, u"r"_s);
    QCOMPARE(reply[u"ok"].toBool(), true);
    const QJsonObject final = m_client->take(u"call_tool_res"_s, u"r"_s);
    QCOMPARE(final[u"ok"].toBool(true), false);
    QCOMPARE(final[u"error"].toObject()[u"code"].toString(), u"CANCELLED"_s);
    QCOMPARE(m_world->calls.cancelled.size(), 1);
    QCOMPARE(m_world->calls.liveCount(), 1);
    // By target, with an id of its own; and once more, when there is nothing left to cancel.
    m_client->send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, u"c"_s}, {u"target"_s, u"other"_s}});
    QCOMPARE(m_client->take(u"cancelled"_s, u"c"_s)[u"ok"].toBool(), true);
    QVERIFY(!m_client->take(u"call_tool_res"_s, u"other"_s).isEmpty());
    m_client->send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, u"r"_s}});
    QCOMPARE(m_client->take(u"cancelled"_s, u"r"_s)[u"ok"].toBool(true), false);
}

void TestExaiServing::cancelOfAQuietCall()
{
    m_client->send({{u"op"_s, u"call_tool"_s}, {u"id"_s, 9}, {u"name"_s, u"hang"_s}});
    m_client->send({{u"op"_s, u"cancel"_s}, {u"id"_s, 9}});
    QCOMPARE(m_client->take(u"cancelled"_s, 9)[u"ok"].toBool(), true);
    QCOMPARE(m_client->take(u"call_tool_res"_s, 9)[u"error"].toObject()[u"code"].toString(), u"CANCELLED"_s);
}

void TestExaiServing::pain9_hungCallStaysAudible()
{
    QElapsedTimer elapsed;
    elapsed.start();
    m_client->send(callMessage(u"r"_s, u"hang"_s));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"r"_s).isEmpty());
    m_client->frames.clear();
    QVERIFY(!m_client->take(u"progress"_s, u"r"_s, 1'000).isEmpty());
    QVERIFY(elapsed.elapsed() <= 1'000);
    elapsed.start();
    QVERIFY(!m_client->take(u"progress"_s, u"r"_s, 3'000).isEmpty());
    QVERIFY(elapsed.elapsed() <= 2'600);
}

void TestExaiServing::placeInTheQueueIsTold()
{
    m_client->send(callMessage(u"r"_s, u"wait"_s));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"r"_s).isEmpty());
    QTRY_COMPARE(m_client->frames.last()[u"queue_position"].toInt(), 3);
    QCOMPARE(m_client->frames.last()[u"expected_wait_secs"].toDouble(), 12.0);
    const CallId call = m_world->calls.idOf(u"r"_s);
    m_world->calls.observerOf(call)->queued(call, {2, 8s});
    m_world->calls.observerOf(call)->queued(call, {1, 4s});
    QTRY_COMPARE_WITH_TIMEOUT(m_client->frames.last()[u"queue_position"].toInt(), 1, 250);
}

void TestExaiServing::streamedAnswer()
{
    m_client->send(callMessage(u"r"_s, u"hang"_s, {{u"stream"_s, true}}));
    QVERIFY(!m_client->take(u"call_tool_ack"_s, u"r"_s).isEmpty());
    const CallId call = m_world->calls.idOf(u"r"_s);
    m_world->calls.observerOf(call)->chunk(call, u"he"_s);
    m_world->calls.observerOf(call)->chunk(call, u"llo"_s);
    Answer answer;
    answer.text = u"hello"_s;
    m_world->calls.finish(call, answer);
    QTRY_VERIFY(m_client->ops().contains(u"call_tool_res"_s));
    QStringList ops = m_client->ops();
    ops.removeAll(u"progress"_s);
    QCOMPARE(ops,
             (QStringList{u"stream_chunk"_s, u"stream_chunk"_s, u"stream_complete"_s, u"call_tool_res"_s}));
}

void TestExaiServing::pain40_rateLimitRepliesCarryTheId()
{
    m_world->settings.rateSessionCapacity = 3;
    m_world->settings.rateSessionRefill = 0.1;
    m_world->frontEnds->applySettings(m_world->settings);
    WsClient client(m_world->port());
    QVERIFY(client.greet());
    for (int i = 0; i < 3; ++i) {
        client.send({{u"op"_s, u"ping"_s}});
        QVERIFY(!client.take(u"pong"_s).isEmpty());
    }
    client.send(callMessage(u"r"_s, u"echo"_s));
    const QJsonObject call = client.take(u"call_tool_res"_s, u"r"_s)[u"error"].toObject();
    QCOMPARE(call[u"code"].toString(), u"RATE_LIMITED"_s);
    QVERIFY(call[u"message"].toString().contains(u"RATE_LIMIT_USER_CAPACITY"));
    QVERIFY(call[u"retry_after"].toInt() >= 1);
    QCOMPARE(call[u"details"].toObject()[u"bucket"].toString(), u"session"_s);
    client.send({{u"op"_s, u"list_tools"_s}, {u"id"_s, u"list_1"_s}});
    const QJsonObject list = client.take(u"error"_s, u"list_1"_s);
    QVERIFY(list[u"message"].toString().startsWith(u"rate_limit_exceeded: session (retry after "));
    client.send({{u"op"_s, u"call_tool"_s}, {u"id"_s, u"q"_s}, {u"name"_s, u"echo"_s}});
    const QJsonObject quiet = client.take(u"call_tool_res"_s, u"q"_s);
    QVERIFY(
        quiet[u"result"].toArray().first().toObject()[u"text"].toString().startsWith(u"Error RATE_LIMITED"));
    QVERIFY(m_world->calls.submitted.isEmpty());
}

void TestExaiServing::cancelPassesTheRateLimit()
{
    m_world->settings.rateSessionCapacity = 1;
    m_world->settings.rateSessionRefill = 0.01;
    m_world->frontEnds->applySettings(m_world->settings);
    WsClient client(m_world->port());
    QVERIFY(client.greet());
    client.send(callMessage(u"r"_s, u"hang"_s));
    client.send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, u"r"_s}});
    QCOMPARE(client.take(u"cancelled"_s, u"r"_s)[u"ok"].toBool(), true);
}

void TestExaiServing::pain36_equalRepliesAllArrive()
{
    for (int i = 0; i < 50; ++i)
        m_client->sendText(u"{"_s);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(m_client->take(u"error"_s)[u"message"].toString(), u"invalid_json"_s);
}

void TestExaiServing::leavingAbandonsCallsAndSession()
{
    WsClient leaver(m_world->port());
    QVERIFY(leaver.greet());
    leaver.send(callMessage(u"a"_s, u"hang"_s));
    leaver.send(callMessage(u"b"_s, u"wait"_s));
    m_client->send(callMessage(u"mine"_s, u"hang"_s));
    QTRY_COMPARE(m_world->calls.liveCount(), 3);
    QCOMPARE(m_world->sessions.count(), 2);
    leaver.socket().abort();
    QTRY_COMPARE(m_world->calls.abandoned.size(), 2);
    QCOMPARE(m_world->sessions.count(), 1); // in the same turn
    QCOMPARE(m_world->calls.liveCount(), 1);
}

void TestExaiServing::protocolBreaches_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("opcode");
    QTest::addColumn<int>("code");
    QTest::newRow("binary") << QByteArray("\x01\x02") << 2 << 1003;
    QTest::newRow("bad UTF-8") << QByteArray("{\"op\":\"\xff\xfe\"}") << 1 << 1007;
    QTest::newRow("too large") << QByteArray(70'000, ' ') << 1 << 1009;
    QTest::newRow("reserved opcode") << QByteArray("x") << 5 << 1002;
}

void TestExaiServing::protocolBreaches()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, opcode);
    m_world->settings.maxFrameBytes = 65'536;
    m_world->frontEnds->applySettings(m_world->settings);
    RawClient raw(m_world->port());
    QVERIFY(raw.upgrade());
    raw.sendFrame(R"({"op":"hello"})");
    QVERIFY(raw.waitFor("hello_ack"));
    raw.sendFrame(payload, opcode);
    QTRY_VERIFY(raw.closeCode() != 0);
    QTEST(raw.closeCode(), "code");
    QVERIFY(raw.waitClosed());
    QTRY_COMPARE(m_world->sessions.count(), 1);
    m_client->send({{u"op"_s, u"ping"_s}});
    QVERIFY(!m_client->take(u"pong"_s).isEmpty());
}

void TestExaiServing::manyBrokenMessagesHarmNobody()
{
    const QByteArray good =
        R"({"op":"call_tool","request_id":"r","name":"echo","arguments":{"prompt":"hi"}})";
    for (qsizetype cut = 0; cut < good.size(); ++cut) {
        m_client->sendText(QString::fromUtf8(good.first(cut)));
        QByteArray flipped = good;
        flipped[cut] = '\\';
        m_client->sendText(QString::fromUtf8(flipped));
    }
    m_client->send({{u"op"_s, u"ping"_s}, {u"request_id"_s, u"still there"_s}});
    QVERIFY(!m_client->take(u"pong"_s, u"still there"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestExaiServing)
#include "tst_exaiserving.moc"
