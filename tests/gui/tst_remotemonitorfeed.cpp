#include "core/time/systemtime.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "tests/gui/fakefeed.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The daemon's side of the monitor protocol, with a real socket.
class MonitorServer : public QObject
{
public:
    MonitorServer()
        : m_server(u"test"_s, QWebSocketServer::NonSecureMode)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, &MonitorServer::accept);
        listen(0);
    }

    ~MonitorServer() override { stop(); }

    void listen(quint16 port) { QVERIFY(m_server.listen(QHostAddress::LocalHost, port)); }
    quint16 port() const { return m_server.serverPort(); }

    void stop()
    {
        m_server.close();
        if (client)
            client->abort();
    }

    void send(const QJsonObject &frame)
    {
        client->sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    }

    void sendSnapshot(const Snapshot &snapshot = busySnapshot())
    {
        send({{u"op"_s, u"snapshot"_s}, {u"snapshot"_s, toJson(snapshot)}});
    }

    QPointer<QWebSocket> client;
    QList<QJsonObject> frames;
    QString path;
    int connections = 0;
    bool tokenOk = true;
    bool greets = true;

private:
    void accept()
    {
        client = m_server.nextPendingConnection();
        client->setParent(this);
        ++connections;
        path = client->requestUrl().path();
        connect(client.data(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            frames << QJsonDocument::fromJson(text.toUtf8()).object();
            if (greets && frames.constLast()[u"op"] == u"monitor_hello"_s)
                send({{u"op"_s, u"monitor_hello_ack"_s}, {u"ok"_s, tokenOk}});
        });
    }

    QWebSocketServer m_server;
};

RemoteMonitorFeed::Timing quickTiming()
{
    return {.answerLimit = 300ms, .greetingLimit = 400ms, .firstPause = 20ms, .longestPause = 80ms};
}

} // namespace

class TestRemoteMonitorFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_time = std::make_unique<SystemTimerService>(m_clock); }
    void greetsWithTheTokenAndTakesSnapshots();
    void sendsCommands();
    void questionsAreAnsweredOrFailAtOnce();
    void lostWithinTwoSecondsOfSilence();
    void comesBackAfterARestart();
    void refusedTokenIsSaid();
    void muteServerIsNotLive();
    void somethingElseOnThePort();
    void nobodyListens();
    void rubbishIsIgnored();

private:
    SystemClock m_clock;
    std::unique_ptr<SystemTimerService> m_time;
};

void TestRemoteMonitorFeed::greetsWithTheTokenAndTakesSnapshots()
{
    MonitorServer server;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret("s3cret"), *m_time,
                           quickTiming());
    QList<Snapshot> snapshots;
    QList<MonitorEvent> events;
    connect(&feed, &MonitorFeed::snapshotArrived, this, [&](const Snapshot &s) { snapshots << s; });
    connect(&feed, &MonitorFeed::eventsArrived, this, [&](const QList<MonitorEvent> &e) { events << e; });
    QTRY_COMPARE(server.frames.size(), 1);
    QCOMPARE(server.path, u"/monitor"_s);
    QCOMPARE(server.frames.constFirst(),
             (QJsonObject{{u"op"_s, u"monitor_hello"_s}, {u"token"_s, u"s3cret"_s}}));
    QCOMPARE(feed.link(), MonitorFeed::Link::Connecting); // an acknowledged greeting is not yet data
    server.sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    QCOMPARE(snapshots, QList<Snapshot>{busySnapshot()});
    const MonitorEvent event{7, 1'700'000'000'000, EventLevel::Warning, u"timed_out"_s, u"stalled"_s, {}};
    server.send({{u"op"_s, u"events"_s}, {u"events"_s, QJsonArray{toJson(event)}}});
    QTRY_COMPARE(events, QList<MonitorEvent>{event});
}

void TestRemoteMonitorFeed::sendsCommands()
{
    MonitorServer server;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret(), *m_time, quickTiming());
    feed.cancelCall(1); // dropped: nobody is there yet
    QTRY_COMPARE(server.frames.size(), 1);
    server.sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    feed.cancelCall(42);
    feed.cancelSession(u"claude-1"_s);
    feed.auditNow();
    QTRY_COMPARE(server.frames.size(), 4);
    QCOMPARE(server.frames.at(1), (QJsonObject{{u"op"_s, u"cancel_call"_s}, {u"id"_s, 42}}));
    QCOMPARE(server.frames.at(2),
             (QJsonObject{{u"op"_s, u"cancel_session"_s}, {u"session"_s, u"claude-1"_s}}));
    QCOMPARE(server.frames.at(3), (QJsonObject{{u"op"_s, u"audit"_s}}));
}

