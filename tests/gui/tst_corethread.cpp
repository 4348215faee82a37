#include "app/desktop/corethread.h"
#include "app/desktop/daemonprobe.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestCoreThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void bothFeedsShowTheSameDaemon();
    void portInUseIsSaidWithAHint();
    void endsWithoutHavingServed();
    void probeFindsWhoListens();
    void probeSaysNobody();

private:
    LoadedSettings load(int port) const;
    SettingsSources sources(int port) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCoreThread::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

SettingsSources TestCoreThread::sources(int port) const
{
    QFile env(m_folder->filePath(u"test.env"_s));
    if (!env.exists() && env.open(QIODevice::WriteOnly))
        env.write("# nothing\n");
    SettingsSources sources;
    sources.envFile = env.fileName();
    sources.environment = {{u"HOME"_s, m_folder->path()}, {u"XDG_STATE_HOME"_s, m_folder->path()}};
    sources.commandLine = {{u"EXAI_WS_PORT"_s, QString::number(port)}};
    return sources;
}

LoadedSettings TestCoreThread::load(int port) const
{
    return loadSettings(sources(port));
}

void TestCoreThread::bothFeedsShowTheSameDaemon()
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    CoreThread core(load(0), sources(0));
    MonitorHub *hub = nullptr;
    quint16 port = 0;
    connect(&core, &CoreThread::started, this, [&](MonitorHub *h, quint16 p) {
        hub = h;
        port = p;
    });
    QSignalSpy stopped(&core, &CoreThread::stopped);
    core.start();
    QTRY_VERIFY(hub);
    QVERIFY(core.isServing());
    QVERIFY(hub->thread() != thread());

    FeedStore own(timers), attached(timers);
    auto local = std::make_unique<LocalMonitorFeed>(*hub);
    RemoteMonitorFeed remote(monitorUrl(u"127.0.0.1"_s, port), Secret(), timers);
    own.follow(local.get());
    attached.follow(&remote);
    QTRY_VERIFY(own.isLive());
    QTRY_VERIFY(attached.isLive());
    QCOMPARE(own.snapshot().port, int(port));
    QCOMPARE(attached.snapshot().pid, own.snapshot().pid);
    QCOMPARE(attached.snapshot().pools, own.snapshot().pools);
    QVERIFY(own.snapshot().simulated); // no keys here
    // An idle daemon still beats once a second: nothing is lost.
    QSignalSpy lost(&attached, &FeedStore::linkChanged);
    QSignalSpy beats(&attached, &FeedStore::snapshotChanged);
    QTRY_VERIFY_WITH_TIMEOUT(beats.count() >= 3, 6'000);
    QCOMPARE(lost.count(), 0);

    core.drain();
    QTRY_COMPARE(stopped.count(), 1);
    QVERIFY(!core.isServing());
    QTRY_VERIFY(!attached.isLive());
    own.follow(nullptr);
    local.reset();
}

void TestCoreThread::portInUseIsSaidWithAHint()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    CoreThread core(load(other.serverPort()), sources(other.serverPort()));
    Error error;
    connect(&core, &CoreThread::failed, this, [&](const Error &e) { error = e; });
    const QSignalSpy started(&core, &CoreThread::started);
    core.start();
    QTRY_COMPARE(error.code, u"port_in_use"_s);
    QVERIFY(error.message.contains(QString::number(other.serverPort())));
    QVERIFY(error.hint.contains(u"EXAI_WS_PORT"_s));
    QCOMPARE(started.count(), 0);
    QVERIFY(!core.isServing());
}

void TestCoreThread::endsWithoutHavingServed()
{
    const CoreThread neverStarted(load(0), sources(0));
    CoreThread droppedAtOnce(load(0), sources(0));
    droppedAtOnce.start();
}

void TestCoreThread::probeFindsWhoListens()
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    QTcpServer closed, open;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const int closedPort = closed.serverPort();
    closed.close();
    QVERIFY(open.listen(QHostAddress::LocalHost));
    DaemonProbe probe({{u"127.0.0.1"_s, closedPort, u"a"_s}, {u"127.0.0.1"_s, open.serverPort(), u"b"_s}},
                      timers);
    QString origin;
    connect(&probe, &DaemonProbe::found, this,
            [&](const DaemonAddress &address) { origin += address.origin; });
    const QSignalSpy nobody(&probe, &DaemonProbe::nobody);
    probe.start();
    QTRY_COMPARE(origin, u"b"_s);
    QCOMPARE(nobody.count(), 0);
}

void TestCoreThread::probeSaysNobody()
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const int closedPort = closed.serverPort();
    closed.close();
    for (const QList<DaemonAddress> &candidates :
         {QList<DaemonAddress>{}, {{u"127.0.0.1"_s, closedPort, {}}}}) {
        DaemonProbe probe(candidates, timers);
        const QSignalSpy nobody(&probe, &DaemonProbe::nobody);
        probe.start();
        QTRY_COMPARE(nobody.count(), 1);
    }
}

QTEST_GUILESS_MAIN(TestCoreThread)
#include "tst_corethread.moc"
