#include "core/frontends/dawdlerwatch.h"
#include "frontendworld.h"
#include "mcpclient.h"

#include <QTest>
#include <algorithm>
#include <vector>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// MCP over real HTTP, both eras, with a scripted engine behind it.
class tst_mcphttp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void legacySessionLives();
    void sessionRules();
    void versionHeaderRules_data();
    void versionHeaderRules();
    void endedSessionIsGone();
    void droppedLegacyConnectionKeepsItsCall();
    void resumesByLastEventId();
    void graceEndsADroppedCall();
    void cancelsByNotification();
    void getStreamCarriesNews();

    void modernNeedsNoSession();
    void headersMustMatch_data();
    void headersMustMatch();
    void closedModernStreamFreesTheSlot();
    void removedMethodsAre404();
    void listensUntilTheEnd();

    void headLeavesAtOnceAndCommentsFollow();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void asksForTheToken();
    void keepsConnectionsAndOrder();
    void takesLargeRequestsAndAnswers();
    void deadSessionsMakeRoom();
    void slowReaderIsCut();
    void slowHeadIsCut();
    void dawdlersLockNobodyOut_data();
    void dawdlersLockNobodyOut();
    void onlySomeDawdlersStay_data();
    void onlySomeDawdlersStay();

private:
    void open();
    std::unique_ptr<FrontEndWorld> m_world;
};

namespace {

class NamedTool final : public Tool
{
public:
    explicit NamedTool(const QString &name)
    {
        m_definition.name = name;
        m_definition.inputSchema = {{u"type"_s, u"object"_s}};
    }
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return CallPlan(); }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &) const override { return nullptr; }

private:
    ToolDefinition m_definition;
};

QString textOf(const QJsonObject &message)
{
    return message[u"result"].toObject()[u"content"].toArray()[0].toObject()[u"text"].toString();
}

int errorOf(const QJsonObject &message)
{
    return message[u"error"].toObject()[u"code"].toInt();
}

} // namespace

void tst_mcphttp::init()
{
    m_world = std::make_unique<FrontEndWorld>();
    for (const char *name : {"echo", "hang", "wait"})
        m_world->tools.add(std::make_unique<NamedTool>(QString::fromLatin1(name)));
}

void tst_mcphttp::open()
{
    m_world->open();
}

void tst_mcphttp::cleanup()
{
    m_world.reset();
}

void tst_mcphttp::legacySessionLives()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    QVERIFY(session.size() >= 43);
    client.postLegacy(session, rpc({}, u"notifications/initialized"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 202);
    client.clear();
    client.postLegacy(session, rpc(1, u"tools/list"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.lastMessage()[u"result"].toObject()[u"tools"].toArray().size(), 4); // and result
    client.clear();
    client.postLegacy(session, rpc(2, u"tools/call"_s, toolCall(u"echo"_s, {{u"prompt"_s, u"hi"_s}})));
    QVERIFY(client.waitAnswer());
    QCOMPARE(textOf(client.lastMessage()), u"hi"_s);
    QCOMPARE(client.header("Content-Type"), "text/event-stream");
    QCOMPARE(client.eventIds().size(), 2); // the first has no data
}

void tst_mcphttp::sessionRules()
{
    open();
    McpClientConnection client(m_world->port());
    client.post(rpc(1, u"tools/list"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 400);
    client.clear();
    client.postLegacy("nobody", rpc(1, u"tools/list"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 404);
    QCOMPARE(client.lastMessage()[u"id"].toInt(), 1);
}

void tst_mcphttp::versionHeaderRules_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 200;
    QTest::newRow("the same") << QByteArray("2025-11-25") << 200;
    QTest::newRow("another that is known") << QByteArray("2025-06-18") << 200;
    QTest::newRow("unknown") << QByteArray("1999-01-01") << 400;
}

void tst_mcphttp::versionHeaderRules()
{
    QFETCH(QByteArray, version);
    QFETCH(int, status);
    open();
    McpClientConnection client(m_world->port());
    QByteArray headers = "Mcp-Session-Id: " + client.initialize() + "\r\n";
    if (!version.isEmpty())
        headers += "MCP-Protocol-Version: " + version + "\r\n";
    client.post(rpc(1, u"tools/list"_s), headers);
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), status);
}

