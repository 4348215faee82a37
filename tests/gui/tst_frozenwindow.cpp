// A window that does nothing for ten seconds, as one whose disk or display hangs: no call waits for it, and
// afterwards it shows what is, not what was.

#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/mainwindow.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/daemonthread.h"
#include "tests/integration/daemon/exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QActionGroup>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <mutex>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-0905-preview"_s;
const Secret Token("a-token-for-this-test");

// Agents on a thread of their own: each has one call under way at any time.
class BusyAgents
{
public:
    explicit BusyAgents(quint16 port)
        : m_root(new QObject)
    {
        m_root->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_root, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(m_root, [this, port] { begin(port); });
    }
    ~BusyAgents()
    {
        m_thread.quit();
        m_thread.wait();
    }
    // The calls that ended since it was asked last.
    QList<ClientCall> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_ended, {});
    }

private:
    void begin(quint16 port)
    {
        for (int i = 0; i < 3; ++i) {
            auto *client = new ExaiClient(port, u"a-token-for-this-test"_s, m_root);
            const auto ask = [client] { client->chat(u"[mock delay=20 tokens=3]"_s, Kimi); };
            client->onFinished = [this, ask](const ClientCall &call) {
                {
                    const std::scoped_lock lock(m_mutex);
                    m_ended << call;
                }
                ask();
            };
            QObject::connect(client, &ExaiClient::ready, client, ask);
        }
    }

    QThread m_thread;
    QObject *m_root; // lives on m_thread
    std::mutex m_mutex;
    QList<ClientCall> m_ended;
};

QList<double> millisecondsOf(const QList<ClientCall> &calls)
{
    QList<double> list;
    for (const ClientCall &call : calls)
        list << call.ms();
    return list;
}

} // namespace

class TestFrozenWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void delaysNoCall();
};

void TestFrozenWindow::delaysNoCall()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.server.token = Token;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    const SystemClock clock;
    SystemTimerService timers(clock);
    // Both kinds of feed at once, on the same frozen thread.
    MonitorHub *hub = nullptr;
    daemon.run([&hub](Daemon &d) { hub = &d.monitor(); });
    FeedStore own(timers), attached(timers);
    auto local = std::make_unique<LocalMonitorFeed>(*hub);
    auto remote =
        std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, daemon.port()), Token, timers);
    own.follow(local.get());
    attached.follow(remote.get());
    Actions actions;
    const QTemporaryDir folder;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    MainWindow window(own, actions, state);
    window.show();
    actions.showSlots->trigger();
    QTRY_VERIFY(own.isLive() && attached.isLive());

    BusyAgents agents(daemon.port());
    QTRY_VERIFY(own.snapshot().counters.callsAnswered > 10);
    agents.take();
    QTest::qWait(2'000); // how long calls take while the window lives
    const QList<ClientCall> before = agents.take();
    QVERIFY(before.size() > 20);

    constexpr unsigned long Frozen = 10;
    QThread::sleep(Frozen); // the hook: nothing of this thread runs
    const QList<ClientCall> during = agents.take();
    const qint64 thawed = steadyNs();
    const auto answeredBy = [&daemon] {
        qint64 number = 0;
        daemon.run([&](Daemon &d) { number = d.snapshot().counters.callsAnswered; });
        return number;
    };
    const qint64 answered = answeredBy();
    // One snapshot was waiting, not a hundred; or events, and the snapshot comes after them.
    int arrived = 0;
    connect(local.get(), &MonitorFeed::snapshotArrived, this, [&arrived] { ++arrived; });
    QCoreApplication::processEvents();
    QVERIFY2(arrived <= 3, qPrintable(QString::number(arrived)));
    QTRY_VERIFY(arrived >= 1);
    for (FeedStore *store : {&own, &attached}) {
        QTRY_VERIFY(store->isLive() && store->snapshot().counters.callsAnswered >= answered);
        qInfo("%s: up to date %.0f ms after it", store == &own ? "own daemon" : "attached",
              static_cast<double>(steadyNs() - thawed) / 1e6);
    }

    const QList<double> calm = millisecondsOf(before), frozen = millisecondsOf(during);
    const double perSecond = static_cast<double>(during.size()) / Frozen;
    qInfo("window alive: %lld calls, median %.1f ms, worst %.1f ms; frozen for %lu s: %lld calls (%.0f/s), "
          "median %.1f ms, worst %.1f ms",
          static_cast<long long>(before.size()), percentile(calm, 0.5), percentile(calm, 1.0), Frozen,
          static_cast<long long>(during.size()), perSecond, percentile(frozen, 0.5), percentile(frozen, 1.0));
    QVERIFY(std::ranges::all_of(during, &ClientCall::ok));
    QVERIFY(perSecond >= 0.7 * static_cast<double>(before.size()) / 2 / roomScale());
    QVERIFY(percentile(frozen, 0.5) <= percentile(calm, 0.5) + 10 * roomScale());
    QVERIFY(percentile(frozen, 1.0) <= percentile(calm, 1.0) + 150 * roomScale());

    own.follow(nullptr);
    attached.follow(nullptr);
    remote.reset();
    local.reset();
}

QTEST_MAIN(TestFrozenWindow)
#include "tst_frozenwindow.moc"
