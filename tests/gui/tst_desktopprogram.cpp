// Runs the real program, offscreen, in a process of its own.

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestDesktopProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void withoutDisplaySaysWhatToDo();
    void helpNeedsNoDisplay();
    void wrongOptionEndsWithTwo();
    void runsADaemonAndTakesAPicture();
    void attachesToARunningOne();
    void aSecondStartRaisesTheFirst();
    void badSettingsOpenTheWindowAndSayWhich();
    void sigtermStopsTheDaemonAndEnds();

private:
    std::unique_ptr<QProcess> start(const QStringList &arguments, bool display = true);
    static bool listens(quint16 port);
    static quint16 freePort();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDesktopProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<QProcess> TestDesktopProgram::start(const QStringList &arguments, bool display)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(name), m_folder->path());
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    if (!display)
        environment.remove(u"QT_QPA_PLATFORM"_s);
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(m_folder->path());
    process->start(QString::fromUtf8(EXAID_DESKTOP_BINARY), arguments);
    return process;
}

bool TestDesktopProgram::listens(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(200);
}

quint16 TestDesktopProgram::freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

void TestDesktopProgram::withoutDisplaySaysWhatToDo()
{
    const auto process = start({}, false);
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 2);
    QVERIFY(process->readAllStandardError().contains("exaid serve"));
}

void TestDesktopProgram::helpNeedsNoDisplay()
{
    const auto process = start({u"--help"_s}, false);
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(process->readAllStandardOutput().contains("--attach"));
}

void TestDesktopProgram::wrongOptionEndsWithTwo()
{
    const auto process = start({u"--nonsense"_s});
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 2);
    QVERIFY(process->readAllStandardError().contains("nonsense"));
}

void TestDesktopProgram::runsADaemonAndTakesAPicture()
{
    const QString picture = m_folder->filePath(u"own.png"_s);
    const quint16 port = freePort();
    const auto process = start(
        {u"--port"_s, QString::number(port), u"--screenshot"_s, picture, u"--screenshot-after"_s, u"2"_s});
    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20'000);
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(QImage(picture).width() > 400);
    QVERIFY(!listens(port));
    QVERIFY(QFile::exists(m_folder->filePath(u"exaid/desktop.ini"_s)));
}

void TestDesktopProgram::attachesToARunningOne()
{
    const quint16 port = freePort();
    const auto first = start({u"--port"_s, QString::number(port)});
    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20'000);
    for (const QStringList &way :
         {QStringList{u"--attach"_s, QString::number(port)}, {u"--port"_s, QString::number(port)}}) {
        const auto second = start(way + QStringList{u"--screenshot"_s, m_folder->filePath(u"second.png"_s),
                                                    u"--screenshot-after"_s, u"2"_s});
        QVERIFY(second->waitForFinished());
        QCOMPARE(second->exitCode(), 0);
        QVERIFY(QFile::remove(m_folder->filePath(u"second.png"_s)));
        QVERIFY(listens(port)); // closing a visitor leaves the daemon alone
    }
    first->terminate();
    QVERIFY(first->waitForFinished());
    QCOMPARE(first->exitCode(), 0);
}

void TestDesktopProgram::aSecondStartRaisesTheFirst()
{
    const quint16 port = freePort();
    const QStringList arguments{u"--port"_s, QString::number(port)};
    auto first = start(arguments);
    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20'000);
    const auto second = start(arguments);
    QVERIFY(second->waitForFinished(20'000));
    QCOMPARE(second->exitCode(), 0);
    QVERIFY(listens(port));
    // The lock of one that was killed holds nobody up.
    first->kill();
    QVERIFY(first->waitForFinished());
    first = start(arguments);
    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20'000);
    first->terminate();
    QVERIFY(first->waitForFinished());
}

void TestDesktopProgram::badSettingsOpenTheWindowAndSayWhich()
{
    const QString picture = m_folder->filePath(u"bad.png"_s);
    const auto process = start(
        {u"--set"_s, u"EXAI_WS_PORT=99999"_s, u"--screenshot"_s, picture, u"--screenshot-after"_s, u"0.5"_s});
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(process->readAllStandardError().contains("EXAI_WS_PORT"));
    QVERIFY(!QImage(picture).isNull());
}

void TestDesktopProgram::sigtermStopsTheDaemonAndEnds()
{
    const quint16 port = freePort();
    const auto process = start({u"--port"_s, QString::number(port)});
    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20'000);
    process->terminate();
    QVERIFY(process->waitForFinished(10'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(!listens(port));
}

QTEST_MAIN(TestDesktopProgram)
#include "tst_desktopprogram.moc"
