// The monitor feed over WebSocket: greeting, snapshots, events, commands, slow readers.

#include "frontendworld.h"
#include "rawclient.h"
#include "wsclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString Token = u"0123456789abcdef"_s;
const QString Path = u"/monitor"_s;
} // namespace

class TestMonitorFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void failuresAreNamed_data();
    void failuresAreNamed();
    void helloTimesOut();
    void snapshotsAndEventsArrive();
    void watchersComeAndGo();
    void oneShotReaderWatchesNothing();
    void commands();
    void metricsAreAnswered();
    void badCommands_data();
    void badCommands();
    void questionsAreAnswered();
    void aQuestionMayOutliveItsAsker();
    void slowReaderGetsTheNewestOnly();

private:
    bool greet(WsClient &client, const QJsonObject &extra = {});

    std::unique_ptr<FrontEndWorld> m_world;
};

void TestMonitorFeed::init()
{
    m_world = std::make_unique<FrontEndWorld>();
    m_world->settings.token = Secret(Token.toUtf8());
    m_world->settings.helloTimeout = 300ms;
    m_world->snapshot.version = u"test"_s;
    m_world->open();
}

bool TestMonitorFeed::greet(WsClient &client, const QJsonObject &extra)
{
    if (!client.waitConnected())
        return false;
    QJsonObject hello = extra;
    hello.insert(u"op"_s, u"monitor_hello"_s);
    hello.insert(u"token"_s, Token);
    client.send(hello);
    return client.take(u"monitor_hello_ack"_s)[u"ok"].toBool();
}

void TestMonitorFeed::failuresAreNamed_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("code");
    QTest::newRow("wrong token") << uR"({"op":"monitor_hello","token":"x"})"_s << u"unauthorized"_s << 4003;
    QTest::newRow("no token") << uR"({"op":"monitor_hello"})"_s << u"unauthorized"_s << 4003;
    QTest::newRow("command first") << uR"({"op":"stop","token":"0123456789abcdef"})"_s << u"missing_hello"_s
                                   << 4001;
    QTest::newRow("hello of an agent")
        << uR"({"op":"hello","token":"0123456789abcdef"})"_s << u"missing_hello"_s << 4001;
    QTest::newRow("array") << u"[]"_s << u"invalid_hello"_s << 4000;
}

void TestMonitorFeed::failuresAreNamed()
{
    QFETCH(QString, first);
    WsClient client(m_world->port(), Path);
    QVERIFY(client.waitConnected());
    client.sendText(first);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.frames.size(), 1);
    QCOMPARE(client.frames.first()[u"ok"].toBool(true), false);
    QTEST(client.frames.first()[u"error"].toString(), "error");
    QTEST(client.closeCode(), "code");
    QCOMPARE(m_world->stopRequests, 0);
    QVERIFY(!m_world->hub.isWatched());
}

void TestMonitorFeed::helloTimesOut()
{
    WsClient client(m_world->port(), Path);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.closeCode(), 4002);
}

void TestMonitorFeed::snapshotsAndEventsArrive()
{
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client));
    QCOMPARE(client.take(u"snapshot"_s)[u"snapshot"].toObject()[u"version"].toString(), u"test"_s);
    Snapshot next;
    next.sequence = 42;
    Q_EMIT m_world->hub.snapshotPublished(next);
    QCOMPARE(snapshotFromJson(client.take(u"snapshot"_s)[u"snapshot"].toObject()), next);
    MonitorEvent event;
    event.sequence = 7;
    event.kind = u"leak_found"_s;
    Q_EMIT m_world->hub.eventsPublished({event});
    const QJsonArray events = client.take(u"events"_s)[u"events"].toArray();
    QCOMPARE(events.size(), 1);
    QCOMPARE(monitorEventFromJson(events.first().toObject()), event);
}

void TestMonitorFeed::watchersComeAndGo()
{
    QVERIFY(!m_world->hub.isWatched());
    WsClient first(m_world->port(), Path), second(m_world->port(), Path);
    QVERIFY(greet(first));
    QVERIFY(greet(second));
    QVERIFY(m_world->hub.isWatched());
    first.socket().close();
    QTRY_COMPARE(m_world->frontEnds->connectionCount(), 1);
    QVERIFY(m_world->hub.isWatched());
    second.socket().abort();
    QTRY_VERIFY(!m_world->hub.isWatched());
}

