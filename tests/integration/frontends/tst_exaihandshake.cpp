// The hello: every failure frame and close code, sessions, and what happens to clients that never greet.

#include "frontendworld.h"
#include "wsclient.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString Token = u"0123456789abcdef"_s;
}

class TestExaiHandshake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failuresAreNamed_data();
    void failuresAreNamed();
    void openDaemonTakesAnyToken();
    void helloTimesOut();
    void sessionIdIsEchoedWhenItFits();
    void sessionLimitIsNamed();
    void clientInfoReachesTheSession();
    void pain27_tokenNeverShowsInEvents();
    void pain29_jsonRpcInitializeNeedsTheToken();
    void rotatedTokenOpensTheDoor();
    void pain27_openDaemonCannotBeLocked();
    void helloFloodHarmsNobody();
    void framesSentWithTheUpgradeAreRead();
};

void TestExaiHandshake::failuresAreNamed_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::newRow("wrong token") << uR"({"op":"hello","token":"fedcba9876543210"})"_s << u"unauthorized"_s
                                 << 4003 << u"unauthorized"_s;
    QTest::newRow("prefix of the token")
        << uR"({"op":"hello","token":"0123456789abcde"})"_s << u"unauthorized"_s << 4003 << u"unauthorized"_s;
    QTest::newRow("empty token") << uR"({"op":"hello","token":""})"_s << u"unauthorized"_s << 4003
                                 << u"unauthorized"_s;
    QTest::newRow("missing token") << uR"({"op":"hello"})"_s << u"unauthorized"_s << 4003
                                   << u"unauthorized"_s;
    QTest::newRow("token null") << uR"({"op":"hello","token":null})"_s << u"unauthorized"_s << 4003
                                << u"unauthorized"_s;
    QTest::newRow("token is a number")
        << uR"({"op":"hello","token":1})"_s << u"unauthorized"_s << 4003 << u"unauthorized"_s;
    QTest::newRow("token is an array") << uR"({"op":"hello","token":["0123456789abcdef"]})"_s
                                       << u"unauthorized"_s << 4003 << u"unauthorized"_s;
    QTest::newRow("another op") << uR"({"op":"list_tools"})"_s << u"missing_hello"_s << 4001
                                << u"missing hello"_s;
    QTest::newRow("no op") << uR"({"token":"0123456789abcdef"})"_s << u"missing_hello"_s << 4001
                           << u"missing hello"_s;
    QTest::newRow("nearly json-rpc") << uR"({"jsonrpc":2.0,"id":1,"method":"initialize"})"_s
                                     << u"missing_hello"_s << 4001 << u"missing hello"_s;
    QTest::newRow("no JSON") << u"hello?"_s << u"invalid_hello"_s << 4000 << u"invalid hello"_s;
    QTest::newRow("empty frame") << u""_s << u"invalid_hello"_s << 4000 << u"invalid hello"_s;
    QTest::newRow("array") << uR"([{"op":"hello"}])"_s << u"invalid_hello"_s << 4000 << u"invalid hello"_s;
    QTest::newRow("string") << uR"("hello")"_s << u"invalid_hello"_s << 4000 << u"invalid hello"_s;
    QTest::newRow("deep nesting") << QString(5'000, u'[') << u"invalid_hello"_s << 4000 << u"invalid hello"_s;
}

void TestExaiHandshake::failuresAreNamed()
{
    QFETCH(QString, first);
    FrontEndWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    WsClient client(world.port());
    QVERIFY(client.waitConnected());
    client.sendText(first);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.frames.size(), 1);
    QCOMPARE(client.frames.first()[u"op"].toString(), u"hello_ack"_s);
    QCOMPARE(client.frames.first()[u"ok"].toBool(true), false);
    QTEST(client.frames.first()[u"error"].toString(), "error");
    QTEST(client.closeCode(), "code");
    QTEST(client.closeReason(), "reason");
    QCOMPARE(world.sessions.count(), 0);
    QTRY_COMPARE(world.frontEnds->connectionCount(), 0);
}

void TestExaiHandshake::openDaemonTakesAnyToken()
{
    FrontEndWorld world;
    world.open();
    for (const QJsonValue &token : {QJsonValue(u"anything"_s), QJsonValue(QJsonValue::Null), QJsonValue()}) {
        WsClient client(world.port());
        QVERIFY(client.greet({{u"token"_s, token}}));
    }
}

