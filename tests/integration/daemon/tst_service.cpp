// The daemon as a service: it tells what it does, stops when told to, and answers everything exactly once.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-0905-preview"_s;
const QString Glm = u"glm-4.5-flash"_s;

QByteArray httpGet(quint16 port, const QByteArray &path)
{
    QTcpSocket socket;
    QByteArray answer;
    QObject::connect(&socket, &QTcpSocket::connected, &socket,
                     [&] { socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"); });
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, port);
    const bool complete =
        QTest::qWaitFor([&] { return answer.contains("\r\n\r\n") && answer.contains('}'); }, 5'000);
    return complete ? answer : QByteArray("no answer: " + answer);
}

} // namespace

class TestService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain30_livenessNeedsNoProvider();
    void pain09_firstProgressComesWithinASecondAndGoesOn();
    void waitingIsToldWithPositionAndExpectedWait();
    void pain04_pain14_everyRefusalIsAReplyToItsCaller();
    void pain16_providerErrorIsNoAnswer();
    void pain17_sameQuestionTwiceAsksTwice();
    void localToolsAnswerWhileEverySlotIsTaken();
    void conversationsStayWithTheirSession();
    void pain10_monitorSeesAndKillsACall();
    void pain02_lostReleaseIsHealedOnDemand();
    void pain25_drainLetsRunningCallsFinishAndFreesThePort();
    void drainDeadlineCancelsTheRest();
    void pain24_secondDaemonIsToldWhoOwnsThePort();
};

void TestService::pain30_livenessNeedsNoProvider()
{
    DaemonThread daemon(settingsFor(u"http://127.0.0.1:1/v1"_s, u"http://127.0.0.1:1/v1"_s));
    QVERIFY(daemon.started());
    const QByteArray answer = httpGet(daemon.port(), "/health/live");
    QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.constData());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString id = client.chat(u"hello"_s, Kimi);
    QTRY_COMPARE(client.callOf(id).finals, 1);
    QCOMPARE(client.callOf(id).code(), u"PROVIDER_ERROR"_s);
    QVERIFY(httpGet(daemon.port(), "/health/live").startsWith("HTTP/1.1 200"));
}

