#include "tests/integration/mcpbridge/bridgehost.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Second = 1000;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int Patience = 10 * Second;
#else
constexpr int Patience = Second;
#endif

const QJsonObject LongCall{{u"prompt"_s, u"[sim delay=60s] hello"_s}};

} // namespace

// Who dies first, and what becomes of the others.
class TestBridgeLife : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endOfInputCancelsWhatRuns();
    void signalsEndIt_data();
    void signalsEndIt();
    void killedBridgeFreesItsCalls();
    void killedHostLeavesNoOrphanThoughTheInputStaysOpen();
    void killedDaemonIsToldAndReplaced();
    void stoppedDaemonStaysStoppedUntilItIsWanted();
    void disconnectedHostIsToldAndComesBack();
    void socketLeftBehindIsReplaced();
    void hostThatDoesNotReadHoldsUpNobody();
};

void TestBridgeLife::endOfInputCancelsWhatRuns()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    host.call(1, u"chat"_s, LongCall);
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 1, 20'000);
    host.process.closeWriteChannel();
    QVERIFY(host.ends(Patience + Second));
    QCOMPARE(host.process.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 0, 10'000);
}

void TestBridgeLife::signalsEndIt_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestBridgeLife::signalsEndIt()
{
    QFETCH(int, signal);
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    QVERIFY(host.answer(0).contains(u"result"_s));
    ::kill(static_cast<pid_t>(host.process.processId()), signal);
    QVERIFY(host.ends(Patience));
    QCOMPARE(host.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(host.process.exitCode(), 0);
}

void TestBridgeLife::killedBridgeFreesItsCalls()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    host.call(1, u"chat"_s, LongCall);
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 1, 20'000);
    host.process.kill();
    QVERIFY(host.ends(5 * Second));
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 0, 10'000);
}