void TestExaiHandshake::helloTimesOut()
{
    FrontEndWorld world;
    world.settings.helloTimeout = 100ms;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.waitConnected());
    QVERIFY(client.waitClosed(2'000));
    QVERIFY(client.frames.isEmpty());
    QCOMPARE(client.closeCode(), 4002);
    QCOMPARE(client.closeReason(), u"hello timeout or disconnect"_s);
}

void TestExaiHandshake::sessionIdIsEchoedWhenItFits()
{
    FrontEndWorld world;
    world.open();
    WsClient named(world.port());
    QVERIFY(named.waitConnected());
    named.send({{u"op"_s, u"hello"_s}, {u"session_id"_s, u"my-agent_1"_s}});
    QCOMPARE(named.take(u"hello_ack"_s)[u"session_id"].toString(), u"my-agent_1"_s);
    WsClient odd(world.port());
    QVERIFY(odd.waitConnected());
    odd.send({{u"op"_s, u"hello"_s}, {u"session_id"_s, u"a b"_s}});
    QCOMPARE(odd.take(u"hello_ack"_s)[u"session_id"].toString().size(), 36);
    QCOMPARE(world.sessions.count(), 2);
    odd.socket().close();
    QTRY_COMPARE(world.sessions.count(), 1);
}

void TestExaiHandshake::sessionLimitIsNamed()
{
    FrontEndWorld world;
    world.sessions.setMaxSessions(1);
    world.open();
    WsClient first(world.port());
    QVERIFY(first.greet());
    WsClient second(world.port());
    QVERIFY(second.waitConnected());
    second.send({{u"op"_s, u"hello"_s}});
    const QJsonObject ack = second.take(u"hello_ack"_s);
    QCOMPARE(ack[u"ok"].toBool(true), false);
    QCOMPARE(ack[u"error"].toString(), u"over_capacity"_s);
    QVERIFY(ack[u"message"].toString().contains(u"SESSION_MAX_CONCURRENT"));
    QVERIFY(second.waitClosed());
    QVERIFY(second.isClosed()); // with 1013, a code that this client does not know
    QVERIFY(!first.isClosed());
}

void TestExaiHandshake::clientInfoReachesTheSession()
{
    FrontEndWorld world;
    world.open();
    WsClient client(world.port());
    const QJsonObject info{{u"name"_s, u"agent"_s}, {u"version"_s, u"2.1"_s}};
    QVERIFY(client.greet({{u"session_id"_s, u"with-info"_s}, {u"clientInfo"_s, info}}));
    const Session *session = world.sessions.findByName(u"with-info"_s);
    QVERIFY(session);
    QCOMPARE(session->info.client, u"agent 2.1"_s);
    QCOMPARE(session->info.transport, u"exai-ws"_s);
    QCOMPARE(session->info.address, u"127.0.0.1"_s);
}

void TestExaiHandshake::pain27_tokenNeverShowsInEvents()
{
    FrontEndWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    WsClient client(world.port());
    QVERIFY(!client.greet({{u"token"_s, u"guess-4711-guess"_s}}));
    QVERIFY(!world.events.recent().isEmpty());
    for (const MonitorEvent &event : world.events.recent()) {
        QVERIFY(!event.message.contains(u"0123"));
        QVERIFY(!event.message.contains(u"guess"));
    }
}

void TestExaiHandshake::pain29_jsonRpcInitializeNeedsTheToken()
{
    FrontEndWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    WsClient client(world.port());
    QVERIFY(client.waitConnected());
    client.send({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, 1}, {u"method"_s, u"initialize"_s}});
    client.send({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, 2}, {u"method"_s, u"tools/list"_s}});
    QVERIFY(client.waitClosed());
    QCOMPARE(client.closeCode(), 4003);
    // One answer, an error to the first request; nothing is told of the tools.
    QCOMPARE(client.frames.size(), 1);
    QCOMPARE(client.frames.first()[u"id"].toInt(), 1);
    QVERIFY(client.frames.first().contains("error"_L1));
    QVERIFY(!client.frames.first().contains("result"_L1));
    QCOMPARE(world.sessions.count(), 0);
}

