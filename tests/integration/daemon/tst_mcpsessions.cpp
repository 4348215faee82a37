// The life of MCP sessions, with a whole daemon, a mock provider and real sockets: a user's "disconnect", a
// connection that breaks, sessions nobody comes back to.

#include "core/frontends/local/bridgegreeting.h"
#include "daemonthread.h"
#include "localclient.h"
#include "mcpclient.h"
#include "tests/support/instrumented.h"
#include "tests/support/mockprovider.h"
#include "wsclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Model = u"glm-4.5-flash"_s;

QJsonObject chat(const QString &prompt)
{
    return toolCall(u"chat"_s, {{u"prompt"_s, prompt}, {u"model"_s, Model}});
}

QJsonObject hello()
{
    return rpc(0, u"initialize"_s,
               {{u"protocolVersion"_s, u"2025-11-25"_s},
                {u"capabilities"_s, QJsonObject()},
                {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}}}});
}

class World
{
public:
    explicit World(int maxSessions = 1'000)
        : daemon(settingsOf(maxSessions))
    {}

    // The public names of the sessions there are.
    QStringList sessions()
    {
        QStringList names;
        daemon.run([&](Daemon &d) {
            for (const SessionSnapshot &session : d.snapshot().sessions)
                names.append(session.name);
        });
        return names;
    }
    // As the dashboard does it.
    QJsonObject disconnectSession(const QString &name)
    {
        QJsonObject said;
        daemon.run([&](Daemon &d) {
            d.monitor().ask(u"session_disconnect"_s, {{u"session"_s, name}},
                            [&](const Result<QJsonObject> &answer) {
                                if (answer)
                                    said = *answer;
                            });
        });
        return said;
    }

    QTemporaryDir dir;
    const QString socket = dir.filePath(u"mcp.sock"_s);
    MockProvider mock;
    DaemonThread daemon;

private:
    Settings settingsOf(int maxSessions) const
    {
        Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
        settings.server.mcpSocket = socket;
        settings.limits.maxSessions = maxSessions;
        return settings;
    }
};

bool isAnswer(const QJsonObject &message)
{
    return message[u"result"].isObject() && !message[u"result"][u"isError"].toBool();
}

bool holdsText(const QList<QJsonObject> &messages, const QString &text)
{
    return std::ranges::any_of(messages, [&](const QJsonObject &message) {
        return QJsonDocument(message).toJson(QJsonDocument::Compact).contains(text.toUtf8());
    });
}

// The answer of that id came, and before the farewell.
bool answeredThenTold(const QList<QJsonObject> &messages, int id)
{
    const auto answer = std::ranges::find_if(
        messages, [&](const QJsonObject &m) { return m[u"id"].toInt(-1) == id && m.contains(u"result"_s); });
    const auto farewell = std::ranges::find_if(
        messages, [](const QJsonObject &m) { return m[u"method"] == "notifications/message"_L1; });
    return answer != messages.end() && farewell != messages.end() && answer < farewell &&
           (*farewell)[u"params"][u"data"].toString().contains(u"disconnected by the user"_s);
}

} // namespace

class tst_mcpsessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void disconnectEndsALocalConnection_data();
    void disconnectEndsALocalConnection();
    void disconnectEndsAWebSocket();
    void disconnectEndsAnHttpSession();
    void disconnectEndsStatelessStreams();
    void statelessClientsAreToldApartByProcess();
    void resumptionDeliversExactlyOnce();
    void keptAnswersAreBoundedInAll();
    void deadSessionsLockNobodyOut();
};

void tst_mcpsessions::disconnectEndsALocalConnection_data()
{
    QTest::addColumn<bool>("isBridge");
    QTest::newRow("a program of its own") << false;
    QTest::newRow("the bridge of a host") << true;
}

