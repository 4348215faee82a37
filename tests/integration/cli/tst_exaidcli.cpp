#include "core/monitoring/snapshot.h"
#include "tests/integration/cli/exaidprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// Answers as a daemon's monitor does.
class StandInDaemon : public QObject
{
public:
    explicit StandInDaemon(const QString &token = {})
        : m_server(u"stand-in"_s, QWebSocketServer::NonSecureMode)
        , m_token(token)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            QWebSocket *socket = m_server.nextPendingConnection();
            socket->setParent(&m_sockets);
            paths << socket->requestUrl().path();
            connect(socket, &QWebSocket::textMessageReceived, this,
                    [this, socket](const QString &text) { answer(socket, text); });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("can't listen");
    }

    QString port() const { return QString::number(m_server.serverPort()); }

    QStringList paths;
    QStringList ops;
    bool silent = false;
    bool stops = true;

private:
    void answer(QWebSocket *socket, const QString &text)
    {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        const QString op = message.value("op"_L1).toString();
        ops << op;
        if (silent)
            return;
        if (op == "monitor_hello"_L1) {
            const bool ok = message.value("token"_L1).toString() == m_token;
            send(socket, {{"op"_L1, "monitor_hello_ack"_L1}, {"ok"_L1, ok}});
            send(socket, {{"op"_L1, "events"_L1}, {"events"_L1, QJsonArray()}}); // must be ignored
        } else if (op == "snapshot_once"_L1) {
            Snapshot snapshot;
            snapshot.version = u"9.9"_s;
            snapshot.state = u"serving"_s;
            snapshot.pid = 4711;
            snapshot.calls.append(CallSnapshot{});
            send(socket, {{"op"_L1, "snapshot"_L1}, {"snapshot"_L1, toJson(snapshot)}});
        } else if (op == "stop"_L1) {
            send(socket, {{"op"_L1, "ok"_L1}, {"for"_L1, "stop"_L1}});
            if (!stops)
                return;
            m_server.close(); // as a draining daemon does; the connection stays until the last call has ended
            QTimer::singleShot(400, socket, [socket] { socket->close(); });
        }
    }

    static void send(QWebSocket *socket, const QJsonObject &frame)
    {
        socket->sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    }

    QWebSocketServer m_server;
    QObject m_sockets; // their owner; goes before the server
    const QString m_token;
};

QString closedPort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("can't listen");
    return QString::number(server.serverPort());
}

} // namespace

class TestExaidCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usage_data();
    void usage();
    void pain8_configExplainsEverything();
    void configNamesOneSetting();
    void configMarkdownIsTheReference();
    void pain28_configMasksSecrets();
    void badSettingsStopTheStart();
    void pain27_worldReadableKeyFileStopsTheStart();
    void missingEnvFileStopsTheStart();
    void statusShowsTheDaemon();
    void statusAsJson();
    void statusSaysWhatToDoWhenNothingRuns();
    void pain26_statusFindsTheDaemonByItsHealthFile();
    void pain27_statusSaysThatTheTokenIsWrong();
    void statusTellsStrangersApart();
    void stopWaitsUntilTheLastCallHasEnded();
    void stopGivesUpAfterItsTimeout();
    void stopWithNothingThere();
};

void TestExaidCli::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QStringList() << 2 << u"Usage: exaid"_s;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"Usage: exaid"_s;
    QTest::newRow("version") << QStringList{u"version"_s} << 0 << u"exaid "_s;
    QTest::newRow("unknown command") << QStringList{u"sevre"_s} << 2 << u"no command “sevre”"_s;
    QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--prot"_s, u"1"_s} << 2
                                    << u"exaid serve --help"_s;
    QTest::newRow("left-over argument") << QStringList{u"serve"_s, u"now"_s} << 2 << u"does not take: now"_s;
    QTest::newRow("bad --set") << QStringList{u"serve"_s, u"--set"_s, u"EXAI_WS_PORT"_s} << 2
                               << u"NAME=VALUE"_s;
    for (const QString &command : {u"serve"_s, u"status"_s, u"stop"_s, u"config"_s}) {
        QTest::newRow(qPrintable(u"help of "_s + command))
            << QStringList{command, u"--help"_s} << 0 << QString(u"exaid "_s + command + u':');
    }
}

