#include "core/frontends/local/bridgegreeting.h"
#include "frontendworld.h"
#include "localclient.h"
#include "wsclient.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Token = u"0123456789abcdef"_s;

class ScriptedTool final : public Tool
{
public:
    explicit ScriptedTool(const QString &name)
    {
        m_definition.name = name;
        m_definition.title = name;
        m_definition.description = u"A tool of the test."_s;
        m_definition.inputSchema = {{u"type"_s, u"object"_s}};
    }
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return CallPlan(); }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &) const override { return nullptr; }

private:
    ToolDefinition m_definition;
};

QJsonObject request(int id, const QString &method, const QJsonObject &params = {})
{
    return {{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}};
}

QJsonObject initialize(const QJsonObject &meta = {})
{
    return request(0, u"initialize"_s,
                   {{u"protocolVersion"_s, u"2025-11-25"_s},
                    {u"capabilities"_s, QJsonObject()},
                    {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}}},
                    {u"_meta"_s, meta}});
}

QJsonObject call(int id, const QString &tool, const QJsonObject &arguments = {})
{
    return request(id, u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}});
}

QByteArray lineOf(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

// A world with a local socket and the tools of the scripted engine.
struct DoorWorld : FrontEndWorld
{
    DoorWorld()
    {
        settings.mcpSocket = dir.filePath(u"mcp.sock"_s);
        for (const QString &name : {u"echo"_s, u"hang"_s})
            tools.add(std::make_unique<ScriptedTool>(name));
    }

    QTemporaryDir dir;
};

} // namespace

// MCP through the local socket and the WebSocket port: who is let in, what becomes of calls.
class TestMcpDoors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void localClientNeedsNoGreeting();
    void bridgeGreetsAndIsKnownByItsHost();
    void localTokenIsChecked_data();
    void localTokenIsChecked();
    void localClientThatGoesCancelsItsCalls();
    void cancelledCallIsOverAtOnce();
    void tooLongLineEndsTheConnection();
    void localClientThatSaysNothingIsCut();
    void localSlowReaderIsCut();
    void secondDaemonIsToldWhoHasTheSocket();
    void unfitDirectoryCostsTheSocketOnly();
    void closingIsOrderly();
    void webSocketSpeaksMcp();
    void webSocketTokenIsChecked_data();
    void webSocketTokenIsChecked();
    void webSocketThatClosesCancelsItsCalls();
};

void TestMcpDoors::localClientNeedsNoGreeting()
{
    DoorWorld world;
    world.open();
    LocalClient client(world.settings.mcpSocket);
    client.send(initialize());
    client.send(request(1, u"ping"_s));
    client.send(call(2, u"echo"_s, {{u"prompt"_s, u"hello"_s}}));
    QCOMPARE(client.answer(0)[u"result"][u"protocolVersion"].toString(), u"2025-11-25"_s);
    QVERIFY(client.answer(1).contains(u"result"_s));
    QVERIFY(lineOf(client.answer(2)).contains("hello"));
}

void TestMcpDoors::bridgeGreetsAndIsKnownByItsHost()
{
    DoorWorld world;
    world.open();
    // Two processes of one host session share its seat; another host has its own.
    const auto greet = [](LocalClient &client, qint64 pid, const QString &session) {
        client.socket.write(BridgeGreeting{u"1"_s, pid, u"host"_s, session, {}}.toLine() + '\n');
        client.send(initialize());
        client.send(call(1, u"hang"_s));
    };
    LocalClient first(world.settings.mcpSocket);
    LocalClient second(world.settings.mcpSocket);
    LocalClient other(world.settings.mcpSocket);
    greet(first, 100, u"session-a"_s);
    greet(second, 101, u"session-a"_s);
    greet(other, 200, {});
    QTRY_COMPARE(world.calls.liveCount(), 3);
    QSet<quint64> sessions;
    for (const auto &[id, live] : world.calls.live())
        sessions.insert(live.request.session.value);
    QCOMPARE(sessions.size(), 2);
    const auto welcome = BridgeWelcome::parse(first.lines.constFirst());
    QVERIFY(welcome && welcome->isLetIn);
}

void TestMcpDoors::localTokenIsChecked_data()
{
    QTest::addColumn<bool>("greets");
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isLetIn");
    QTest::newRow("right") << true << Token << true;
    QTest::newRow("wrong") << true << u"0123456789abcdeX"_s << false;
    QTest::newRow("none") << true << QString() << false;
    QTest::newRow("no greeting") << false << QString() << false;
}

