#include "tests/integration/cli/exaidprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QWebSocket>
#include <csignal>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

bool canListen(int port)
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost, static_cast<quint16>(port));
}

// Says hello and makes one call that takes as long as told.
class CallingClient : public QObject
{
public:
    CallingClient(int port, const QString &prompt)
        : m_prompt(prompt)
    {
        connect(&m_socket, &QWebSocket::connected, this,
                [this] { send({{"op"_L1, "hello"_L1}, {"session_id"_L1, "tester"_L1}}); });
        connect(&m_socket, &QWebSocket::textMessageReceived, this, &CallingClient::read);
        m_socket.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(port)));
    }

    bool accepted = false;
    QJsonObject result;

private:
    void send(const QJsonObject &frame)
    {
        m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    }

    void read(const QString &text)
    {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        const QString op = frame.value("op"_L1).toString();
        if (op == "hello_ack"_L1)
            send({{"op"_L1, "call_tool"_L1},
                  {"request_id"_L1, "r1"_L1},
                  {"name"_L1, "chat"_L1},
                  {"arguments"_L1, QJsonObject{{"prompt"_L1, m_prompt}}}});
        else if (op == "call_tool_ack"_L1)
            accepted = true;
        else if (op == "call_tool_res"_L1)
            result = frame;
    }

    const QString m_prompt;
    QWebSocket m_socket;
};

} // namespace

// The daemon as a process: what an operator and a service manager see.
class TestExaidServe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain34_startsWithDefaultsAndSaysWhatItDoes();
    void pain6_statusShowsTheLimitsThatApply();
    void pain25_signalsEndItAndFreeThePort_data();
    void pain25_signalsEndItAndFreeThePort();
    void runningCallsMayFinish();
    void secondSignalStopsAtOnce();
    void pain24_secondStartNamesTheOwner();
    void stopEndsIt();
    void pain24_healthFileComesAndGoes();
    void pain32_everyCallIsInTheLog();
    void pain27_tokenIsWanted();
    void settingsWarningsAreCounted();
    void limitsChangeWithoutARestart();

private:
    static bool started(ExaidProcess &daemon)
    {
        return QTest::qWaitFor([&] { return daemon.out.contains('\n'); }, 30'000);
    }
    // "global", "providerkimi", … → capacity
    static QHash<QString, int> capacitiesOf(const QByteArray &status)
    {
        QHash<QString, int> capacities;
        const QJsonArray pools = QJsonDocument::fromJson(status).object().value("pools"_L1).toArray();
        for (const QJsonValue &pool : pools)
            capacities.insert(pool[u"kind"].toString() + pool[u"name"].toString(), pool[u"capacity"].toInt());
        return capacities;
    }
    static QString healthPath(const ExaidProcess &daemon)
    {
        return daemon.dir.filePath(u".local/state/exaid/ws_daemon.health.json"_s);
    }
};

void TestExaidServe::pain34_startsWithDefaultsAndSaysWhatItDoes()
{
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    const QByteArray expected =
        u"listening on ws://127.0.0.1:%1 (profile development; simulator for kimi, glm)\n"_s.arg(port)
            .toUtf8();
    QCOMPARE(daemon.out, expected);
    CallingClient client(port, u"hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!client.result.isEmpty(), 20'000);
    QVERIFY(client.result.value("ok"_L1).toBool());
}

void TestExaidServe::pain6_statusShowsTheLimitsThatApply()
{
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, u"0"_s, u"--set"_s, u"EXAI_WS_GLOBAL_MAX_INFLIGHT=4"_s, u"--set"_s,
                  u"GLM_MAX_INFLIGHT=1"_s});
    QVERIFY2(started(daemon), daemon.err.constData());
    ExaidProcess status;
    status.environment.insert(u"EXAI_HEALTH_FILE"_s, healthPath(daemon)); // the port is found there
    QTRY_VERIFY(QFile::exists(healthPath(daemon)));
    QCOMPARE(status.run({u"status"_s, u"--json"_s, u"--port"_s, u"0"_s}), 0);
    const QHash<QString, int> capacities = capacitiesOf(status.out);
    QCOMPARE(capacities.value(u"global"_s), 4);
    QCOMPARE(capacities.value(u"providerglm"_s), 1);
    QCOMPARE(capacities.value(u"providerkimi"_s), 3);
}

void TestExaidServe::pain25_signalsEndItAndFreeThePort_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestExaidServe::pain25_signalsEndItAndFreeThePort()
{
    QFETCH(int, number);
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    QVERIFY(!canListen(port));
    QCOMPARE(::kill(static_cast<pid_t>(daemon.process.processId()), number), 0);
    QCOMPARE(daemon.exitCode(), 0);
    QVERIFY(canListen(port));
}