void TestExaidCli::usage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, text);
    ExaidProcess exaid;
    QTEST(exaid.run(arguments), "code");
    QVERIFY2(QString::fromUtf8(exaid.out + exaid.err).contains(text),
             QByteArray(exaid.out + exaid.err).constData());
}

void TestExaidCli::pain8_configExplainsEverything()
{
    ExaidProcess exaid;
    exaid.environment.insert(u"KIMI_THINKING_TIMEOUT_SECS"_s, u"111"_s);
    const QString env = exaid.write(u"my.env"_s, "EXAI_WS_GLM_MAX_INFLIGHT=1\nEXAI_WS_PROT=1\n");
    QCOMPARE(exaid.run({u"config"_s, u"--json"_s, u"--env-file"_s, env, u"--set"_s, u"EXAI_QUEUE_TOTAL=500"_s,
                        u"--port"_s, u"9000"_s}),
             0);
    const QJsonObject json = QJsonDocument::fromJson(exaid.out).object();
    QHash<QString, QJsonObject> settings;
    const QJsonArray array = json.value("settings"_L1).toArray();
    for (const QJsonValue &value : array)
        settings.insert(value.toObject().value("name"_L1).toString(), value.toObject());
    QVERIFY(settings.size() > 70);
    const auto check = [&settings](const QString &name, const QString &value, const QString &source) {
        const QJsonObject setting = settings.value(name);
        return setting.value("value"_L1).toString() == value &&
               setting.value("source"_L1).toString().endsWith(source);
    };
    QVERIFY(check(u"KIMI_THINKING_TIMEOUT_SECS"_s, u"111"_s, u"environment"_s));
    QVERIFY(check(u"EXAI_WS_GLM_MAX_INFLIGHT"_s, u"1"_s, u"my.env:1"_s));
    QVERIFY(check(u"EXAI_QUEUE_TOTAL"_s, u"500"_s, u"command line"_s));
    QVERIFY(check(u"EXAI_WS_PORT"_s, u"9000"_s, u"command line"_s));
    QVERIFY(check(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"5"_s, u"profile development"_s));
    QCOMPARE(json.value("warnings"_L1).toArray().size(), 1);
    QVERIFY(json.value("warnings"_L1)
                .toArray()
                .at(0)
                .toObject()
                .value("hint"_L1)
                .toString()
                .contains(u"EXAI_WS_PORT"_s));
}

void TestExaidCli::configNamesOneSetting()
{
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"config"_s, u"MOONSHOT_API_URL"_s}), 0);
    QVERIFY2(exaid.out.startsWith("KIMI_API_URL = https://api.moonshot.ai/v1\n"), exaid.out.constData());
    ExaidProcess wrong;
    QCOMPARE(wrong.run({u"config"_s, u"EXAI_WS_PROT"_s}), 2);
    QVERIFY(wrong.err.contains("Did you mean EXAI_WS_PORT?"));
}

void TestExaidCli::configMarkdownIsTheReference()
{
    ExaidProcess exaid;
    exaid.environment.insert(u"EXAI_WS_PORT"_s, u"not a port"_s); // the values of this machine don't matter
    QCOMPARE(exaid.run({u"config"_s, u"--markdown"_s}), 0);
    QVERIFY(exaid.out.startsWith("# Settings\n"));
    QVERIFY(exaid.out.contains("| `EXAI_WS_PORT` |"));
}