void TestRemoteMonitorFeed::questionsAreAnsweredOrFailAtOnce()
{
    MonitorServer server;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret(), *m_time, quickTiming());
    QStringList heard;
    const auto note = [&heard](const Result<QJsonObject> &answer) {
        heard << (answer ? QString::number((*answer)[u"n"].toInt()) : answer.error().code);
    };
    feed.ask(u"double"_s, {}, this, note);
    QVERIFY(heard.isEmpty()); // never from inside
    QTRY_COMPARE(heard, QStringList{u"not_connected"_s});
    QTRY_COMPARE(server.frames.size(), 1);
    server.sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);

    auto gone = std::make_unique<QObject>();
    feed.ask(u"double"_s, {{u"n"_s, 1}}, this, note);
    feed.ask(u"double"_s, {{u"n"_s, 2}}, this, note);
    feed.ask(u"double"_s, {{u"n"_s, 3}}, gone.get(), note);
    feed.ask(u"double"_s, {{u"n"_s, 4}}, this, note);
    gone.reset();
    QTRY_COMPARE(server.frames.size(), 5);
    QCOMPARE(server.frames.at(2),
             (QJsonObject{{u"op"_s, u"double"_s}, {u"n"_s, 2}, {u"request_id"_s, u"2"_s}}));
    const auto answer = [&server](const char *id, int n) {
        server.send({{u"op"_s, u"answer"_s},
                     {u"request_id"_s, QLatin1String(id)},
                     {u"body"_s, QJsonObject{{u"n"_s, n}}}});
    };
    answer("3", 6);
    answer("2", 40);
    answer("2", 41); // once only
    server.send(
        {{u"op"_s, u"error"_s}, {u"request_id"_s, u"1"_s}, {u"error"_s, QJsonObject{{u"code"_s, u"no"_s}}}});
    heard.clear();
    QTRY_COMPARE(heard, (QStringList{u"40"_s, u"no"_s}));
    server.client->abort(); // the last one is told when the daemon goes
    QTRY_COMPARE(heard, (QStringList{u"40"_s, u"no"_s, u"connection_lost"_s}));
}

void TestRemoteMonitorFeed::lostWithinTwoSecondsOfSilence()
{
    MonitorServer server;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret(), *m_time); // real timing
    QTRY_VERIFY(server.client);
    QTRY_COMPARE(server.frames.size(), 1);
    // A beat a second keeps it alive …
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] { server.sendSnapshot(); });
    beat.start(1'000);
    server.sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    const QSignalSpy changes(&feed, &MonitorFeed::linkChanged);
    QTest::qWait(2'500); // time itself is what is tested
    QCOMPARE(changes.count(), 0);
    // … silence with an open connection does not.
    beat.stop();
    QElapsedTimer silence;
    silence.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.link(), MonitorFeed::Link::Lost, 2'000);
    QVERIFY(!feed.problem().isEmpty());
}

void TestRemoteMonitorFeed::comesBackAfterARestart()
{
    auto server = std::make_unique<MonitorServer>();
    const quint16 port = server->port();
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, port), Secret(), *m_time, quickTiming());
    QTRY_COMPARE(server->frames.size(), 1);
    server->sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    server.reset();
    QTRY_COMPARE_WITH_TIMEOUT(feed.link(), MonitorFeed::Link::Lost, 250); // at once, not by the watchdog
    server = std::make_unique<MonitorServer>();
    server->stop();
    server->listen(port);
    QTRY_COMPARE(server->frames.size(), 1);
    QCOMPARE(feed.link(), MonitorFeed::Link::Lost); // until there is data
    server->sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    QVERIFY(feed.problem().isEmpty());
}

void TestRemoteMonitorFeed::refusedTokenIsSaid()
{
    MonitorServer server;
    server.tokenOk = false;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret("wrong"), *m_time,
                           quickTiming());
    QTRY_VERIFY(feed.problem().contains(u"EXAI_WS_TOKEN"_s));
    QVERIFY(!feed.problem().contains(u"wrong"_s));
    QCOMPARE(feed.link(), MonitorFeed::Link::Connecting);
    QTRY_VERIFY(server.connections >= 2); // and asks again, slowly
    server.tokenOk = true;
    const auto known = server.frames.size();
    QTRY_VERIFY(server.frames.size() > known);
    server.sendSnapshot();
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
}

void TestRemoteMonitorFeed::muteServerIsNotLive()
{
    MonitorServer server;
    server.greets = false;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret(), *m_time, quickTiming());
    QTRY_VERIFY(!feed.problem().isEmpty());
    QCOMPARE(feed.link(), MonitorFeed::Link::Connecting);
    QTRY_VERIFY(server.connections >= 3);
}

void TestRemoteMonitorFeed::somethingElseOnThePort()
{
    QTcpServer other; // takes the connection and answers something that is no WebSocket
    QVERIFY(other.listen(QHostAddress::LocalHost));
    connect(&other, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = other.nextPendingConnection();
        socket->write("SSH-2.0-OpenSSH_9.2\r\n");
    });
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, other.serverPort()), Secret(), *m_time, quickTiming());
    QTRY_VERIFY(!feed.problem().isEmpty());
    QCOMPARE(feed.link(), MonitorFeed::Link::Connecting);
}

void TestRemoteMonitorFeed::nobodyListens()
{
    QTcpServer reserved;
    QVERIFY(reserved.listen(QHostAddress::LocalHost));
    const quint16 port = reserved.serverPort();
    reserved.close();
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, port), Secret(), *m_time, quickTiming());
    QTRY_VERIFY(!feed.problem().isEmpty());
    QCOMPARE(feed.link(), MonitorFeed::Link::Connecting);
}

void TestRemoteMonitorFeed::rubbishIsIgnored()
{
    MonitorServer server;
    RemoteMonitorFeed feed(monitorUrl(u"127.0.0.1"_s, server.port()), Secret(), *m_time, quickTiming());
    QTRY_COMPARE(server.frames.size(), 1);
    server.client->sendTextMessage(u"not json"_s);
    server.client->sendTextMessage(u"[1, 2]"_s);
    server.send({{u"op"_s, u"something_new"_s}});
    server.send({{u"op"_s, u"events"_s}, {u"events"_s, u"none"_s}});
    server.client->sendBinaryMessage(QByteArray(1000, '\x80'));
    server.send({{u"op"_s, u"snapshot"_s}, {u"snapshot"_s, QJsonObject{{u"pools"_s, 7}}}});
    QTRY_COMPARE(feed.link(), MonitorFeed::Link::Live);
    QCOMPARE(server.connections, 1);
}

QTEST_GUILESS_MAIN(TestRemoteMonitorFeed)
#include "tst_remotemonitorfeed.moc"