void TestMonitorFeed::oneShotReaderWatchesNothing()
{
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client, {{u"watch"_s, false}}));
    QVERIFY(!m_world->hub.isWatched());
    client.send({{u"op"_s, u"snapshot_once"_s}});
    QVERIFY(!client.take(u"snapshot"_s).isEmpty());
    Q_EMIT m_world->hub.snapshotPublished(Snapshot());
    client.send({{u"op"_s, u"audit"_s}});
    QVERIFY(!client.take(u"ok"_s).isEmpty());
    QVERIFY(client.frames.isEmpty());
}

void TestMonitorFeed::commands()
{
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client));
    QSignalSpy cancelCall(&m_world->hub, &MonitorHub::cancelCallRequested);
    QSignalSpy cancelSession(&m_world->hub, &MonitorHub::cancelSessionRequested);
    QSignalSpy audit(&m_world->hub, &MonitorHub::auditRequested);
    client.send({{u"op"_s, u"cancel_call"_s}, {u"id"_s, 17}, {u"request_id"_s, u"a"_s}});
    QCOMPARE(client.take(u"ok"_s, u"a"_s)[u"for"].toString(), u"cancel_call"_s);
    QTRY_COMPARE(cancelCall.count(), 1);
    QCOMPARE(cancelCall.first().first().toULongLong(), 17ULL);
    client.send({{u"op"_s, u"cancel_session"_s}, {u"session"_s, u"agent-1"_s}});
    QVERIFY(!client.take(u"ok"_s).isEmpty());
    QTRY_COMPARE(cancelSession.count(), 1);
    QCOMPARE(cancelSession.first().first().toString(), u"agent-1"_s);
    client.send({{u"op"_s, u"audit"_s}});
    QVERIFY(!client.take(u"ok"_s).isEmpty());
    QTRY_COMPARE(audit.count(), 1);
    QSignalSpy pause(&m_world->hub, &MonitorHub::pauseRequested);
    client.send({{u"op"_s, u"pause"_s}, {u"paused"_s, true}});
    QVERIFY(!client.take(u"ok"_s).isEmpty());
    QTRY_COMPARE(pause.count(), 1);
    QCOMPARE(pause.first().first().toBool(), true);
    client.send({{u"op"_s, u"stop"_s}});
    QVERIFY(!client.take(u"ok"_s).isEmpty());
    QCOMPARE(m_world->stopRequests, 1);
}

void TestMonitorFeed::metricsAreAnswered()
{
    MetricQuery asked;
    m_world->hub.serve(u"metrics"_s, [&asked](const QJsonObject &question, const MonitorReply &reply) {
        asked = metricQueryFrom(question);
        MetricFrame frame;
        frame.tag = asked.tag;
        frame.names = {u"calls:answer"_s};
        frame.cells.emplace_back().count(0, 42);
        reply(toJson(frame));
    });
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client, {{u"watch"_s, false}}));
    const MetricQuery query{3'600, 400, 1'700'000'000'000'123, 5, 7};
    QJsonObject question = toJson(query);
    question.insert(u"op"_s, u"metrics"_s);
    client.send(question);
    const auto frame = metricsFrom(client.take(u"answer"_s)[u"body"].toObject());
    QVERIFY(frame.hasValue());
    QCOMPARE(asked, query);
    QCOMPARE(frame->tag, 7U);
    QCOMPARE(frame->cells.at(0).countOf(0), 42);
}

void TestMonitorFeed::badCommands_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << uR"({"op":"explode"})"_s;
    QTest::newRow("no op") << u"{}"_s;
    QTest::newRow("not JSON") << u"stop"_s;
    QTest::newRow("no call id") << uR"({"op":"cancel_call"})"_s;
    QTest::newRow("negative call id") << uR"({"op":"cancel_call","id":-1})"_s;
    QTest::newRow("fraction of a call") << uR"({"op":"cancel_call","id":1.5})"_s;
    QTest::newRow("call id is text") << uR"({"op":"cancel_call","id":"1"})"_s;
    QTest::newRow("pause what?") << uR"({"op":"pause"})"_s;
    QTest::newRow("no session") << uR"({"op":"cancel_session"})"_s;
}