void TestExaidCli::pain28_configMasksSecrets()
{
    ExaidProcess exaid;
    exaid.environment.insert(u"KIMI_API_KEY"_s, u"sk-hidden-value"_s);
    exaid.environment.insert(u"EXAI_WS_TOKEN"_s, u"hidden-value"_s); // too short: an error
    QCOMPARE(exaid.run({u"config"_s}), 2);
    QVERIFY(exaid.out.contains("********"));
    QVERIFY(!QByteArray(exaid.out + exaid.err).contains("hidden-value"));
}

void TestExaidCli::badSettingsStopTheStart()
{
    ExaidProcess exaid;
    exaid.environment.insert(u"KIMI_TIMEOUT_SECS"_s, u"soon"_s);
    const QString env = exaid.write(u"my.env"_s, "EXAI_WS_SESSION_MAX_INFLIGHT=9\nEXAI_WS_TOKEN=too-short\n");
    QCOMPARE(
        exaid.run({u"serve"_s, u"--env-file"_s, env, u"--port"_s, u"99999"_s, u"--host"_s, u"0.0.0.0"_s}), 2);
    QVERIFY(exaid.out.isEmpty());
    for (const char *part : {"4 of its settings", "KIMI_TIMEOUT_SECS (environment): “soon” is not a number",
                             "EXAI_WS_SESSION_MAX_INFLIGHT (", "my.env:1",
                             "EXAI_WS_PORT (command line): 99999 is out of range (0 to 65535)",
                             "EXAI_WS_TOKEN (", "shorter than 16 characters", "openssl rand"})
        QVERIFY2(exaid.err.contains(part), QByteArray(part + QByteArray("\n") + exaid.err).constData());
    QVERIFY(!exaid.err.contains("too-short"));
}

void TestExaidCli::pain27_worldReadableKeyFileStopsTheStart()
{
#ifdef Q_OS_UNIX
    ExaidProcess exaid;
    const QString key =
        exaid.write(u"key"_s, "sk-hidden-value\n",
                    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    exaid.environment.insert(u"GLM_API_KEY_FILE"_s, key);
    QCOMPARE(exaid.run({u"serve"_s, u"--port"_s, u"0"_s}), 2);
    QVERIFY2(exaid.err.contains(QByteArray("chmod 600 " + key.toUtf8())), exaid.err.constData());
    QVERIFY(!exaid.err.contains("hidden-value"));
#endif
}

void TestExaidCli::missingEnvFileStopsTheStart()
{
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"serve"_s, u"--env-file"_s, u"nowhere.env"_s}), 2);
    QVERIFY2(exaid.err.contains("nowhere.env can't be read"), exaid.err.constData());
}

void TestExaidCli::statusShowsTheDaemon()
{
    StandInDaemon daemon(u"0123456789abcdef"_s);
    ExaidProcess exaid;
    exaid.environment.insert(u"EXAI_WS_TOKEN"_s, u"0123456789abcdef"_s);
    QCOMPARE(exaid.run({u"status"_s, u"--port"_s, daemon.port()}), 0);
    QVERIFY2(exaid.out.contains("exaid 9.9: serving"), exaid.out.constData());
    QVERIFY(exaid.out.contains("pid 4711"));
    QCOMPARE(daemon.paths, QStringList{u"/monitor"_s});
}

void TestExaidCli::statusAsJson()
{
    StandInDaemon daemon;
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"status"_s, u"--json"_s, u"--port"_s, daemon.port()}), 0);
    QCOMPARE(QJsonDocument::fromJson(exaid.out).object().value("version"_L1).toString(), u"9.9"_s);
    ExaidProcess none;
    QCOMPARE(none.run({u"status"_s, u"--json"_s, u"--port"_s, closedPort()}), 3);
    QCOMPARE(QJsonDocument::fromJson(none.out).object().value("running"_L1), QJsonValue(false));
}