void tst_mcpsessions::disconnectEndsALocalConnection()
{
    QFETCH(bool, isBridge);
    World world;
    QVERIFY(world.daemon.started());
    LocalClient other(world.socket);
    other.send(hello());
    QVERIFY(other.answer(0).contains(u"result"_s));
    LocalClient client(world.socket);
    if (isBridge)
        client.socket.write(BridgeGreeting{u"1"_s, 4711, u"host"_s, u"session-a"_s, {}}.toLine() + '\n');
    client.send(hello());
    client.send(rpc(1, u"tools/call"_s, chat(u"[mock hang=first]"_s)));
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 1);
    const QStringList sessions = world.sessions();
    QCOMPARE(sessions.size(), 1);

    const QJsonObject said = world.disconnectSession(sessions.constFirst());
    QCOMPARE(said[u"connections"].toInt(), 1);
    QCOMPARE(said[u"calls"].toInt(), 1);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(answeredThenTold(client.messages, 1));
    QVERIFY(holdsText(client.messages, u"CANCELLED"_s));
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 0);
    QVERIFY(world.sessions().isEmpty());
    QVERIFY(!other.isClosed());

    LocalClient again(world.socket); // it may come back
    again.send(hello());
    again.send(rpc(1, u"tools/call"_s, chat(u"[mock tokens=1]"_s)));
    QVERIFY(isAnswer(again.answer(1)));
}

void tst_mcpsessions::disconnectEndsAWebSocket()
{
    World world;
    QVERIFY(world.daemon.started());
    WsClient client(world.daemon.port());
    QVERIFY(client.waitConnected());
    client.send(hello());
    client.send(rpc(1, u"tools/call"_s, chat(u"[mock hang=first]"_s)));
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 1);
    const QJsonObject said = world.disconnectSession(world.sessions().value(0));
    QCOMPARE(said[u"connections"].toInt(), 1);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.closeCode(), 4008);
    QVERIFY(client.closeReason().contains(u"disconnected by the user"_s));
    QVERIFY(answeredThenTold(client.frames, 1));
    QVERIFY(world.sessions().isEmpty());
}

// Its next request gets the 404 on which clients begin a new session.
void tst_mcpsessions::disconnectEndsAnHttpSession()
{
    World world;
    QVERIFY(world.daemon.started());
    McpClientConnection client(world.daemon.port());
    const QByteArray session = client.initialize();
    client.postLegacy(session, rpc(1, u"tools/call"_s, chat(u"[mock hang=first]"_s)));
    McpClientConnection listener(world.daemon.port());
    listener.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + session + "\r\n");
    QVERIFY(listener.waitFor("id: "));
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 1);

    QCOMPARE(world.disconnectSession(world.sessions().value(0))[u"connections"].toInt(), 1);
    QVERIFY(client.waitAnswer()); // the answer and the end of its stream
    QVERIFY(holdsText(client.messages(), u"CANCELLED"_s));
    QVERIFY(listener.waitAnswer()); // not cut: the stream ends
    QVERIFY(holdsText(listener.messages(), u"disconnected by the user"_s));
    QVERIFY(world.sessions().isEmpty());
    client.clear();
    client.postLegacy(session, rpc(2, u"tools/list"_s));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.status(), 404);
    client.clear();
    QVERIFY(!client.initialize().isEmpty());
}

void tst_mcpsessions::disconnectEndsStatelessStreams()
{
    World world;
    QVERIFY(world.daemon.started());
    McpClientConnection listener(world.daemon.port());
    listener.postModern(u"listen:0"_s, u"subscriptions/listen"_s,
                        {{u"notifications"_s, QJsonObject{{u"toolsListChanged"_s, true}}}});
    QVERIFY(listener.waitFor("acknowledged"));
    McpClientConnection client(world.daemon.port());
    client.postModern(1, u"tools/call"_s, chat(u"[mock hang=first]"_s));
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 1);

    QCOMPARE(world.disconnectSession(world.sessions().value(0))[u"connections"].toInt(), 2);
    QVERIFY(client.waitAnswer());
    QVERIFY(holdsText(client.messages(), u"CANCELLED"_s));
    QVERIFY(listener.waitAnswer());
    QCOMPARE(listener.lastMessage()[u"id"].toString(), u"listen:0"_s);
    QVERIFY(listener.lastMessage().contains(u"result"_s));
    QVERIFY(world.sessions().isEmpty());
}

