// The daemon is a program of its own and ends, dies, hangs or is started anew: the window says so within two
// seconds, shows nothing old as if it were live, and recovers without anybody's help.

#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/mainwindow.h"
#include "gui/pages/overviewpage.h"
#include "gui/tray/trayicon.h"
#include "gui/widgets/linkbanner.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/exaiclient.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSettings>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

class TestDaemonLoss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void isShownInTime_data();
    void isShownInTime();

private:
    void startDaemon();
    bool saysLost() const;
    bool hasEnded() const { return m_daemon->state() == QProcess::NotRunning || m_daemon->waitForFinished(); }

    const SystemClock m_clock;
    SystemTimerService m_timers{m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_daemon;
    std::unique_ptr<RemoteMonitorFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TrayIcon> m_tray;
};

void TestDaemonLoss::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    m_port = probe.serverPort();
    probe.close();
    startDaemon();
    m_store = std::make_unique<FeedStore>(m_timers);
    m_feed = std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, m_port), Secret(), m_timers);
    m_store->follow(m_feed.get());
    m_actions = std::make_unique<Actions>();
    m_state = std::make_unique<QSettings>(m_folder->filePath(u"state.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(*m_store, *m_actions, *m_state);
    m_tray = std::make_unique<TrayIcon>(*m_store, *m_actions);
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_store->isLive(), 20'000);
    QCOMPARE(m_store->snapshot().pid, m_daemon->processId());
}

void TestDaemonLoss::cleanup()
{
    m_tray.reset();
    m_window.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    if (m_daemon) {
        m_daemon->kill();
        m_daemon->waitForFinished();
    }
    m_daemon.reset();
}

void TestDaemonLoss::startDaemon()
{
    m_daemon = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(name), m_folder->path());
    m_daemon->setProcessEnvironment(environment);
    m_daemon->setWorkingDirectory(m_folder->path());
    m_daemon->setStandardErrorFile(QProcess::nullDevice());
    m_daemon->start(QString::fromUtf8(EXAID_BINARY), {u"serve"_s, u"--port"_s, QString::number(m_port)});
    QVERIFY(m_daemon->waitForStarted());
}

// Everything that a person could look at.
bool TestDaemonLoss::saysLost() const
{
    const auto *banner = m_window->overview()->findChild<LinkBanner *>();
    return !m_store->isLive() && banner->isVisible() && banner->text().contains(u"Connection lost"_s) &&
           m_tray->state().kind == TrayKind::Disconnected && !m_actions->auditNow->isEnabled() &&
           !m_actions->pauseIntake->isEnabled();
}

void TestDaemonLoss::isShownInTime_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("awayMs"); // before it is back; 0: at once
    QTest::newRow("stopped") << SIGTERM << 3'000;
    QTest::newRow("killed") << SIGKILL << 3'000;
    QTest::newRow("hangs") << SIGSTOP << 1'000;
    QTest::newRow("restarted") << SIGKILL << 0;
}

void TestDaemonLoss::isShownInTime()
{
    QFETCH(const int, signal);
    QFETCH(const int, awayMs);
    const qint64 formerPid = m_daemon->processId();
    const qint64 begin = steadyNs();
    const auto elapsed = [begin] { return static_cast<double>(steadyNs() - begin) / 1e6; };
    QCOMPARE(::kill(static_cast<pid_t>(formerPid), signal), 0);
    if (awayMs == 0) {
        QVERIFY(hasEnded());
        startDaemon();
    }
    QTRY_VERIFY_WITH_TIMEOUT(saysLost(), 10'000);
    const double shown = elapsed();
    QVERIFY(saveShot(*m_window, u"daemon-%1"_s.arg(QLatin1StringView(QTest::currentDataTag()))));
    QTest::qWait(awayMs); // the window has tried in vain for a while, with growing pauses
    const qint64 back = steadyNs();
    if (signal == SIGSTOP) {
        QCOMPARE(::kill(static_cast<pid_t>(formerPid), SIGCONT), 0);
    } else if (awayMs > 0) {
        QVERIFY(hasEnded());
        startDaemon();
    }
    const auto *banner = m_window->overview()->findChild<LinkBanner *>();
    QTRY_VERIFY_WITH_TIMEOUT(m_store->isLive() && !banner->isVisible(), 15'000);
    qInfo("%s: shown after %.0f ms, live again %.0f ms after the daemon's start", QTest::currentDataTag(),
          shown, static_cast<double>(steadyNs() - back) / 1e6);
    QCOMPARE(m_store->snapshot().pid, m_daemon->processId());
    QVERIFY(m_tray->state().kind == TrayKind::Idle);
    QTRY_VERIFY(m_actions->auditNow->isEnabled() && m_actions->pauseIntake->isEnabled());
    QVERIFY2(shown <= 2'000 * TimeScale, qPrintable(QString::number(shown)));
}

QTEST_MAIN(TestDaemonLoss)
#include "tst_daemonloss.moc"