void TestExaiHandshake::rotatedTokenOpensTheDoor()
{
    FrontEndWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    WsClient client(world.port());
    QVERIFY(client.greet({{u"token"_s, Token}}));
    const QString fresh = u"a-completely-new-one"_s;

    client.send({{u"op"_s, u"rotate_token"_s}, {u"old"_s, u"wrong"_s}, {u"new"_s, fresh}});
    QCOMPARE(client.take(u"rotate_token_res"_s)[u"error"].toString(), u"unauthorized"_s);
    client.send({{u"op"_s, u"rotate_token"_s}, {u"old"_s, Token}});
    QCOMPARE(client.take(u"rotate_token_res"_s)[u"error"].toString(), u"missing_params"_s);
    client.send({{u"op"_s, u"rotate_token"_s}, {u"old"_s, Token}, {u"new"_s, u"fifteen-letters"_s}});
    QCOMPARE(client.take(u"rotate_token_res"_s)[u"error"].toString(), u"token_too_short"_s);
    client.send(
        {{u"op"_s, u"rotate_token"_s}, {u"old"_s, Token}, {u"new"_s, fresh}, {u"request_id"_s, u"r"_s}});
    const QJsonObject done = client.take(u"rotate_token_res"_s);
    QCOMPARE(done[u"ok"].toBool(), true);
    QCOMPARE(done[u"request_id"].toString(), u"r"_s);

    WsClient old(world.port());
    QVERIFY(!old.greet({{u"token"_s, Token}}));
    WsClient current(world.port());
    QVERIFY(current.greet({{u"token"_s, fresh}}));
}

void TestExaiHandshake::pain27_openDaemonCannotBeLocked()
{
    FrontEndWorld world;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.greet());
    client.send({{u"op"_s, u"rotate_token"_s}, {u"old"_s, u"x"_s}, {u"new"_s, u"a-completely-new-one"_s}});
    const QJsonObject reply = client.take(u"rotate_token_res"_s);
    QCOMPARE(reply[u"ok"].toBool(true), false);
    QCOMPARE(reply[u"error"].toString(), u"unauthorized"_s);
    WsClient other(world.port());
    QVERIFY(other.greet());
}

void TestExaiHandshake::helloFloodHarmsNobody()
{
    FrontEndWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    WsClient good(world.port());
    QVERIFY(good.greet({{u"token"_s, Token}}));
    std::vector<std::unique_ptr<WsClient>> flood;
    for (int i = 0; i < 100; ++i)
        flood.push_back(std::make_unique<WsClient>(world.port()));
    for (const auto &client : flood) {
        QVERIFY(client->waitConnected());
        for (int i = 0; i < 20; ++i)
            client->send({{u"op"_s, u"hello"_s}, {u"token"_s, u"wrong"_s}});
    }
    good.send({{u"op"_s, u"ping"_s}, {u"request_id"_s, u"p"_s}});
    QVERIFY(!good.take(u"pong"_s, u"p"_s).isEmpty());
    for (const auto &client : flood) {
        QVERIFY(client->waitClosed());
        QCOMPARE(client->ops(), QStringList{u"hello_ack"_s});
    }
    QCOMPARE(world.sessions.count(), 1);
    QTRY_COMPARE(world.frontEnds->connectionCount(), 1);

    // Once greeted, a second hello is only a mistake.
    good.send({{u"op"_s, u"hello"_s}, {u"token"_s, Token}, {u"request_id"_s, u"again"_s}});
    QVERIFY(!good.take(u"error"_s, u"again"_s).isEmpty());
    QCOMPARE(world.sessions.count(), 1);
}

void TestExaiHandshake::framesSentWithTheUpgradeAreRead()
{
    FrontEndWorld world;
    world.open();
    QTcpSocket raw;
    raw.connectToHost(QHostAddress::LocalHost, world.port());
    const QByteArray payload = R"({"op":"hello"})";
    QByteArray frame("\x81");
    frame.append(static_cast<char>(payload.size()));
    raw.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" +
              frame + payload);
    QByteArray received;
    QTRY_VERIFY((received += raw.readAll()).contains("hello_ack"));
}

QTEST_GUILESS_MAIN(TestExaiHandshake)
#include "tst_exaihandshake.moc"