// Two windows of the same host have the same name and address.
void tst_mcpsessions::statelessClientsAreToldApartByProcess()
{
    if (!QFile::exists(u"/proc/net/tcp"_s))
        QSKIP("this system does not tell whose a connection is");
    World world;
    QVERIFY(world.daemon.started());
    std::vector<std::unique_ptr<McpClientConnection>> own;
    for (int i = 0; i < 3; ++i) {
        own.push_back(std::make_unique<McpClientConnection>(world.daemon.port()));
        own.back()->postModern(i, u"tools/call"_s, toolCall(u"version"_s, {}));
        QVERIFY(own.back()->waitAnswer());
        QVERIFY(isAnswer(own.back()->lastMessage()));
    }
    QCOMPARE(world.sessions().size(), 1);

    QProcess other;
    other.start(
        u"/usr/bin/python3"_s,
        {u"-c"_s,
         u"import http.client, json, sys\n"
         "meta = {'io.modelcontextprotocol/protocolVersion': '2026-07-28',\n"
         "        'io.modelcontextprotocol/clientCapabilities': {},\n"
         "        'io.modelcontextprotocol/clientInfo': {'name': 'test', 'version': '1'}}\n"
         "body = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call',\n"
         "        'params': {'name': 'version', 'arguments': {}, '_meta': meta}}\n"
         "c = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))\n"
         "c.request('POST', '/mcp', json.dumps(body), {'Content-Type': 'application/json',\n"
         "    'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'version'})\n"
         "print(c.getresponse().status)\n"_s,
         QString::number(world.daemon.port())});
    QVERIFY(QTest::qWaitFor([&] { return other.state() == QProcess::NotRunning; }, 20'000));
    QCOMPARE(other.readAllStandardOutput().trimmed(), "200");
    QCOMPARE(world.sessions().size(), 2);
}

void tst_mcpsessions::resumptionDeliversExactlyOnce()
{
    World world;
    QVERIFY(world.daemon.started());
    McpClientConnection client(world.daemon.port());
    const QByteArray session = client.initialize();
    auto broken = std::make_unique<McpClientConnection>(world.daemon.port());
    broken->postLegacy(session, rpc(7, u"tools/call"_s, chat(u"[mock delay=300 tokens=3]"_s)));
    QVERIFY(broken->waitFor("id: "));
    const QByteArray primed = broken->eventIds().constLast();
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 1);
    broken.reset();
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 0);
    QVERIFY(world.mock.stats().aborts().isEmpty()); // a dropped connection is not a cancel

    const auto resume = [&](const QByteArray &lastEvent) {
        auto back = std::make_unique<McpClientConnection>(world.daemon.port());
        back->request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + session +
                                 "\r\nLast-Event-ID: " + lastEvent + "\r\n");
        back->waitAnswer();
        return back;
    };
    const auto first = resume(primed);
    QCOMPARE(first->status(), 200);
    QCOMPARE(first->messages().size(), 1);
    QCOMPARE(first->lastMessage()[u"id"].toInt(), 7);
    QVERIFY(holdsText(first->messages(), u"t0 t1 t2"_s));
    // What it has got it does not get again; what another stream has said neither.
    const auto second = resume(first->eventIds().constLast());
    QCOMPARE(second->status(), 200);
    QVERIFY(second->messages().isEmpty());
    client.postLegacy(session, rpc(8, u"tools/call"_s, chat(u"[mock tokens=1]"_s)));
    QVERIFY(client.waitAnswer());
    QCOMPARE(client.messages().size(), 1);
    QCOMPARE(client.lastMessage()[u"id"].toInt(), 8);
    QCOMPARE(world.mock.stats().counts().requests, 2);

    // Another session learns nothing of it.
    McpClientConnection stranger(world.daemon.port());
    const QByteArray other = stranger.initialize();
    stranger.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + other +
                                "\r\nLast-Event-ID: " + primed + "\r\n");
    QVERIFY(stranger.waitAnswer());
    QCOMPARE(stranger.status(), 400);
}