void tst_mcphttp::endedSessionIsGone()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    client.postLegacy(session, rpc(1, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    McpClientConnection other(m_world->port());
    other.request("DELETE", "Mcp-Session-Id: " + session + "\r\n");
    QVERIFY(other.waitAnswer());
    QCOMPARE(other.status(), 204);
    QTRY_COMPARE(m_world->calls.liveCount(), 0);
    QVERIFY(client.waitClosed());
    other.clear();
    other.postLegacy(session, rpc(2, u"tools/list"_s));
    QVERIFY(other.waitAnswer());
    QCOMPARE(other.status(), 404);
}

void tst_mcphttp::droppedLegacyConnectionKeepsItsCall()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    auto dropped = std::make_unique<McpClientConnection>(m_world->port());
    dropped->postLegacy(session, rpc(7, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    QVERIFY(dropped->waitFor("id: "));
    const QByteArray lastEvent = dropped->eventIds().last();
    dropped.reset();
    client.postLegacy(session, rpc(8, u"ping"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(m_world->calls.liveCount(), 1);

    Answer answer;
    answer.text = u"kept"_s;
    m_world->calls.finish(m_world->calls.live().begin()->first, answer);
    McpClientConnection back(m_world->port());
    back.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + session +
                            "\r\nLast-Event-ID: " + lastEvent + "\r\n");
    QVERIFY(back.waitAnswer());
    QCOMPARE(textOf(back.lastMessage()), u"kept"_s);
    QCOMPARE(back.lastMessage()[u"id"].toInt(), 7);
}

void tst_mcphttp::resumesByLastEventId()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    auto dropped = std::make_unique<McpClientConnection>(m_world->port());
    dropped->postLegacy(session, rpc(7, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QVERIFY(dropped->waitFor("id: "));
    const QByteArray lastEvent = dropped->eventIds().last();
    dropped.reset();
    McpClientConnection back(m_world->port()); // before the answer is there
    back.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + session +
                            "\r\nLast-Event-ID: " + lastEvent + "\r\n");
    QVERIFY(back.waitFor("id: "));
    Answer answer;
    answer.text = u"late"_s;
    m_world->calls.finish(m_world->calls.live().begin()->first, answer);
    QVERIFY(back.waitAnswer());
    QCOMPARE(textOf(back.lastMessage()), u"late"_s);

    McpClientConnection wrong(m_world->port());
    wrong.request("GET",
                  "Accept: text/event-stream\r\nMcp-Session-Id: " + session + "\r\nLast-Event-ID: 99-1\r\n");
    QVERIFY(wrong.waitAnswer());
    QCOMPARE(wrong.status(), 400);
}

void tst_mcphttp::graceEndsADroppedCall()
{
    m_world->settings.resumeGrace = 50ms;
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    client.postLegacy(session, rpc(7, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    client.socket().abort();
    QTRY_COMPARE(m_world->calls.liveCount(), 0);
}

void tst_mcphttp::cancelsByNotification()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    client.postLegacy(session, rpc(7, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    McpClientConnection other(m_world->port());
    other.postLegacy(session, rpc({}, u"notifications/cancelled"_s, {{u"requestId"_s, 7}}));
    QVERIFY(other.waitAnswer());
    QCOMPARE(other.status(), 202);
    QTRY_COMPARE(m_world->calls.liveCount(), 0);
    QVERIFY(client.waitAnswer()); // the stream ends, without an answer
    QVERIFY(client.messages().isEmpty());
}

void tst_mcphttp::getStreamCarriesNews()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    client.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + session + "\r\n");
    QVERIFY(client.waitFor("id: "));
    Q_EMIT m_world->frontEnds->mcp().offerings().listChanged(mcp::McpList::Tools);
    QVERIFY(client.waitFor("notifications/tools/list_changed"));
}

void tst_mcphttp::modernNeedsNoSession()
{
    open();
    McpClientConnection client(m_world->port());
    client.postModern(u"server-discover-probe-1"_s, u"server/discover"_s, {});
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 200);
    QCOMPARE(client.header("Content-Type"), "application/json");
    QCOMPARE(client.lastMessage()[u"id"].toString(), u"server-discover-probe-1"_s);
    QVERIFY(client.header("Mcp-Session-Id").isEmpty());
    client.clear();
    client.postModern(1, u"tools/call"_s, toolCall(u"echo"_s, {{u"prompt"_s, u"hi"_s}}));
    QVERIFY(client.waitAnswer());
    QCOMPARE(textOf(client.lastMessage()), u"hi"_s);
    QVERIFY(client.eventIds().isEmpty());
    QVERIFY(!client.isClosed());
}

void tst_mcphttp::headersMustMatch_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    const QByteArray version = "MCP-Protocol-Version: 2026-07-28\r\n";
    const QByteArray method = "Mcp-Method: tools/call\r\n";
    const QByteArray name = "Mcp-Name: echo\r\n";
    QTest::newRow("all") << version + method + name << 200 << 0;
    QTest::newRow("other case") << version + "MCP-METHOD: tools/call\r\nmcp-name:   echo  \r\n" << 200 << 0;
    QTest::newRow("base64") << version + method + "Mcp-Name: =?base64?ZWNobw==?=\r\n" << 200 << 0;
    QTest::newRow("broken base64") << version + method + "Mcp-Name: =?base64?ZWNobw?=\r\n" << 400 << -32020;
    QTest::newRow("no version") << method + name << 400 << -32020;
    QTest::newRow("wrong version") << "MCP-Protocol-Version: 2025-11-25\r\n" + method + name << 400 << -32020;
    QTest::newRow("no method") << version + name << 400 << -32020;
    QTest::newRow("wrong method") << version + "Mcp-Method: tools/list\r\n" + name << 400 << -32020;
    QTest::newRow("method in capitals") << version + "Mcp-Method: TOOLS/CALL\r\n" + name << 400 << -32020;
    QTest::newRow("no name") << version + method << 400 << -32020;
    QTest::newRow("two names") << version + method + name + name << 400 << -32020;
    QTest::newRow("wrong name") << version + method + "Mcp-Name: hang\r\n" << 400 << -32020;
}

void tst_mcphttp::headersMustMatch()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    QFETCH(int, code);
    open();
    McpClientConnection client(m_world->port());
    const QJsonObject meta{{u"io.modelcontextprotocol/protocolVersion"_s, u"2026-07-28"_s},
                           {u"io.modelcontextprotocol/clientCapabilities"_s, QJsonObject()}};
    QJsonObject params = toolCall(u"echo"_s, {{u"prompt"_s, u"hi"_s}});
    params.insert(u"_meta"_s, meta);
    client.post(rpc(5, u"tools/call"_s, params), headers);
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), status);
    QCOMPARE(errorOf(client.lastMessage()), code);
    QCOMPARE(client.lastMessage()[u"id"].toInt(), 5);
}