void TestExaidCli::statusSaysWhatToDoWhenNothingRuns()
{
    ExaidProcess exaid;
    const QString port = closedPort();
    QCOMPARE(exaid.run({u"status"_s, u"--port"_s, port}), 3);
    QVERIFY2(exaid.err.contains(QByteArray("nothing listens on ws://127.0.0.1:" + port.toUtf8())),
             exaid.err.constData());
    QVERIFY(exaid.err.contains("exaid serve"));
}

void TestExaidCli::pain26_statusFindsTheDaemonByItsHealthFile()
{
    StandInDaemon daemon;
    ExaidProcess exaid;
    const QString health =
        exaid.write(u"health.json"_s, u"{\"t\": %1, \"pid\": 1, \"host\": \"127.0.0.1\", \"port\": %2}"_s
                                          .arg(QDateTime::currentSecsSinceEpoch())
                                          .arg(daemon.port())
                                          .toUtf8());
    exaid.environment.insert(u"EXAI_HEALTH_FILE"_s, health);
    QCOMPARE(exaid.run({u"status"_s, u"--port"_s, u"0"_s}), 0);
    QVERIFY(exaid.out.contains("exaid 9.9"));
}

void TestExaidCli::pain27_statusSaysThatTheTokenIsWrong()
{
    StandInDaemon daemon(u"0123456789abcdef"_s);
    ExaidProcess without;
    QCOMPARE(without.run({u"status"_s, u"--port"_s, daemon.port()}), 1);
    QVERIFY2(without.err.contains("EXAI_WS_TOKEN_FILE"), without.err.constData());
    ExaidProcess wrong;
    wrong.environment.insert(u"EXAI_WS_TOKEN"_s, u"another-hidden-value"_s);
    QCOMPARE(wrong.run({u"status"_s, u"--port"_s, daemon.port()}), 1);
    QVERIFY2(wrong.err.contains("does not accept the token"), wrong.err.constData());
    QVERIFY(!wrong.err.contains("hidden-value"));
}

void TestExaidCli::statusTellsStrangersApart()
{
    QTcpServer stranger;
    QVERIFY(stranger.listen(QHostAddress::LocalHost));
    connect(&stranger, &QTcpServer::newConnection, this, [&stranger] {
        QTcpSocket *socket = stranger.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"status"_s, u"--port"_s, QString::number(stranger.serverPort())}), 1);
    QVERIFY2(exaid.err.contains("is not exaid"), exaid.err.constData());

    StandInDaemon hung;
    hung.silent = true;
    ExaidProcess patient;
    QCOMPARE(patient.run({u"status"_s, u"--port"_s, hung.port()}), 1);
    QVERIFY2(patient.err.contains("does not answer within 5 s"), patient.err.constData());
}

void TestExaidCli::stopWaitsUntilTheLastCallHasEnded()
{
    StandInDaemon daemon;
    ExaidProcess exaid;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(exaid.run({u"stop"_s, u"--port"_s, daemon.port()}), 0);
    QVERIFY(timer.elapsed() >= 400);
    QCOMPARE(daemon.ops, (QStringList{u"monitor_hello"_s, u"snapshot_once"_s, u"stop"_s}));
    QVERIFY2(exaid.out.contains("pid 4711") && exaid.out.contains("calls still running: 1") &&
                 exaid.out.endsWith("Stopped.\n"),
             exaid.out.constData());
}

void TestExaidCli::stopGivesUpAfterItsTimeout()
{
    StandInDaemon daemon;
    daemon.stops = false;
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"stop"_s, u"--port"_s, daemon.port(), u"--timeout"_s, u"0.5"_s}), 1);
    QVERIFY2(exaid.err.contains("has not ended"), exaid.err.constData());
}

void TestExaidCli::stopWithNothingThere()
{
    ExaidProcess exaid;
    QCOMPARE(exaid.run({u"stop"_s, u"--port"_s, closedPort()}), 3);
    QVERIFY(exaid.err.contains("not running"));
}

QTEST_GUILESS_MAIN(TestExaidCli)
#include "tst_exaidcli.moc"