void TestService::pain09_firstProgressComesWithinASecondAndGoesOn()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    QList<qint64> times;
    const QString id = client.chat(u"[mock delay=7s tokens=1]"_s, Kimi);
    connect(&client.socket(), &QWebSocket::textMessageReceived, &client, [&](const QString &text) {
        if (text.contains(u"\"progress\""_s))
            times << steadyNs();
    });
    QTRY_COMPARE_WITH_TIMEOUT(client.callOf(id).finals, 1, 15'000);
    QVERIFY(client.callOf(id).ok());
    QVERIFY(times.size() >= 3);
    QVERIFY(times.first() - client.callOf(id).sentNs <= 1'000'000'000);
    times << client.callOf(id).finishedNs;
    for (qsizetype i = 1; i < times.size(); ++i)
        QVERIFY(static_cast<double>(times[i] - times[i - 1]) <= 2.6e9 + 0.1e9 * TimeScale);
}

void TestService::waitingIsToldWithPositionAndExpectedWait()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 1;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient first(daemon.port());
    ExaiClient second(daemon.port());
    QTRY_VERIFY(first.isReady() && second.isReady());
    const QString warmUp =
        first.chat(u"[mock delay=300 tokens=1]"_s, Kimi); // so that there is something measured
    QTRY_COMPARE(first.callOf(warmUp).finals, 1);
    const QString running = first.chat(u"[mock delay=1500 tokens=1]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    const QString waiting = second.chat(u"[mock tokens=1]"_s, Kimi);
    const auto placeOf = [&]() -> QJsonObject {
        for (const QJsonObject &frame : second.callOf(waiting).frames) {
            if (frame.contains(u"queue_position"_s))
                return frame;
        }
        return {};
    };
    QTRY_VERIFY(!placeOf().isEmpty());
    QVERIFY(static_cast<double>(steadyNs() - second.callOf(waiting).sentNs) <= 500e6 * TimeScale);
    QCOMPARE(placeOf()[u"queue_position"].toInt(), 1);
    const double expected = placeOf()[u"expected_wait_secs"].toDouble();
    QVERIFY2(expected > 0.2 && expected < 2, qPrintable(QString::number(expected)));
    QTRY_COMPARE(second.callOf(waiting).finals, 1);
    QVERIFY(second.callOf(waiting).reply[u"metadata"].toObject().contains(u"queue_ms"_s));
    QTRY_COMPARE(first.callOf(running).finals, 1);
}

void TestService::pain04_pain14_everyRefusalIsAReplyToItsCaller()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 1;
    settings.limits.queuePerSession = 1;
    settings.limits.queueTimeout = 800ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString running = client.chat(u"[mock hang=headers]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    const QString waits = client.chat(u"x"_s, Kimi);
    const QString tooMany = client.chat(u"x"_s, Kimi);
    const QString unknownTool = client.call(u"nonesuch"_s, {});
    const QString badArgument = client.chat(u"x"_s, Kimi, {{u"temperature"_s, 9}});
    const QString unknownModel = client.chat(u"x"_s, u"gpt-99"_s);
    const QString tooLong = client.chat(QString(210'000, u'x'), Kimi);
    QTRY_COMPARE(client.unanswered(), 1); // the hung one
    QCOMPARE(client.callOf(tooMany).code(), u"OVER_CAPACITY"_s);
    QVERIFY(client.callOf(tooMany).reply[u"error"][u"retry_after"].toDouble() > 0);
    QVERIFY(
        client.callOf(tooMany).reply[u"error"][u"message"].toString().contains(u"EXAI_QUEUE_PER_SESSION"_s));
    QCOMPARE(client.callOf(waits).code(), u"TIMEOUT"_s);
    QCOMPARE(client.callOf(unknownTool).code(), u"TOOL_NOT_FOUND"_s);
    QCOMPARE(client.callOf(badArgument).code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(client.callOf(unknownModel).code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(client.callOf(tooLong).code(), u"RESEND_PROMPT"_s);
    for (const ClientCall &call : client.calls())
        QVERIFY(call.finals <= 1);
    client.send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, running}});
    QTRY_COMPARE(client.unanswered(), 0);
}

void TestService::pain16_providerErrorIsNoAnswer()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.attempts = 1;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString failed = client.chat(u"[mock status=500]"_s, Kimi);
    const QString limited = client.chat(u"[mock status=429 retry_after=7]"_s, Glm);
    QTRY_COMPARE(client.unanswered(), 0);
    for (const QString &id : {failed, limited}) {
        QVERIFY(!client.callOf(id).ok());
        QCOMPARE(client.callOf(id).code(), u"PROVIDER_ERROR"_s);
        const QByteArray reply = QJsonDocument(client.callOf(id).reply).toJson();
        QVERIFY(!reply.contains("key-for-tests"));
    }
    QCOMPARE(client.callOf(limited).reply[u"error"][u"retry_after"].toDouble(), 7.0);
    QCOMPARE(mock.stats().counts().requests, 2); // nobody retries behind the caller's back
}

void TestService::pain17_sameQuestionTwiceAsksTwice()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    for (int i = 0; i < 2; ++i) {
        const QString id = client.chat(u"same [mock tokens=1]"_s, Kimi);
        QTRY_COMPARE(client.callOf(id).finals, 1);
    }
    QCOMPARE(mock.stats().counts().requests, 2);
}

void TestService::localToolsAnswerWhileEverySlotIsTaken()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 1;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    client.chat(u"[mock hang=headers]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    for (const QString &tool : {u"status"_s, u"health"_s, u"version"_s, u"listmodels"_s,
                                u"provider_capabilities"_s, u"activity"_s}) {
        const QString id = client.call(tool, {});
        QTRY_COMPARE(client.callOf(id).finals, 1);
        QVERIFY2(client.callOf(id).ok(), qPrintable(tool + client.callOf(id).code()));
        QVERIFY(!QJsonDocument(client.callOf(id).reply).toJson().contains("key-for-tests"));
    }
    const QString testTool = client.call(u"test_echo"_s, {{u"prompt"_s, u"x"_s}});
    QTRY_COMPARE(client.callOf(testTool).finals, 1);
    QCOMPARE(client.callOf(testTool).code(), u"TOOL_NOT_FOUND"_s); // only with its flag
}

void TestService::conversationsStayWithTheirSession()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient mine(daemon.port());
    ExaiClient other(daemon.port());
    QTRY_VERIFY(mine.isReady() && other.isReady());
    const QString first = mine.chat(u"my secret plan [mock tokens=1]"_s, Kimi);
    QTRY_COMPARE(mine.callOf(first).finals, 1);
    const QString id = mine.callOf(first).reply[u"metadata"][u"continuation_id"].toString();
    QVERIFY(!id.isEmpty());
    const QString next = mine.chat(u"go on [mock tokens=1]"_s, Kimi, {{u"continuation_id"_s, id}});
    const QString foreign = other.chat(u"go on [mock tokens=1]"_s, Kimi, {{u"continuation_id"_s, id}});
    QTRY_VERIFY(mine.unanswered() == 0 && other.unanswered() == 0);
    QVERIFY(mine.callOf(next).ok());
    QVERIFY(!other.callOf(foreign).ok());
    QCOMPARE(mock.stats().counts().requests, 2);
    QVERIFY(mock.stats().requests().last().body.contains("my secret plan"));
}

