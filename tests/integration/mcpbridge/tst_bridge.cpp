#include "tests/integration/mcpbridge/bridgehost.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <unistd.h>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

// What a host gets through the bridge, and who is let in.
class TestBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greetsListsAndCalls();
    void answersAnEarlyDiscover();
    void tenAtOnceStartOneDaemon();
    void endsWithAnswersWhenTheInputEnds();
    void daemonThatCanNotStartIsExplained();
    void noStartMeansNoStart();
    void tokenIsAskedFor();
    void longLineIsRefusedWithItsId();
    void largeAnswerComesWhole();
    void socketIsForItsUserAlone();
    void directoryOfOthersIsRefused();
    void otherUserIsTurnedAway();
    void environmentFileOfTheProjectIsNotRead();
};

void TestBridge::greetsListsAndCalls()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    QCOMPARE(host.answer(0)[u"result"][u"protocolVersion"].toString(), u"2025-11-25"_s);
    host.request(1, u"tools/list"_s);
    QVERIFY(!host.answer(1)[u"result"][u"tools"].toArray().isEmpty());
    host.call(2, u"chat"_s, {{u"prompt"_s, u"hello"_s}});
    const QJsonObject answer = host.answer(2);
    QVERIFY2(!answer[u"result"][u"content"].toArray().isEmpty(), QJsonDocument(answer).toJson().constData());
    QVERIFY(!answer[u"result"][u"isError"].toBool());
    QVERIFY(host.saidOnlyProtocol);
    QVERIFY2(host.err.isEmpty(), host.err.constData());
}

void TestBridge::answersAnEarlyDiscover()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    const QJsonObject meta{{u"io.modelcontextprotocol/protocolVersion"_s, u"2026-07-28"_s},
                           {u"io.modelcontextprotocol/clientCapabilities"_s, QJsonObject()}};
    host.request(1, u"server/discover"_s, {{u"_meta"_s, meta}});
    QVERIFY(host.answer(1)[u"result"][u"supportedVersions"].toArray().contains(u"2026-07-28"_s));
    host.request(2, u"tools/list"_s, {{u"_meta"_s, meta}});
    QVERIFY(!host.answer(2)[u"result"][u"tools"].toArray().isEmpty());
}