void TestMonitorFeed::badCommands()
{
    QFETCH(QString, message);
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client));
    client.sendText(message);
    QCOMPARE(client.take(u"error"_s)[u"error"].toObject()[u"code"].toString(), u"INVALID_REQUEST"_s);
    QCOMPARE(m_world->stopRequests, 0);
    QVERIFY(!client.isClosed());
}

void TestMonitorFeed::questionsAreAnswered()
{
    m_world->hub.serve(u"double"_s, [](const QJsonObject &question, const MonitorReply &reply) {
        if (!question.contains(u"n"_s))
            return reply(Error{u"no_number"_s, u"double needs a number"_s, u"send n"_s});
        reply(QJsonObject{{u"n"_s, question[u"n"].toInt() * 2}});
    });
    WsClient client(m_world->port(), Path);
    QVERIFY(greet(client));
    client.send({{u"op"_s, u"double"_s}, {u"n"_s, 21}, {u"request_id"_s, u"a"_s}});
    const QJsonObject answer = client.take(u"answer"_s, u"a"_s);
    QCOMPARE(answer[u"for"].toString(), u"double"_s);
    QCOMPARE(answer[u"body"].toObject(), (QJsonObject{{u"n"_s, 42}}));
    client.send({{u"op"_s, u"double"_s}, {u"request_id"_s, u"b"_s}});
    const QJsonObject error = client.take(u"error"_s, u"b"_s);
    QCOMPARE(error[u"error"].toObject(), (QJsonObject{{u"code"_s, u"no_number"_s},
                                                      {u"message"_s, u"double needs a number"_s},
                                                      {u"hint"_s, u"send n"_s}}));
}

void TestMonitorFeed::aQuestionMayOutliveItsAsker()
{
    QList<MonitorReply> open;
    m_world->hub.serve(u"later"_s, [&](const QJsonObject &, const MonitorReply &reply) { open << reply; });
    auto client = std::make_unique<WsClient>(m_world->port(), Path);
    QVERIFY(greet(*client));
    // More than a connection may leave open: the last one is refused.
    for (int i = 0; i <= 64; ++i)
        client->send({{u"op"_s, u"later"_s}, {u"request_id"_s, QString::number(i)}});
    QVERIFY(!client->take(u"error"_s, u"64"_s).isEmpty());
    QCOMPARE(open.size(), 64);
    open.first()(QJsonObject());
    QVERIFY(!client->take(u"answer"_s, u"0"_s).isEmpty());
    client.reset();
    QTRY_COMPARE(m_world->frontEnds->connectionCount(), 0);
    open.last()(QJsonObject()); // nobody hears it
}

void TestMonitorFeed::slowReaderGetsTheNewestOnly()
{
    Snapshot large;
    for (int i = 0; i < 2'000; ++i) {
        SessionSnapshot session;
        session.name = QString::number(i);
        session.client = u"a client with a name"_s;
        large.sessions.append(session);
    }
    RawClient slow(m_world->port());
    slow.socket().setReadBufferSize(4'096);
    QVERIFY(slow.upgrade("/monitor"));
    slow.sendFrame(R"({"op":"monitor_hello","token":"0123456789abcdef"})");
    QTRY_VERIFY(m_world->hub.isWatched());
    slow.isDeaf = true;
    WsClient good(m_world->port(), Path);
    QVERIFY(greet(good));
    constexpr int Rounds = 40; // 0.5 MB each
    for (int i = 1; i <= Rounds; ++i) {
        large.sequence = static_cast<quint64>(i);
        Q_EMIT m_world->hub.snapshotPublished(large);
        QTRY_VERIFY(std::ranges::any_of(good.frames, [&](const QJsonObject &frame) {
            return frame[u"snapshot"].toObject()[u"sequence"].toInteger() == i;
        }));
        good.frames.clear();
    }
    // It reads again: what it finds is little, and the last of it is the newest.
    slow.isDeaf = false;
    slow.socket().setReadBufferSize(0);
    Q_EMIT slow.socket().readyRead();
    const QByteArray newest = "\"sequence\":" + QByteArray::number(Rounds);
    QVERIFY(slow.waitFor(newest, 10'000));
    QVERIFY(slow.received.count("\"op\":\"snapshot\"") < Rounds / 2);
}

QTEST_GUILESS_MAIN(TestMonitorFeed)
#include "tst_monitorfeed.moc"