void tst_mcphttp::closedModernStreamFreesTheSlot()
{
    open();
    McpClientConnection client(m_world->port());
    client.postModern(1, u"tools/call"_s, toolCall(u"hang"_s, {}));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    client.socket().abort();
    QTRY_VERIFY(!m_world->calls.cancelled.isEmpty() || !m_world->calls.abandoned.isEmpty());
    QTRY_COMPARE(m_world->calls.liveCount(), 0);
}

void tst_mcphttp::removedMethodsAre404()
{
    open();
    McpClientConnection client(m_world->port());
    for (const char *method : {"ping", "logging/setLevel", "no/such"}) {
        client.postModern(3, QString::fromLatin1(method), {});
        QVERIFY(client.waitAnswer());
        QCOMPARE(client.status(), 404);
        QCOMPARE(errorOf(client.lastMessage()), -32601);
        client.clear();
    }
    client.request("GET", "Accept: text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n");
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 405);
}

void tst_mcphttp::listensUntilTheEnd()
{
    open();
    McpClientConnection client(m_world->port());
    client.postModern(u"listen:0"_s, u"subscriptions/listen"_s,
                      {{u"notifications"_s, QJsonObject{{u"toolsListChanged"_s, true}}}});
    QVERIFY(client.waitFor("notifications/subscriptions/acknowledged"));
    m_world->frontEnds->closeAll(1001, u"the end"_s);
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.lastMessage()[u"id"].toString(), u"listen:0"_s);
    QVERIFY(client.lastMessage().contains(u"result"_s));
    QVERIFY(client.waitClosed());
}

