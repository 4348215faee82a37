// From the window to the provider: a limit is changed while the daemon is full, over both kinds of feed; what
// the provider then gets, what the clients get, and what a new daemon reads.

#include "app/desktop/corethread.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/feed/settingsclient.h"
#include "tests/integration/daemon/exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Token = u"0123456789abcdef-token"_s;
const QString Model = u"kimi-k2-0905-preview"_s;

// A daemon with a settings file, a window's feed and its settings.
struct World
{
    explicit World(bool isAttached)
        : attached(isAttached)
    {}

    ~World()
    {
        store.follow(nullptr);
        feed.reset();
    }

    void write(const QByteArray &content) const
    {
        QFile file(sources.envFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("can't write the settings file");
    }

    QByteArray content() const
    {
        QFile file(sources.envFile);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    bool start()
    {
        sources.envFile = folder.filePath(u"exaid.env"_s);
        sources.environment = {{u"HOME"_s, folder.path()}, {u"XDG_STATE_HOME"_s, folder.path()}};
        sources.commandLine = {{u"EXAI_WS_PORT"_s, u"0"_s}};
        write("# of the test\nEXAI_WS_TOKEN=" + Token.toUtf8() +
              "\nKIMI_API_KEY=kimi-key-for-tests-0123456789\n" +
              "KIMI_API_URL=" + mock.baseUrl(u"kimi"_s).toUtf8() +
              "\nEXAI_MODEL_REFRESH_HOURS=0\nEXAI_WS_GLOBAL_MAX_INFLIGHT=3\nEXAI_WS_SESSION_MAX_INFLIGHT=2\n"
              "EXAI_WS_KIMI_MAX_INFLIGHT=12\nSESSION_MAX_CONCURRENT=20\nRATE_LIMIT_GLOBAL_CAPACITY=0\n"
              "RATE_LIMIT_USER_CAPACITY=0\n");
        const LoadedSettings loaded = loadSettings(sources);
        for (const SettingProblem &problem : loaded.errors + loaded.warnings)
            qInfo("%s: %s", qPrintable(problem.name), qPrintable(problem.message));
        core = std::make_unique<CoreThread>(loaded, sources);
        QObject::connect(core.get(), &CoreThread::started, &store,
                         [this](MonitorHub *hub, quint16 listening) {
                             port = listening;
                             if (attached)
                                 feed = std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, port),
                                                                            Secret(Token.toUtf8()), timers);
                             else
                                 feed = std::make_unique<LocalMonitorFeed>(*hub);
                             store.follow(feed.get());
                         });
        core->start();
        return QTest::qWaitFor([this] { return store.isLive(); }, 10'000);
    }

    const bool attached;
    QTemporaryDir folder;
    test::MockProvider mock;
    SettingsSources sources;
    const SystemClock clock;
    SystemTimerService timers{clock};
    std::unique_ptr<CoreThread> core; // before the feed, which reads its hub
    std::unique_ptr<MonitorFeed> feed;
    FeedStore store{timers};
    SettingsClient settings{store};
    quint16 port = 0;
};

int globalCapacity(const FeedStore &store)
{
    for (const PoolSnapshot &pool : store.snapshot().pools) {
        if (pool.kind == "global"_L1)
            return pool.capacity;
    }
    return 0;
}

} // namespace

class TestSettingsLive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLimitTakesEffectUnderLoad_data();
    void aLimitTakesEffectUnderLoad();
    void aDamagedFileIsReportedWithItsLine_data();
    void aDamagedFileIsReportedWithItsLine();
    void editsByHandArriveInTheWindow();
    void aKeyIsTestedAtTheProvider();
};

void TestSettingsLive::aLimitTakesEffectUnderLoad_data()
{
    QTest::addColumn<bool>("attached");
    QTest::newRow("own daemon") << false;
    QTest::newRow("attached") << true;
}