void TestMcpDoors::localTokenIsChecked()
{
    QFETCH(bool, greets);
    QFETCH(QString, token);
    QFETCH(bool, isLetIn);
    DoorWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    LocalClient client(world.settings.mcpSocket);
    if (greets)
        client.socket.write(BridgeGreeting{u"1"_s, 1, u"host"_s, {}, Secret(token.toUtf8())}.toLine() + '\n');
    client.send(initialize());
    if (isLetIn) {
        QVERIFY(client.answer(0).contains(u"result"_s));
        return;
    }
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.lines.size(), 1);
    QVERIFY(client.lines.constFirst().contains("EXAI_WS_TOKEN"));
    if (greets)
        QVERIFY(!BridgeWelcome::parse(client.lines.constFirst())->isLetIn);
    else
        QVERIFY(client.answer(0).contains(u"error"_s));
    for (const QByteArray &line : std::as_const(client.lines))
        QVERIFY(!line.contains(Token.toUtf8()));
}

void TestMcpDoors::localClientThatGoesCancelsItsCalls()
{
    DoorWorld world;
    world.open();
    LocalClient client(world.settings.mcpSocket);
    client.send(initialize());
    client.send(call(1, u"hang"_s));
    QTRY_COMPARE(world.calls.liveCount(), 1);
    client.socket.disconnectFromServer();
    QTRY_COMPARE(world.calls.liveCount(), 0);
}

void TestMcpDoors::cancelledCallIsOverAtOnce()
{
    DoorWorld world;
    world.open();
    LocalClient client(world.settings.mcpSocket);
    client.send(initialize());
    client.send(call(1, u"hang"_s));
    QTRY_COMPARE(world.calls.liveCount(), 1);
    client.send({{u"jsonrpc"_s, u"2.0"_s},
                 {u"method"_s, u"notifications/cancelled"_s},
                 {u"params"_s, QJsonObject{{u"requestId"_s, 1}}}});
    QTRY_COMPARE(world.calls.liveCount(), 0);
    client.send(request(2, u"ping"_s));
    QVERIFY(client.answer(2).contains(u"result"_s));
}