void tst_mcphttp::headLeavesAtOnceAndCommentsFollow()
{
    m_world->settings.mcpKeepAlive = 20ms;
    open();
    McpClientConnection client(m_world->port());
    client.postModern(1, u"tools/call"_s, toolCall(u"hang"_s, {}));
    QVERIFY(client.waitFor("text/event-stream"));
    QTRY_VERIFY(client.received.count(": keep-alive") >= 3);
}

void tst_mcphttp::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray json =
        "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";
    QTest::newRow("foreign host")
        << QByteArray("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n") << 421;
    QTest::newRow("foreign origin") << post + "Origin: http://evil.example\r\nContent-Length: 0\r\n\r\n"
                                    << 403;
    QTest::newRow("no JSON type") << post + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}" << 415;
    QTest::newRow("accepts neither")
        << post + "Content-Type: application/json\r\nAccept: text/html\r\nContent-Length: 2\r\n\r\n{}" << 406;
    QTest::newRow("not JSON") << post + json + "Content-Length: 1\r\n\r\n{" << 400;
    QTest::newRow("not JSON-RPC") << post + json + "Content-Length: 2\r\n\r\n{}" << 400;
    QTest::newRow("chunked") << post + json +
                                    "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
                             << 400;
    QTest::newRow("broken chunk") << post + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" << 400;
    QTest::newRow("two lengths") << post + json + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" << 400;
    QTest::newRow("body too large") << post + json + "Content-Length: 99999999\r\n\r\n" << 413;
    QTest::newRow("chunk too large") << post + json + "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n" << 413;
    QTest::newRow("other method") << QByteArray(
                                         "PUT /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                                  << 405;
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
}

void tst_mcphttp::refusesBadRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    open();
    RawClient client(m_world->port());
    client.write(request);
    QVERIFY(client.waitFor("\r\n\r\n"));
    QCOMPARE(client.status(), status);
}

void tst_mcphttp::asksForTheToken()
{
    m_world->settings.token = Secret("0123456789abcdef");
    open();
    McpClientConnection client(m_world->port());
    for (const char *header :
         {"", "Authorization: Bearer wrong\r\n", "Authorization: Basic 0123456789abcdef\r\n"}) {
        client.post(rpc(1, u"ping"_s), header);
        QVERIFY(client.waitAnswer());
        QCOMPARE(client.status(), 401);
        QCOMPARE(client.header("WWW-Authenticate"), "Bearer");
        client.clear();
    }
    client.post(rpc(0, u"initialize"_s, {{u"protocolVersion"_s, u"2025-11-25"_s}}),
                "authorization: bearer 0123456789abcdef\r\n");
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 200);
}

void tst_mcphttp::keepsConnectionsAndOrder()
{
    open();
    McpClientConnection client(m_world->port());
    const QByteArray session = client.initialize();
    for (int i = 1; i <= 20; ++i) // all ahead of the first answer
        client.postLegacy(session, rpc(i, u"ping"_s));
    QTRY_COMPARE(client.received.count("\"result\""), 20);
    QVERIFY(client.received.indexOf("\"id\":1,") < client.received.indexOf("\"id\":20,"));
}