void TestBridge::tenAtOnceStartOneDaemon()
{
    BridgeWorld world;
    std::vector<std::unique_ptr<BridgeHost>> hosts;
    for (int i = 0; i < 10; ++i)
        hosts.push_back(std::make_unique<BridgeHost>(world));
    for (const auto &host : hosts)
        host->greet();
    for (const auto &host : hosts) {
        QVERIFY2(host->answer(0, 40'000).contains(u"result"_s), host->err.constData());
        QVERIFY2(host->err.isEmpty(), host->err.constData());
    }
    QCOMPARE(world.daemonPids().size(), 1);
    // It is nobody's child, and outlives the bridge that started it.
    for (const auto &host : hosts)
        host->process.closeWriteChannel();
    for (const auto &host : hosts)
        QVERIFY(host->ends(5'000));
    QCOMPARE(world.daemonPids().size(), 1);
}

void TestBridge::endsWithAnswersWhenTheInputEnds()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    host.request(1, u"tools/list"_s);
    host.process.closeWriteChannel();
    QVERIFY(host.ends(5'000));
    QCOMPARE(host.process.exitCode(), 0);
    QVERIFY(host.hasAnswer(0) && host.hasAnswer(1));
}

void TestBridge::daemonThatCanNotStartIsExplained()
{
    BridgeWorld world;
    BridgeHost host(world, {u"--set"_s, u"EXAI_QUEUE_TOTAL=many"_s});
    host.greet();
    const QJsonObject answer = host.answer(0);
    QVERIFY2(answer[u"error"][u"message"].toString().contains(u"EXAI_QUEUE_TOTAL"_s),
             QJsonDocument(answer).toJson().constData());
    QVERIFY(host.saidOnlyProtocol);
}

void TestBridge::noStartMeansNoStart()
{
    BridgeWorld world;
    BridgeHost host(world, {u"--no-start"_s});
    host.greet();
    QVERIFY(host.answer(0)[u"error"][u"message"].toString().contains(u"exaid serve"_s));
    QVERIFY(world.daemonPids().isEmpty());
    host.request(1, u"ping"_s); // at once again: no hurry to fail
    QVERIFY(host.answer(1).contains(u"error"_s));
    QVERIFY(world.startDaemon());
    QTRY_VERIFY_WITH_TIMEOUT(
        (host.answers.remove(2), host.request(2, u"ping"_s), host.answer(2, 5'000).contains(u"result"_s)),
        20'000);
}

void TestBridge::tokenIsAskedFor()
{
    BridgeWorld world;
    QFile token(world.dir.filePath(u"token"_s));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write("hidden-token-0123456789\n");
    token.close();
    QVERIFY(token.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QProcessEnvironment without = world.environment;
    world.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, token.fileName());
    QVERIFY(world.startDaemon());
    BridgeHost knows(world);
    knows.greet();
    QVERIFY(knows.answer(0).contains(u"result"_s));
    std::swap(world.environment, without);
    BridgeHost knowsNot(world);
    knowsNot.greet();
    QVERIFY2(knowsNot.answer(0)[u"error"][u"message"].toString().contains(u"EXAI_WS_TOKEN_FILE"_s),
             knowsNot.err.constData());
    QVERIFY(!QByteArray(knows.err + knowsNot.err).contains("hidden-token"));
}

void TestBridge::longLineIsRefusedWithItsId()
{
    BridgeWorld world;
    world.environment.insert(u"EXAI_WS_MAX_BYTES"_s, u"65536"_s);
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    host.call(1, u"chat"_s, {{u"prompt"_s, QString(100'000, u'x')}});
    QVERIFY(host.answer(1)[u"error"][u"message"].toString().contains(u"EXAI_WS_MAX_BYTES"_s));
    host.request(2, u"ping"_s);
    QVERIFY(host.answer(2).contains(u"result"_s));
}

void TestBridge::largeAnswerComesWhole()
{
    BridgeWorld world;
    world.environment.insert(u"EXAI_TEST_TOOLS"_s, u"true"_s);
    QVERIFY(world.startDaemon());
    BridgeHost host(world);
    host.greet();
    const QString text(1'000'000, u'y');
    host.call(1, u"test_echo"_s, {{u"prompt"_s, text}});
    const QJsonObject answer = host.answer(1);
    QVERIFY2(QJsonDocument(answer).toJson(QJsonDocument::Compact).contains(text.toUtf8()),
             QJsonDocument(answer).toJson().left(500).constData());
}

void TestBridge::socketIsForItsUserAlone()
{
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    const QFileInfo socket(world.socketPath());
    constexpr QFile::Permissions Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                          QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(socket.permissions() & Others));
    QVERIFY(!(QFileInfo(world.stateDir()).permissions() & (QFile::WriteGroup | QFile::WriteOther)));
}

void TestBridge::directoryOfOthersIsRefused()
{
    BridgeWorld world;
    QVERIFY(QDir().mkpath(world.stateDir()));
    QVERIFY(QFile::setPermissions(world.stateDir(), QFile::Permissions::fromInt(0x7777)));
    BridgeHost host(world);
    host.greet();
    QVERIFY2(host.answer(0)[u"error"][u"message"].toString().contains(u"chmod"_s), host.err.constData());
}

// Even one that finds the way to the socket.
void TestBridge::otherUserIsTurnedAway()
{
    if (::geteuid() != 0)
        QSKIP("needs the right to become another user");
    BridgeWorld world;
    QVERIFY(world.startDaemon());
    for (const QString &path : {world.dir.path(), world.dir.filePath(u".local"_s),
                                world.dir.filePath(u".local/state"_s), world.stateDir(), world.socketPath()})
        QVERIFY(QFile::setPermissions(path, QFile::Permissions::fromInt(0x7777)));
    QProcess stranger;
    stranger.setChildProcessModifier([] {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            ::_exit(99);
    });
    stranger.start(u"/usr/bin/python3"_s,
                   {u"-c"_s,
                    u"import socket,sys\n"
                    "s=socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])\n"
                    "s.sendall(b'{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\\n')\n"
                    "print('got', s.recv(100))"_s,
                    world.socketPath()});
    QVERIFY(QTest::qWaitFor([&] { return stranger.state() == QProcess::NotRunning; }, 20'000));
    const QByteArray out = stranger.readAllStandardOutput() + stranger.readAllStandardError();
    QVERIFY2(out.contains("got b''") || out.contains("reset") || out.contains("Broken pipe"),
             out.constData());
}

void TestBridge::environmentFileOfTheProjectIsNotRead()
{
    BridgeWorld world;
    QFile env(world.dir.filePath(u".env"_s)); // hosts start bridges in the project's folder
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.write("EXAI_QUEUE_TOTAL=many\nEXAI_STATE_DIR=/nonexistent\n");
    env.close();
    BridgeHost host(world);
    host.greet();
    QVERIFY2(host.answer(0, 40'000).contains(u"result"_s), host.err.constData());
}

QTEST_GUILESS_MAIN(TestBridge)
#include "tst_bridge.moc"
