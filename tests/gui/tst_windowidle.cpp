// What a window costs in which nothing happens: first with five free slots, then while five calls hold them
// and only their ages grow. Visible on each page, and hidden behind the tray icon.

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
#include <QThread>
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

// Three agents whose five calls hang, on a thread of their own: what they hear meanwhile is not the window's.
class HangingAgents
{
public:
    explicit HangingAgents(quint16 port)
        : m_root(new QObject)
    {
        m_root->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_root, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(m_root, [root = m_root, port] {
            begin(root, port, 2, u"kimi-k2-0905-preview"_s);
            begin(root, port, 1, u"kimi-k2-0905-preview"_s);
            begin(root, port, 2, u"glm-4.5-flash"_s);
        });
    }
    ~HangingAgents()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(HangingAgents)

private:
    static void begin(QObject *root, quint16 port, int calls, const QString &model)
    {
        auto *client = new ExaiClient(port, {}, root);
        QObject::connect(client, &ExaiClient::ready, client, [client, calls, model] {
            for (int i = 0; i < calls; ++i)
                client->chat(u"a [mock hang=first]"_s, model);
        });
    }

    QThread m_thread;
    QObject *m_root; // lives on m_thread
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
    const auto judge = [](const char *what, const Use &use, int seconds) {
        const double share = use.cpuSeconds / seconds;
        qInfo("%s, %s: GUI thread %.2f %% of a core, %.1f wake-ups a second", QTest::currentDataTag(), what,
              share * 100, static_cast<double>(use.wakes) / seconds);
        return share;
    };
    constexpr int Span = TimeScale > 1 ? 1 : 2; // seconds; instrumented, nothing is judged that is worth more
    const auto judgeHidden = [&](const char *what, double mostWakes) {
        window.hide();
        over(1);
        const Use hidden = over(Span);
        QVERIFY(judge(what, hidden, Span) <= 0.002 * TimeScale);
        QVERIFY2(static_cast<double>(hidden.wakes) / Span <= mostWakes * TimeScale, what);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    };
    actions.showSlots->trigger();
    over(1);
    QVERIFY(judge("free slots", over(Span), Span) <= 0.01 * TimeScale);
    // The daemon's own beat, once a second, is all that is heard; over a socket it may take two turns.
    judgeHidden("hidden, free slots", attached ? 5 : 3);

    const HangingAgents agents(daemon.port());
    QTRY_COMPARE(mock.stats().counts().inFlight, 5);
    QTRY_COMPARE(store.snapshot().pools.value(0).held, 5);

    const QList<QAction *> pages = attached ? QList<QAction *>{actions.showSlots} : actions.pages->actions();
    for (QAction *page : pages) {
        page->trigger();
        over(1); // it is laid out
        const double share = judge(qPrintable(page->objectName()), over(Span), Span);
        QVERIFY2(share <= 0.01 * TimeScale, qPrintable(page->objectName()));
    }
    // The tray icon and its tooltip follow the slots: five snapshots a second while calls run.
    judgeHidden("hidden, five calls run", 12);
    store.follow(nullptr);
}

QTEST_MAIN(TestWindowIdle)
#include "tst_windowidle.moc"