void tst_mcphttp::takesLargeRequestsAndAnswers()
{
    open();
    McpClientConnection client(m_world->port());
    const QString text(3'000'000, u'x');
    client.postModern(1, u"tools/call"_s, toolCall(u"echo"_s, {{u"prompt"_s, text}}));
    QVERIFY(client.waitAnswer(20'000));
    QCOMPARE(textOf(client.lastMessage()).size(), text.size());
}

void tst_mcphttp::deadSessionsMakeRoom()
{
    m_world->settings.mcpMaxSessions = 3;
    open();
    McpClientConnection busy(m_world->port());
    const QByteArray kept = busy.initialize();
    busy.postLegacy(kept, rpc(1, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    McpClientConnection client(m_world->port());
    const QByteArray dead = client.initialize();
    for (int i = 0; i < 100; ++i)
        QVERIFY(!client.initialize().isEmpty());
    QCOMPARE(m_world->frontEnds->mcp().http().sessionCount(), 3);
    client.postLegacy(kept, rpc(2, u"ping"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 200);
    client.clear();
    client.postLegacy(dead, rpc(2, u"ping"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 404);
}

void tst_mcphttp::slowReaderIsCut()
{
    m_world->settings.outboxHardBytes = 1'000'000;
    open();
    McpClientConnection client(m_world->port());
    client.socket().setReadBufferSize(1024);
    client.isDeaf = true;
    client.postModern(1, u"tools/call"_s, toolCall(u"hang"_s, {}, u"t"_s));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    Answer answer;
    answer.text = QString(16'000'000, u'x');
    m_world->calls.finish(m_world->calls.live().begin()->first, answer);
    QTRY_COMPARE(m_world->frontEnds->connectionCount(), 0);
}

void tst_mcphttp::slowHeadIsCut()
{
    open();
    RawClient client(m_world->port());
    client.write("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Le");
    QVERIFY(client.waitFor("408", 8'000)); // the head has 5 s
}

void tst_mcphttp::dawdlersLockNobodyOut_data()
{
    QTest::addColumn<QByteArray>("beginning");
    const QByteArray head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << head;
    QTest::newRow("half a body") << head + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    QTest::newRow("idle") << head + "Content-Length: 0\r\n\r\n"; // 415, then nothing
}

void tst_mcphttp::dawdlersLockNobodyOut()
{
    QFETCH(QByteArray, beginning);
    m_world->settings.maxConnectionsLoopback = 8;
    open();
    McpClientConnection busy(m_world->port());
    const QByteArray session = busy.initialize();
    busy.postLegacy(session, rpc(1, u"tools/call"_s, toolCall(u"hang"_s, {})));
    QTRY_COMPARE(m_world->calls.liveCount(), 1);
    std::vector<std::unique_ptr<RawClient>> dawdlers;
    for (int i = 0; i < 20; ++i) {
        dawdlers.push_back(std::make_unique<RawClient>(m_world->port()));
        dawdlers.back()->write(beginning);
    }
    // Not at once: whoever has only just come gets some time.
    QTRY_VERIFY(!McpClientConnection(m_world->port()).initialize().isEmpty());
    QCOMPARE(m_world->calls.liveCount(), 1); // whoever has a call keeps its connection
    QVERIFY(!busy.isClosed());
}

void tst_mcphttp::onlySomeDawdlersStay_data()
{
    QTest::addColumn<QByteArray>("beginning");
    const QByteArray head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("half a head") << head;
    QTest::newRow("half a body") << head + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
}

// Also where there is room for more: they slow everybody down a little.
void tst_mcphttp::onlySomeDawdlersStay()
{
    QFETCH(QByteArray, beginning);
    open();
    std::vector<std::unique_ptr<RawClient>> dawdlers;
    constexpr int Most = DawdlerWatch::Most;
    for (int i = 0; i < Most + 30; ++i) {
        dawdlers.push_back(std::make_unique<RawClient>(m_world->port()));
        dawdlers.back()->write(beginning);
    }
    QTRY_COMPARE(m_world->frontEnds->connectionCount(), Most + 30);
    QTRY_VERIFY_WITH_TIMEOUT((McpClientConnection(m_world->port()).initialize(),
                              m_world->frontEnds->connectionCount() <= Most + 2),
                             20'000);
    QVERIFY(std::ranges::count_if(dawdlers, [](const auto &client) { return client->isClosed(); }) <= 30);
}

QTEST_GUILESS_MAIN(tst_mcphttp)
#include "tst_mcphttp.moc"