// By EXAI_RESUME_MAX_RESULTS and EXAI_RESUME_MAX_BYTES; the oldest go first, whosoever they are.
void tst_mcpsessions::keptAnswersAreBoundedInAll()
{
    World world;
    QVERIFY(world.daemon.started());
    world.daemon.run([](Daemon &daemon) {
        Settings settings = settingsFor({}, {});
        settings.server.resumeMaxResults = 3;
        daemon.applySettings(settings, u"fewer"_s);
    });
    QList<QByteArray> sessions;
    QList<QByteArray> primed;
    for (int i = 0; i < 5; ++i) {
        McpClientConnection client(world.daemon.port());
        sessions.append(client.initialize());
        client.postLegacy(sessions.constLast(), rpc(1, u"tools/call"_s, chat(u"[mock tokens=1]"_s)));
        QVERIFY(client.waitAnswer());
        primed.append(client.eventIds().constFirst());
    }
    int kept = 0;
    for (int i = 0; i < 5; ++i) {
        McpClientConnection back(world.daemon.port());
        back.request("GET", "Accept: text/event-stream\r\nMcp-Session-Id: " + sessions.at(i) +
                                "\r\nLast-Event-ID: " + primed.at(i) + "\r\n");
        QVERIFY(back.waitAnswer());
        QCOMPARE(back.status(), i < 2 ? 400 : 200);
        kept += back.status() == 200 ? 1 : 0;
    }
    QCOMPARE(kept, 3);
}

// Each opens a session, lists and calls, then its connection is cut, its session never ended. 10,000 of them
// in the soak, fewer here; many times what may be in memory anyway.
void tst_mcpsessions::deadSessionsLockNobodyOut()
{
    const int wanted = qEnvironmentVariableIntValue("EXAID_DEAD_SESSIONS");
    const int count = wanted > 0 ? wanted : IsInstrumented ? 300 : 2'000;
    constexpr int AtOnce = 50;
    World world(5); // as a development machine has them
    QVERIFY(world.daemon.started());
    const auto oneCall = [&] { // of a newcomer, in milliseconds; negative: it got none
        QElapsedTimer time;
        time.start();
        McpClientConnection client(world.daemon.port());
        const QByteArray session = client.initialize();
        if (session.isEmpty())
            return -1.0;
        client.postLegacy(session, rpc(1, u"tools/call"_s, toolCall(u"version"_s, {})));
        if (!client.waitAnswer() || !isAnswer(client.lastMessage()))
            return -1.0;
        return static_cast<double>(time.nsecsElapsed()) / 1e6;
    };
    const double before = oneCall();
    QVERIFY(before >= 0);
    int dead = 0;
    int refused = 0;
    std::vector<double> newcomers;
    while (dead < count) {
        std::vector<std::unique_ptr<McpClientConnection>> batch;
        for (int i = 0; i < AtOnce; ++i) {
            batch.push_back(std::make_unique<McpClientConnection>(world.daemon.port()));
            batch.back()->post(hello());
        }
        for (const auto &client : batch) {
            QVERIFY(client->waitAnswer(20'000));
            const QByteArray session = client->header("Mcp-Session-Id");
            refused += session.isEmpty() ? 1 : 0;
            client->clear();
            client->postLegacy(session, rpc(1, u"tools/call"_s, toolCall(u"version"_s, {})));
        }
        for (const auto &client : batch)
            QVERIFY(client->waitAnswer(20'000));
        for (const auto &client : batch)
            client->socket().abort();
        dead += AtOnce;
        newcomers.push_back(oneCall());
        QVERIFY2(newcomers.back() >= 0, qPrintable(u"locked out after %1"_s.arg(dead)));
    }
    QCOMPARE(refused, 0);
    std::ranges::sort(newcomers);
    qInfo("%d dead sessions: a newcomer's first answer after %.1f ms before, then median %.1f ms, worst %.1f "
          "ms",
          dead, before, newcomers.at(newcomers.size() / 2), newcomers.back());
    if (!IsInstrumented)
        QVERIFY(newcomers.back() < 1'000);
}

QTEST_GUILESS_MAIN(tst_mcpsessions)
#include "tst_mcpsessions.moc"