void TestService::pain10_monitorSeesAndKillsACall()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    QWebSocket monitor;
    Snapshot last;
    connect(&monitor, &QWebSocket::connected, &monitor,
            [&] { monitor.sendTextMessage(u"{\"op\":\"monitor_hello\",\"token\":\"\"}"_s); });
    connect(&monitor, &QWebSocket::textMessageReceived, &monitor, [&](const QString &text) {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        if (frame[u"op"] == "snapshot"_L1)
            last = snapshotFromJson(frame[u"snapshot"].toObject());
    });
    monitor.open(QUrl(u"ws://127.0.0.1:%1/monitor"_s.arg(daemon.port())));
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString id = client.chat(u"[mock hang=first]"_s, Kimi);
    QTRY_VERIFY(!last.calls.isEmpty() && last.calls.first().phase == CallPhase::AwaitingFirstToken);
    QCOMPARE(last.calls.first().requestId, id);
    QCOMPARE(last.calls.first().provider, u"kimi"_s);
    QVERIFY(last.calls.first().leaseId != 0);
    QCOMPARE(last.sessions.size(), 1);
    QCOMPARE(last.sessions.first().running, 1);
    const qint64 killedNs = steadyNs();
    monitor.sendTextMessage(u"{\"op\":\"cancel_call\",\"id\":%1}"_s.arg(last.calls.first().id));
    QTRY_COMPARE(mock.stats().aborts().size(), 1);
    const double ms = static_cast<double>(mock.stats().aborts().first().atNs - killedNs) / 1e6;
    qInfo("kill → provider sees the abort: %.1f ms", ms);
    QVERIFY(ms <= 50 * TimeScale);
    QTRY_COMPARE(client.callOf(id).finals, 1);
    QCOMPARE(client.callOf(id).code(), u"CANCELLED"_s);
    QTRY_VERIFY(last.calls.isEmpty());
}

void TestService::pain02_lostReleaseIsHealedOnDemand()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    daemon.loseNextRelease();
    const QString id = client.chat(u"[mock tokens=1]"_s, Kimi);
    QTRY_COMPARE(client.callOf(id).finals, 1);
    QCOMPARE(daemon.admission().leases, 1);
    const qint64 start = steadyNs();
    daemon.run([](Daemon &d) { d.monitor().requestAudit(); });
    QTRY_COMPARE(daemon.admission().leases, 0);
    QVERIFY(static_cast<double>(steadyNs() - start) <= 100e6 * TimeScale);
}

void TestService::pain25_drainLetsRunningCallsFinishAndFreesThePort()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString running = client.chat(u"[mock delay=700 tokens=1]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    daemon.run([](Daemon &d) { d.drain(); });
    const QString late = client.chat(u"late"_s, Kimi);
    QTRY_VERIFY(daemon.hasStopped());
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.callOf(running).ok());
    QCOMPARE(client.callOf(late).code(), u"SHUTTING_DOWN"_s);
    QTcpSocket probe;
    QSignalSpy refused(&probe, &QTcpSocket::errorOccurred);
    probe.connectToHost(QHostAddress::LocalHost, daemon.port());
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(probe.error(), QAbstractSocket::ConnectionRefusedError);
    QVERIFY(!QFile::exists(daemon.stateDir() +
                           u"/ws_daemon.health.json"_s)); // a clean stop leaves no stale health file
    QFile log(daemon.stateDir() + u"/calls.jsonl"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 2);
}

void TestService::drainDeadlineCancelsTheRest()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.drainTimeout = 300ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString hung = client.chat(u"[mock hang=headers]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    daemon.run([](Daemon &d) { d.drain(); });
    QTRY_VERIFY(daemon.hasStopped());
    QTRY_COMPARE(client.callOf(hung).finals, 1); // told before the door closed
    QCOMPARE(client.callOf(hung).code(), u"CANCELLED"_s);
    QTRY_COMPARE(mock.stats().aborts().size(), 1);
}

void TestService::pain24_secondDaemonIsToldWhoOwnsThePort()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    DaemonThread first(settings);
    QVERIFY(first.started());
    settings.server.port = first.port();
    DaemonThread second(settings);
    QVERIFY(!second.started());
    const Error error = second.started().error();
    QCOMPARE(error.code, u"port_in_use"_s);
    QVERIFY2(error.message.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(error.message));
    QVERIFY2(error.hint.contains(u"EXAI_WS_PORT"_s), qPrintable(error.hint));
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