void TestExaidServe::runningCallsMayFinish()
{
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    CallingClient client(port, u"[sim delay=1s] hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(client.accepted, 20'000);
    daemon.process.terminate();
    QCOMPARE(daemon.exitCode(), 0);
    QVERIFY(client.result.value("ok"_L1).toBool());
}

void TestExaidServe::secondSignalStopsAtOnce()
{
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    CallingClient client(port, u"[sim hang]"_s);
    QTRY_VERIFY_WITH_TIMEOUT(client.accepted, 20'000);
    daemon.process.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(daemon.err.contains("1 calls may finish"), 10'000);
    QCOMPARE(daemon.process.state(), QProcess::Running);
    daemon.process.terminate();
    QCOMPARE(daemon.exitCode(), 0);
    QVERIFY(!client.result.value("ok"_L1).toBool(true)); // it was told
}

void TestExaidServe::pain24_secondStartNamesTheOwner()
{
    const QString port = QString::number(freePort());
    ExaidProcess first;
    first.start({u"serve"_s, u"--port"_s, port});
    QVERIFY2(started(first), first.err.constData());
    ExaidProcess second;
    QCOMPARE(second.run({u"serve"_s, u"--port"_s, port}), 3);
    QVERIFY(second.out.isEmpty());
    const QByteArray owner = u"exaid (pid %1)"_s.arg(first.process.processId()).toUtf8();
    QVERIFY2(second.err.contains(owner), second.err.constData());
    QVERIFY2(second.err.contains("EXAI_WS_PORT"), second.err.constData());
    QCOMPARE(first.process.state(), QProcess::Running);
}

void TestExaidServe::stopEndsIt()
{
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    ExaidProcess stop;
    QCOMPARE(stop.run({u"stop"_s, u"--port"_s, QString::number(port)}), 0);
    QVERIFY2(stop.out.contains("Stopped."), stop.out.constData());
    QCOMPARE(daemon.exitCode(), 0);
    ExaidProcess status;
    QCOMPARE(status.run({u"status"_s, u"--port"_s, QString::number(port)}), 3);
}

void TestExaidServe::pain24_healthFileComesAndGoes()
{
    const int port = freePort();
    ExaidProcess daemon;
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    QTRY_VERIFY(QFile::exists(healthPath(daemon)));
    QFile file(healthPath(daemon));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject health = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(health.value("port"_L1).toInt(), port);
    QCOMPARE(health.value("pid"_L1).toInteger(), daemon.process.processId());
    QCOMPARE(health.value("global_capacity"_L1).toInt(), 5);
    daemon.process.terminate();
    QCOMPARE(daemon.exitCode(), 0);
    QVERIFY(!QFile::exists(healthPath(daemon)));

    // After a crash it stays, and says so.
    ExaidProcess crashing;
    crashing.start({u"serve"_s, u"--port"_s, QString::number(port)});
    QVERIFY2(started(crashing), crashing.err.constData());
    QTRY_VERIFY(QFile::exists(healthPath(crashing)));
    crashing.process.kill();
    QCOMPARE(crashing.exitCode(), -1);
    QVERIFY(QFile::exists(healthPath(crashing)));
    ExaidProcess status;
    status.environment.insert(u"EXAI_HEALTH_FILE"_s, healthPath(crashing));
    status.environment.insert(u"EXAI_HEALTH_WRITER_INTERVAL"_s, u"0.1"_s); // so that it is old soon
    QCOMPARE(status.run({u"status"_s, u"--port"_s, QString::number(port)}), 3);
}

void TestExaidServe::pain32_everyCallIsInTheLog()
{
    const int port = freePort();
    ExaidProcess daemon;
    const QString eventLog = daemon.dir.filePath(u"events.jsonl"_s);
    daemon.start({u"serve"_s, u"--port"_s, QString::number(port), u"--set"_s,
                  QString(u"EXAI_EVENT_LOG="_s + eventLog)});
    QVERIFY2(started(daemon), daemon.err.constData());
    CallingClient good(port, u"hello"_s);
    CallingClient bad(port, u"[sim error=400] hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!good.result.isEmpty() && !bad.result.isEmpty(), 20'000);
    daemon.process.terminate();
    QCOMPARE(daemon.exitCode(), 0);
    QFile file(daemon.dir.filePath(u".local/state/exaid/calls.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList outcomes;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject record = QJsonDocument::fromJson(line).object();
        outcomes << record.value("outcome"_L1).toString();
        for (const QString &field : {u"t"_s, u"op"_s, u"lat"_s, u"sess"_s, u"name"_s, u"prov"_s,
                                     u"request_id"_s, u"model"_s, u"queue_ms"_s, u"run_ms"_s, u"simulated"_s})
            QVERIFY2(record.contains(field), (QByteArray(line + " lacks " + field.toUtf8())).constData());
        QVERIFY(!line.contains("hello")); // neither prompts nor answers
    }
    outcomes.sort();
    QCOMPARE(outcomes.size(), 2);
    QCOMPARE(outcomes.at(0), u"answer"_s);

    QFile events(eventLog);
    QVERIFY(events.open(QIODevice::ReadOnly));
    const QList<QByteArray> eventLines = events.readAll().trimmed().split('\n');
    QCOMPARE(QJsonDocument::fromJson(eventLines.constLast()).object().value("kind"_L1).toString(),
             u"draining"_s);
}

void TestExaidServe::pain27_tokenIsWanted()
{
    const QString port = QString::number(freePort());
    ExaidProcess daemon;
    const QString tokenFile = daemon.write(u"token"_s, "hidden-token-0123456789\n");
    daemon.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, tokenFile);
    daemon.start({u"serve"_s, u"--port"_s, port, u"--set"_s, u"EXAI_LOG_LEVEL=debug"_s});
    QVERIFY2(started(daemon), daemon.err.constData());
    ExaidProcess without;
    QCOMPARE(without.run({u"status"_s, u"--port"_s, port}), 1);
    ExaidProcess with;
    with.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, tokenFile);
    QCOMPARE(with.run({u"status"_s, u"--port"_s, port}), 0);
    daemon.process.terminate();
    QCOMPARE(daemon.exitCode(), 0);
    QVERIFY(!QByteArray(daemon.out + daemon.err + with.out + with.err).contains("hidden-token"));
}

void TestExaidServe::settingsWarningsAreCounted()
{
    ExaidProcess daemon;
    daemon.environment.insert(u"EXAI_WS_PROT"_s, u"1"_s);
    daemon.environment.insert(u"KIMI_SEMAPHORE_TIMEOUT"_s, u"0.001"_s);
    daemon.start({u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY2(started(daemon), daemon.err.constData());
    QVERIFY2(daemon.out.contains("2 settings warnings"), daemon.out.constData());
    QTRY_VERIFY(daemon.err.contains("Did you mean EXAI_WS_PORT?") &&
                daemon.err.contains("EXAI_QUEUE_TIMEOUT_SECS"));
}

void TestExaidServe::limitsChangeWithoutARestart()
{
    const int port = freePort();
    ExaidProcess daemon;
    const QString env = daemon.write(u"my.env"_s, "EXAI_WS_GLOBAL_MAX_INFLIGHT=4\n");
    daemon.start({u"serve"_s, u"--env-file"_s, env, u"--port"_s, QString::number(port)});
    QVERIFY2(started(daemon), daemon.err.constData());
    CallingClient client(port, u"[sim delay=3s] hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(client.accepted, 20'000);

    daemon.write(
        u"my.env"_s,
        "EXAI_WS_GLOBAL_MAX_INFLIGHT=9\nEXAI_WS_KIMI_MAX_INFLIGHT=1\nEXAI_WS_PORT=1\nEXAI_LOG_KEEP=7\n");
    QTRY_VERIFY_WITH_TIMEOUT(
        daemon.err.contains("EXAI_WS_GLOBAL_MAX_INFLIGHT 4 → 9, EXAI_WS_KIMI_MAX_INFLIGHT 3 → 1, "
                            "EXAI_LOG_KEEP 5 → 7 (after a restart)"),
        10'000);
    ExaidProcess status;
    QCOMPARE(status.run({u"status"_s, u"--json"_s, u"--port"_s, QString::number(port)}), 0);
    QCOMPARE(capacitiesOf(status.out).value(u"global"_s), 9);
    QCOMPARE(capacitiesOf(status.out).value(u"providerkimi"_s), 1);
    QCOMPARE(capacitiesOf(status.out).value(u"providerglm"_s), 2);

    // A bad file changes nothing and is told.
    daemon.write(u"my.env"_s, "EXAI_WS_GLOBAL_MAX_INFLIGHT=0\n");
    QTRY_VERIFY_WITH_TIMEOUT(daemon.err.contains("EXAI_WS_GLOBAL_MAX_INFLIGHT (") &&
                                 daemon.err.contains("former ones stay"),
                             10'000);
    ExaidProcess again;
    QCOMPARE(again.run({u"status"_s, u"--json"_s, u"--port"_s, QString::number(port)}), 0);
    QCOMPARE(capacitiesOf(again.out).value(u"global"_s), 9);

    // The call that ran meanwhile was not cut.
    QTRY_VERIFY_WITH_TIMEOUT(!client.result.isEmpty(), 20'000);
    QVERIFY(client.result.value("ok"_L1).toBool());
}

QTEST_GUILESS_MAIN(TestExaidServe)
#include "tst_exaidserve.moc"