void TestSettingsLive::aLimitTakesEffectUnderLoad()
{
    QFETCH(const bool, attached);
    World world(attached);
    QVERIFY(world.start());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());

    std::vector<std::unique_ptr<test::ExaiClient>> clients;
    constexpr int Sessions = 6, Calls = 12;
    for (int i = 0; i < Sessions; ++i) {
        auto client = std::make_unique<test::ExaiClient>(world.port, Token);
        QTRY_VERIFY(client->isReady());
        for (int n = 0; n < Calls; ++n)
            client->chat(u"[mock delay=300 tokens=1] session %1"_s.arg(i), Model);
        clients.push_back(std::move(client));
    }
    QTRY_COMPARE(world.mock.stats().counts().inFlight, 3);

    // Raised: the fourth request to the provider is the proof.
    const QByteArray before = world.content();
    std::optional<SettingsOutcome> outcome;
    const qint64 asked = test::steadyNs();
    world.settings.apply({{{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, Secret("8")}}, {}}, this,
                         [&](const Result<SettingsOutcome> &done) {
                             QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
                             outcome = *done;
                         });
    qint64 full = 0;
    QTRY_VERIFY((full = world.mock.stats().counts().maxInFlight) >= 8);
    qint64 effectNs = 0;
    int running = 3; // overlapping requests after the change: all that came after it and at once
    const QList<test::MockRequest> requests = world.mock.stats().requests();
    for (const test::MockRequest &request : requests) {
        if (request.seenAtNs > asked && ++running == 4 + 4) {
            effectNs = request.seenAtNs - asked;
            break;
        }
    }
    QTRY_VERIFY(outcome);
    QVERIFY(outcome->errors.isEmpty());
    qInfo("eight calls at the provider %.1f ms after Apply", static_cast<double>(effectNs) / 1e6);
    QVERIFY(effectNs > 0 && static_cast<double>(effectNs) / 1e6 <= 50 * test::TimeScale);
    QTRY_COMPARE(globalCapacity(world.store), 8);
    QCOMPARE(world.content(), QByteArray(before).replace("GLOBAL_MAX_INFLIGHT=3", "GLOBAL_MAX_INFLIGHT=8"));

    // Lowered: nothing that runs is cut.
    world.settings.apply(
        {{{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, Secret("2")}}, {}}, this,
        [](const Result<SettingsOutcome> &done) { QVERIFY(done && done->errors.isEmpty()); });
    QTRY_COMPARE(globalCapacity(world.store), 2);
    world.settings.apply(
        {{{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, Secret("12")}}, {}}, this,
        [](const Result<SettingsOutcome> &done) { QVERIFY(done && done->errors.isEmpty()); });
    for (const auto &client : clients) {
        QTRY_COMPARE_WITH_TIMEOUT(client->unanswered(), 0, 30'000);
        for (const test::ClientCall &call : client->calls()) {
            QVERIFY2(call.ok(), qPrintable(call.code()));
            QCOMPARE(call.finals, 1);
        }
    }
    QCOMPARE(world.mock.stats().counts().requests, Sessions * Calls);
    QVERIFY(world.mock.stats().aborts().isEmpty());
    QCOMPARE(loadSettings(world.sources).settings.limits.globalInflight, 12); // what the next daemon reads
}

void TestSettingsLive::aDamagedFileIsReportedWithItsLine_data()
{
    aLimitTakesEffectUnderLoad_data();
}

void TestSettingsLive::aDamagedFileIsReportedWithItsLine()
{
    QFETCH(const bool, attached);
    World world(attached);
    QVERIFY(world.start());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());
    QSignalSpy events(&world.store, &FeedStore::eventsArrived);
    const QByteArray good = world.content();
    world.write(good + "EXAI_WS_GLOBAL_MAX_INFLIGHT=9\nthis is no setting\n");
    const QString place = world.sources.envFile + u":"_s + QString::number(good.count('\n') + 2);
    QTRY_VERIFY(!world.settings.view().fileErrors.isEmpty());
    QCOMPARE(world.settings.view().fileErrors.first().source, place);
    QCOMPARE(world.settings.view().find(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s)->value, u"3"_s);
    QCOMPARE(globalCapacity(world.store), 3);
    bool told = false;
    for (const QList<QVariant> &batch : events) {
        for (const MonitorEvent &event : batch.first().value<QList<MonitorEvent>>())
            told = told || (event.kind == "settings_damaged"_L1 && event.message.contains(place));
    }
    QVERIFY(told);
    // Gone back to what is in force.
    QTRY_VERIFY(!world.settings.view().versions.isEmpty());
    bool applied = false;
    world.settings.apply(
        {{}, world.settings.view().versions.first().id}, this,
        [&](const Result<SettingsOutcome> &done) { applied = done && done->errors.isEmpty(); });
    QTRY_VERIFY(applied);
    QCOMPARE(world.content(), good);
    QTRY_VERIFY(world.settings.view().fileErrors.isEmpty());
}

void TestSettingsLive::editsByHandArriveInTheWindow()
{
    World world(false);
    QVERIFY(world.start());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());
    world.write(QByteArray(world.content()).replace("GLOBAL_MAX_INFLIGHT=3", "GLOBAL_MAX_INFLIGHT=7"));
    QTRY_COMPARE(world.settings.view().find(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s)->value, u"7"_s);
    QTRY_COMPARE(globalCapacity(world.store), 7);
    QVERIFY(!world.settings.view().versions.isEmpty());
}

void TestSettingsLive::aKeyIsTestedAtTheProvider()
{
    World world(true);
    QVERIFY(world.start());
    world.mock.setModels({u"kimi-k2-0905-preview"_s, u"kimi-latest"_s});
    std::optional<Result<QString>> told;
    world.settings.testKey(u"KIMI_API_KEY"_s, Secret(), this,
                           [&](const Result<QString> &answer) { told = answer; });
    QTRY_VERIFY(told);
    QVERIFY2(*told, qPrintable(*told ? QString() : told->error().message));
    QCOMPARE(told->value(), u"2 models"_s);
    told.reset();
    world.settings.testKey(u"GLM_API_KEY"_s, Secret(), this,
                           [&](const Result<QString> &answer) { told = answer; });
    QTRY_VERIFY(told);
    QCOMPARE(told->error().code, u"no_key"_s);
}

QTEST_GUILESS_MAIN(TestSettingsLive)
#include "tst_settingslive.moc"
