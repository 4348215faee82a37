// What a window costs in which nothing happens: five calls hold their slots and their ages grow. Visible on
// the slots page, and hidden behind the tray icon.

#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/mainwindow.h"
#include "gui/tray/trayicon.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/daemonthread.h"
#include "tests/integration/daemon/exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QActionGroup>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>
#include <thread>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// Of the calling thread.
struct Use
{
    double cpuSeconds = 0;
    long wakes = 0; // times it went to sleep and was woken

    static Use now()
    {
        rusage usage{};
        getrusage(RUSAGE_THREAD, &usage);
        const auto seconds = [](const timeval &time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        return {seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_nvcsw};
    }
};

} // namespace

class TestWindowIdle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void costsNearlyNothing_data();
    void costsNearlyNothing();

private:
    static Use over(int seconds);
};

// As the program does: one turn of the loop after the other, without a timer of ours that would wake it.
Use TestWindowIdle::over(int seconds)
{
    QCoreApplication::processEvents();
    QEventLoop loop;
    std::thread alarm([&loop, seconds] {
        std::this_thread::sleep_for(std::chrono::seconds(seconds));
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    const Use before = Use::now();
    loop.exec();
    const Use after = Use::now();
    alarm.join();
    return {after.cpuSeconds - before.cpuSeconds, after.wakes - before.wakes - 1};
}

void TestWindowIdle::costsNearlyNothing_data()
{
    QTest::addColumn<bool>("attached");
    QTest::newRow("own daemon") << false;
    QTest::newRow("attached") << true;
}

void TestWindowIdle::costsNearlyNothing()
{
    QFETCH(const bool, attached);
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    const SystemClock clock;
    SystemTimerService timers(clock);
    FeedStore store(timers);
    std::unique_ptr<MonitorFeed> feed;
    if (attached) {
        feed =
            std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, daemon.port()), Secret(), timers);
    } else {
        MonitorHub *hub = nullptr;
        daemon.run([&hub](Daemon &d) { hub = &d.monitor(); });
        feed = std::make_unique<LocalMonitorFeed>(*hub);
    }
    store.follow(feed.get());
    Actions actions;
    const QTemporaryDir folder;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    MainWindow window(store, actions, state);
    const TrayIcon tray(store, actions);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    std::vector<std::unique_ptr<ExaiClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<ExaiClient>(daemon.port()));
        QTRY_VERIFY(clients.back()->isReady());
    }
    for (int i = 0; i < 3; ++i)
        clients.at(static_cast<size_t>(i) % 2)->chat(u"a [mock hang=first]"_s, u"kimi-k2-0905-preview"_s);
    for (int i = 0; i < 2; ++i)
        clients.at(2)->chat(u"a [mock hang=first]"_s, u"glm-4.5-flash"_s);
    QTRY_COMPARE(mock.stats().counts().inFlight, 5);
    QTRY_COMPARE(store.snapshot().pools.value(0).held, 5);

    const auto judge = [](const char *what, const Use &use, int seconds) {
        const double share = use.cpuSeconds / seconds;
        qInfo("%s, %s: GUI thread %.2f %% of a core, %.1f wake-ups a second", QTest::currentDataTag(), what,
              share * 100, static_cast<double>(use.wakes) / seconds);
        return share;
    };
    constexpr int Span = 4;
    for (QAction *page : actions.pages->actions()) {
        page->trigger();
        over(1); // it is laid out
        const double share = judge(qPrintable(page->objectName()), over(Span), Span);
        QVERIFY2(share <= 0.01 * TimeScale, qPrintable(page->objectName()));
    }
    actions.showSlots->trigger();
    window.hide();
    over(1);
    const Use hidden = over(Span);
    const double share = judge("hidden", hidden, Span);
    QVERIFY(share <= 0.002 * TimeScale);
    // The daemon's own beat, once a second, is all that is heard.
    QVERIFY2(static_cast<double>(hidden.wakes) / Span <= 4 * TimeScale, "the hidden window wakes up");
    store.follow(nullptr);
}

QTEST_MAIN(TestWindowIdle)
#include "tst_windowidle.moc"