// A shell stands for the host (background jobs get an empty input there, hence the third descriptor); this
// test holds the other end of the bridge's input all the time.
void TestBridgeLife::killedHostLeavesNoOrphanThoughTheInputStaysOpen()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    QProcess shell;
    shell.setProcessEnvironment(world.environment);
    shell.start(u"/bin/sh"_s,
                QStringList{u"-c"_s, u"exec 3<&0; \"$0\" mcp \"$@\" <&3 3<&- & echo $! >&2; wait"_s,
                            QStringLiteral(EXAID_BINARY)} +
                    world.options());
    shell.write(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
                R"("capabilities":{},"clientInfo":{"name":"t","version":"1"}}})"
                "\n");
    QVERIFY(QTest::qWaitFor([&] { return shell.bytesAvailable() > 0; }, 20'000));
    const qint64 bridge = shell.readAllStandardError().trimmed().toLongLong();
    QVERIFY(isRunning(bridge));
    ::kill(static_cast<pid_t>(shell.processId()), SIGKILL);
    QVERIFY(QTest::qWaitFor([&] { return !isRunning(bridge); }, Patience));
    shell.waitForFinished();
}

void TestBridgeLife::killedDaemonIsToldAndReplaced()
{
    BridgeWorld world;
    BridgeHost host(world);
    host.greet();
    QVERIFY2(host.answer(0, 40'000).contains(u"result"_s), host.err.constData());
    const QList<qint64> pids = world.daemonPids();
    QCOMPARE(pids.size(), 1);
    host.call(1, u"chat"_s, LongCall);
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 1, 20'000);

    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(pids.constFirst()), SIGKILL);
    const QJsonObject lost = host.answer(1, 10 * Second);
    QVERIFY(lost[u"error"][u"message"].toString().contains(u"daemon"_s));
    QVERIFY2(timer.elapsed() < Patience, qPrintable(QString::number(timer.elapsed())));

    // The next call starts another, which knows the old session without a new handshake of the host.
    host.call(2, u"chat"_s, {{u"prompt"_s, u"hello"_s}});
    const QJsonObject answer = host.answer(2, 40'000);
    QVERIFY2(answer[u"result"].isObject(), QJsonDocument(answer).toJson().constData());
    QCOMPARE(world.daemonPids().size(), 1);
    QVERIFY(world.daemonPids() != pids);
    int greetings = 0;
    for (const QJsonObject &message : std::as_const(host.messages))
        greetings += message[u"id"].toInt(-1) == 0 ? 1 : 0;
    QCOMPARE(greetings, 1);
    QVERIFY(host.saidOnlyProtocol);
}

void TestBridgeLife::stoppedDaemonStaysStoppedUntilItIsWanted()
{
    BridgeWorld world;
    BridgeHost host(world);
    host.greet();
    QVERIFY(host.answer(0, 40'000).contains(u"result"_s));
    const QList<qint64> pids = world.daemonPids();
    ExaidProcess stop;
    stop.environment = world.environment;
    QCOMPARE(stop.run(QStringList(u"stop"_s) + world.options()), 0);
    QTRY_VERIFY_WITH_TIMEOUT(host.err.contains("lost"), 10'000);
    host.send(R"({"jsonrpc":"2.0","method":"notifications/roots/list_changed"})");
    QVERIFY(QTest::qWaitFor([&] { return world.daemonPids().isEmpty(); }, 10'000));
    QVERIFY(host.process.state() == QProcess::Running);
    host.request(1, u"ping"_s);
    QVERIFY(host.answer(1, 40'000).contains(u"result"_s));
    QCOMPARE(world.daemonPids().size(), 1);
    QVERIFY(world.daemonPids() != pids);
}

// By the user, in the window. The bridge stays, and greets for its host with the next request.
void TestBridgeLife::disconnectedHostIsToldAndComesBack()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    host.call(1, u"chat"_s, LongCall);
    QTRY_COMPARE_WITH_TIMEOUT(world.liveCalls(), 1, 20'000);
    const QString session = world.status()[u"sessions"][0][u"name"].toString();
    const QJsonObject said = world.disconnectSession(session);
    QCOMPARE(said[u"connections"].toInt(), 1);
    QCOMPARE(said[u"calls"].toInt(), 1);
    const QJsonObject answer = host.answer(1);
    QVERIFY2(answer[u"result"][u"isError"].toBool(), QJsonDocument(answer).toJson().constData());
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(host.messages,
                                                 [](const QJsonObject &message) {
                                                     return message[u"params"][u"data"].toString().contains(
                                                         u"disconnected by the user"_s);
                                                 }),
                             20'000);
    QTRY_VERIFY_WITH_TIMEOUT(world.status()[u"sessions"].toArray().isEmpty(), 20'000);
    QCOMPARE(host.process.state(), QProcess::Running);
    host.call(2, u"chat"_s, {{u"prompt"_s, u"hello"_s}});
    const QJsonObject again = host.answer(2);
    QVERIFY2(again[u"result"].isObject() && !again[u"result"][u"isError"].toBool(),
             QJsonDocument(again).toJson().constData());
}

void TestBridgeLife::socketLeftBehindIsReplaced()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    world.daemon.kill();
    QVERIFY(world.daemon.waitForFinished());
    QVERIFY(!world.socketPath().isEmpty()); // nobody listens on it
    BridgeHost host(world);
    host.greet();
    QVERIFY2(host.answer(0, 40'000).contains(u"result"_s), host.err.constData());
    QCOMPARE(world.daemonPids().size(), 1);
}

// The bridge's host stops reading; the daemon and other hosts don't notice.
void TestBridgeLife::hostThatDoesNotReadHoldsUpNobody()
{
    BridgeWorld world;
    world.environment.insert(u"EXAI_TEST_TOOLS"_s, u"true"_s);
    QVERIFY(world.startDaemon());
    BridgeHost deaf(world);
    deaf.greet();
    QVERIFY(deaf.answer(0).contains(u"result"_s));
    const qint64 pid = deaf.process.processId();
    ::kill(static_cast<pid_t>(pid), SIGSTOP); // it reads nothing, and neither does its host
    for (int i = 1; i <= 20; ++i)
        deaf.call(i, u"test_echo"_s, {{u"prompt"_s, QString(200'000, u'z')}});
    BridgeHost other(world);
    other.greet();
    other.request(1, u"ping"_s);
    QVERIFY(other.answer(1, 5 * Second).contains(u"result"_s));
    ::kill(static_cast<pid_t>(pid), SIGCONT);
    for (int i = 1; i <= 20; ++i)
        QVERIFY(deaf.answer(i).contains(u"result"_s));
}

QTEST_GUILESS_MAIN(TestBridgeLife)
#include "tst_bridgelife.moc"