void TestMcpDoors::tooLongLineEndsTheConnection()
{
    DoorWorld world;
    world.settings.maxFrameBytes = 65'536;
    world.open();
    LocalClient client(world.settings.mcpSocket);
    client.send(initialize());
    QVERIFY(client.answer(0).contains(u"result"_s));
    client.socket.write(QByteArray(70'000, ' '));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.lines.constLast().contains("EXAI_WS_MAX_BYTES"));
}

void TestMcpDoors::localClientThatSaysNothingIsCut()
{
    DoorWorld world;
    world.settings.helloTimeout = 100ms;
    world.open();
    LocalClient silent(world.settings.mcpSocket);
    LocalClient greeted(world.settings.mcpSocket);
    greeted.send(initialize());
    QVERIFY(greeted.answer(0).contains(u"result"_s));
    QTRY_VERIFY(silent.isClosed());
    QVERIFY(!greeted.isClosed());
}

void TestMcpDoors::localSlowReaderIsCut()
{
    DoorWorld world;
    world.settings.outboxSoftBytes = 65'536;
    world.settings.outboxHardBytes = 1'048'576;
    world.open();
    LocalClient client(world.settings.mcpSocket);
    client.socket.setReadBufferSize(1024);
    client.reads = false;
    client.send(initialize());
    QTRY_VERIFY(client.socket.bytesAvailable() > 0);
    for (int i = 1; i <= 40; ++i)
        client.send(call(i, u"echo"_s, {{u"prompt"_s, QString(100'000, u'x')}}));
    client.send(call(99, u"hang"_s));
    QTRY_COMPARE_WITH_TIMEOUT(world.frontEnds->connectionCount(), 0, 10'000);
    QTRY_COMPARE(world.calls.liveCount(), 0);
    LocalClient other(world.settings.mcpSocket);
    other.send(initialize());
    QVERIFY(other.answer(0).contains(u"result"_s));
}

void TestMcpDoors::secondDaemonIsToldWhoHasTheSocket()
{
    DoorWorld world;
    world.open();
    DoorWorld second;
    second.settings.mcpSocket = world.settings.mcpSocket;
    FrontEnds frontEnds(second.settings, {second.timers,
                                          second.calls,
                                          second.sessions,
                                          second.tools,
                                          second.hub,
                                          second.events,
                                          [] { return Snapshot(); },
                                          [] {},
                                          {}});
    const auto port = frontEnds.listen();
    QVERIFY(!port);
    QCOMPARE(port.error().code, u"socket_in_use"_s);
    LocalClient client(world.settings.mcpSocket); // the first one is not disturbed
    client.send(initialize());
    QVERIFY(client.answer(0).contains(u"result"_s));
}

void TestMcpDoors::unfitDirectoryCostsTheSocketOnly()
{
    DoorWorld world;
    world.settings.mcpSocket =
        world.dir.filePath(u"a/very/long/path/"_s) + QString(100, u'x') + "/mcp.sock"_L1;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.greet());
    QVERIFY(std::ranges::any_of(world.events.recent(), [](const MonitorEvent &event) {
        return event.kind == "no_socket"_L1 && event.message.contains(u"too long"_s);
    }));
}

void TestMcpDoors::closingIsOrderly()
{
    DoorWorld world;
    world.open();
    LocalClient local(world.settings.mcpSocket);
    local.send(initialize());
    QVERIFY(local.answer(0).contains(u"result"_s));
    WsClient overWebSocket(world.port());
    QVERIFY(overWebSocket.waitConnected());
    overWebSocket.send(initialize());
    QTRY_COMPARE(overWebSocket.frames.size(), 1);
    QSignalSpy closed(world.frontEnds.get(), &FrontEnds::allClosed);
    world.frontEnds->stopAccepting();
    QVERIFY(!QFile::exists(world.settings.mcpSocket));
    world.frontEnds->closeAll(1001, u"the end"_s);
    QTRY_COMPARE(closed.size(), 1);
    QTRY_VERIFY(local.isClosed());
    QVERIFY(overWebSocket.waitClosed());
    QCOMPARE(overWebSocket.closeCode(), 1001);
}

void TestMcpDoors::webSocketSpeaksMcp()
{
    DoorWorld world;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.waitConnected());
    client.send(initialize());
    QTRY_COMPARE(client.frames.size(), 1);
    QCOMPARE(client.frames.constFirst()[u"result"][u"protocolVersion"].toString(), u"2025-11-25"_s);
    client.send(call(1, u"echo"_s, {{u"prompt"_s, u"hello"_s}}));
    QTRY_COMPARE(client.frames.size(), 2);
    QVERIFY(lineOf(client.frames.constLast()).contains("hello"));
    // Once chosen the protocol stays.
    client.send({{u"op"_s, u"hello"_s}});
    QTRY_COMPARE(client.frames.size(), 3);
    QVERIFY(client.frames.constLast().contains(u"error"_s));
}

void TestMcpDoors::webSocketTokenIsChecked_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("meta");
    QTest::addColumn<bool>("isLetIn");
    QTest::newRow("header") << QByteArray("Bearer " + Token.toUtf8()) << QString() << true;
    QTest::newRow("message") << QByteArray() << Token << true;
    QTest::newRow("neither") << QByteArray() << QString() << false;
    QTest::newRow("wrong header") << QByteArray("Bearer wrong") << QString() << false;
    QTest::newRow("wrong header, right message") << QByteArray("Bearer wrong") << Token << false;
    QTest::newRow("wrong message") << QByteArray() << u"wrong"_s << false;
}

void TestMcpDoors::webSocketTokenIsChecked()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, meta);
    QFETCH(bool, isLetIn);
    DoorWorld world;
    world.settings.token = Secret(Token.toUtf8());
    world.open();
    QWebSocket socket;
    QStringList frames;
    connect(&socket, &QWebSocket::textMessageReceived, this, [&](const QString &text) { frames << text; });
    QNetworkRequest upgrade(QUrl(u"ws://127.0.0.1:%1/"_s.arg(world.port())));
    if (!header.isEmpty())
        upgrade.setRawHeader("Authorization", header);
    socket.open(upgrade);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QJsonObject first =
        initialize(meta.isEmpty() ? QJsonObject() : QJsonObject{{u"exaid/token"_s, meta}});
    socket.sendTextMessage(QString::fromUtf8(lineOf(first)));
    QTRY_COMPARE(frames.size(), 1);
    const QJsonObject answer = QJsonDocument::fromJson(frames.constFirst().toUtf8()).object();
    QCOMPARE(answer.contains(u"result"_s), isLetIn);
    QCOMPARE(answer[u"id"].toInt(-1), 0);
    if (!isLetIn) {
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(static_cast<int>(socket.closeCode()), 4003);
    }
}

void TestMcpDoors::webSocketThatClosesCancelsItsCalls()
{
    DoorWorld world;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.waitConnected());
    client.send(initialize());
    client.send(call(1, u"hang"_s));
    QTRY_COMPARE(world.calls.liveCount(), 1);
    client.socket().abort();
    QTRY_COMPARE(world.calls.liveCount(), 0);
    QTRY_COMPARE(world.frontEnds->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestMcpDoors)
#include "tst_mcpdoors.moc"
