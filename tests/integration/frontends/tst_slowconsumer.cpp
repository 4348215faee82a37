// Clients that do not read: they cost their own connection, bounded memory, and nobody else any time.

#include "frontendworld.h"
#include "rawclient.h"
#include "tests/support/instrumented.h"
#include "wsclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// Resident memory of this process; 0 where it cannot be told.
qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4'096;
}

QJsonObject hangMessage(const QString &requestId)
{
    return {{u"op"_s, u"call_tool"_s},
            {u"request_id"_s, requestId},
            {u"name"_s, u"hang"_s},
            {u"arguments"_s, QJsonObject{{u"stream"_s, true}}}};
}

} // namespace

class TestSlowConsumer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twentyDeafClients();
    void slowButReadingClientGetsEverything();
    void progressNeverFillsTheQueue();
    void deafAndIdlePeerIsFound();
    void livePeersStay();

private:
    std::unique_ptr<RawClient> deafClient(FrontEndWorld &world, const QByteArray &requestId);
};

std::unique_ptr<RawClient> TestSlowConsumer::deafClient(FrontEndWorld &world, const QByteArray &requestId)
{
    auto client = std::make_unique<RawClient>(world.port());
    client->socket().setReadBufferSize(4'096);
    if (!client->upgrade())
        return nullptr;
    client->sendFrame(R"({"op":"hello"})");
    if (!client->waitFor("hello_ack"))
        return nullptr;
    client->sendFrame(R"({"op":"call_tool","name":"hang","arguments":{"stream":true},"request_id":")" +
                      requestId + "\"}");
    const bool isRunning =
        QTest::qWaitFor([&] { return bool(world.calls.idOf(QString::fromUtf8(requestId))); }, 5'000);
    client->isDeaf = true;
    return isRunning ? std::move(client) : nullptr;
}

void TestSlowConsumer::twentyDeafClients()
{
    constexpr int Clients = 20;
    constexpr int Chunk = 64 * 1024;
    // 20 × 200 × 64 KiB = 262 MB. How much of it a system takes into its own buffers differs: some 4 MB each
    // here.
    constexpr int Rounds = 200;
    FrontEndWorld world;
    world.settings.outboxSoftBytes = 256 * 1024;
    world.settings.outboxHardBytes = 1024 * 1024;
    world.settings.rateSessionCapacity = 0;
    world.sessions.setMaxSessions(100);
    world.open();
    std::vector<std::unique_ptr<RawClient>> deaf;
    QList<CallId> calls;
    for (int i = 0; i < Clients; ++i) {
        const QByteArray requestId = "deaf" + QByteArray::number(i);
        deaf.push_back(deafClient(world, requestId));
        QVERIFY(deaf.back());
        calls.append(world.calls.idOf(QString::fromUtf8(requestId)));
    }
    WsClient good(world.port());
    QVERIFY(good.greet());

    // Woken by the message itself; a polling wait would measure its own pauses.
    QSignalSpy pongs(&good.socket(), &QWebSocket::textMessageReceived);
    const qint64 before = residentBytes();
    qint64 most = before;
    QList<qint64> pings;
    const QString text(Chunk, u'x');
    for (int round = 0; round < Rounds; ++round) {
        for (const CallId call : std::as_const(calls)) {
            if (world.calls.live().contains(call))
                world.calls.observerOf(call)->chunk(call, text);
        }
        most = std::max(most, residentBytes());
        QElapsedTimer elapsed;
        elapsed.start();
        good.send({{u"op"_s, u"ping"_s}});
        QVERIFY(pongs.wait());
        pings.append(elapsed.elapsed());
    }
    std::ranges::sort(pings);
    // Not the slowest: a busy machine may take the processor away for longer than that.
    const qint64 slowPing = pings.at(pings.size() * 95 / 100);
    qInfo("20 deaf clients: memory +%.1f MB at most, pings of the good one p95 %lld ms, slowest %lld ms",
          static_cast<double>(most - before) / 1e6, slowPing, pings.last());
    // Each is gone, its call abandoned, its session left; an event says why.
    QTRY_COMPARE(world.calls.abandoned.size(), Clients);
    QTRY_COMPARE(world.sessions.count(), 1);
    QTRY_COMPARE(world.frontEnds->connectionCount(), 1);
    qsizetype told = 0;
    for (const MonitorEvent &event : world.events.recent())
        told += event.kind == u"slow_consumer" && event.message.contains(u"EXAI_WS_OUTBOX_HARD_BYTES");
    QCOMPARE(told, Clients);
    if (!test::IsInstrumented) {
        QVERIFY(most - before < 60'000'000);
        QVERIFY(slowPing < 50);
    }
    QVERIFY(!good.isClosed());
    QCOMPARE(good.ops().count(u"pong"_s), Rounds);
}

void TestSlowConsumer::slowButReadingClientGetsEverything()
{
    FrontEndWorld world;
    world.open();
    WsClient client(world.port());
    QVERIFY(client.greet());
    client.send(hangMessage(u"r"_s));
    QTRY_VERIFY(world.calls.idOf(u"r"_s));
    const CallId call = world.calls.idOf(u"r"_s);
    const QString text(100'000, u'y');
    for (int i = 0; i < 100; ++i)
        world.calls.observerOf(call)->chunk(call, text);
    Answer answer;
    answer.text = u"the end"_s;
    world.calls.finish(call, answer);
    QCOMPARE(client.take(u"call_tool_res"_s, u"r"_s, 10'000)[u"text"].toString(), u"the end"_s);
    QCOMPARE(client.ops().count(u"stream_chunk"_s), 100);
}

void TestSlowConsumer::progressNeverFillsTheQueue()
{
    FrontEndWorld world;
    world.settings.outboxSoftBytes = 300 * 1024;
    world.settings.outboxHardBytes = 8 * 1024 * 1024;
    world.open();
    auto deaf = deafClient(world, "r");
    QVERIFY(deaf);
    const CallId call = world.calls.idOf(u"r"_s);
    // Fill the sockets, then talk for a long time.
    const QString text(64 * 1024, u'x');
    for (int i = 0; i < 100; ++i)
        world.calls.observerOf(call)->chunk(call, text);
    QCoreApplication::processEvents();
    const QString note(1'000, u'n');
    for (int i = 0; i < 20'000; ++i)
        world.calls.observerOf(call)->note(call, note);
    QCOMPARE(world.calls.liveCount(), 1);
    // It reads again and finds the final frame behind it all.
    Answer answer;
    answer.text = u"the end"_s;
    world.calls.finish(call, answer);
    deaf->isDeaf = false;
    deaf->socket().setReadBufferSize(0);
    Q_EMIT deaf->socket().readyRead();
    QVERIFY(deaf->waitFor("the end", 10'000));
    QVERIFY(deaf->received.count("nnnn") < 3'000'000);
    QVERIFY(deaf->received.count("\"op\":\"progress\"") < 400);
    QVERIFY(!deaf->isClosed());
}

void TestSlowConsumer::deafAndIdlePeerIsFound()
{
    FrontEndWorld world;
    world.settings.pingInterval = 100ms;
    world.open();
    auto deaf = deafClient(world, "r"); // a raw client answers no pings
    QVERIFY(deaf);
    QTRY_COMPARE_WITH_TIMEOUT(world.calls.abandoned.size(), 1, 3'000);
    QTRY_COMPARE(world.frontEnds->connectionCount(), 0);
}

void TestSlowConsumer::livePeersStay()
{
    FrontEndWorld world;
    world.settings.pingInterval = 50ms;
    world.open();
    WsClient client(world.port()); // its WebSocket answers pings
    QVERIFY(client.greet());
    client.send(hangMessage(u"r"_s));
    QTRY_VERIFY(world.calls.idOf(u"r"_s));
    QVERIFY(!client.waitClosed(700));
    QCOMPARE(world.calls.liveCount(), 1);
}

QTEST_GUILESS_MAIN(TestSlowConsumer)
#include "tst_slowconsumer.moc"
