// From the key to the slot: a real daemon, a real client whose call hangs, and the window that kills it.

#include "app/desktop/corethread.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/models/rowsmodel.h"
#include "gui/pages/overviewpage.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/exaiclient.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void delEndsAHungCallAndFreesItsSlot_data();
    void delEndsAHungCallAndFreesItsSlot();
};

void TestKill::delEndsAHungCallAndFreesItsSlot_data()
{
    QTest::addColumn<bool>("attached");
    QTest::newRow("own daemon") << false;
    QTest::newRow("attached") << true;
}

void TestKill::delEndsAHungCallAndFreesItsSlot()
{
    QFETCH(const bool, attached);
    const QTemporaryDir folder;
    QFile env(folder.filePath(u"test.env"_s));
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.close();
    SettingsSources sources;
    sources.envFile = env.fileName();
    sources.environment = {{u"HOME"_s, folder.path()}, {u"XDG_STATE_HOME"_s, folder.path()}};
    sources.commandLine = {{u"EXAI_WS_PORT"_s, u"0"_s}};

    const SystemClock clock;
    SystemTimerService timers(clock);
    CoreThread core(loadSettings(sources), sources);
    FeedStore store(timers);
    std::unique_ptr<MonitorFeed> feed;
    quint16 port = 0;
    connect(&core, &CoreThread::started, this, [&](MonitorHub *hub, quint16 listening) {
        port = listening;
        if (attached)
            feed = std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, port), Secret(), timers);
        else
            feed = std::make_unique<LocalMonitorFeed>(*hub);
        store.follow(feed.get());
    });
    core.start();
    QTRY_VERIFY(store.isLive());

    Actions actions;
    OverviewPage page(store, actions);
    page.resize(1100, 760);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    test::ExaiClient client(port);
    QTRY_VERIFY(client.isReady());
    const QString hung = client.chat(u"[sim hang]"_s, u"kimi-k2-0905-preview"_s);
    RowTable *table = page.callsPane()->table();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(store.snapshot().calls.value(0).leaseId != 0);

    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    auto *dialog = page.findChild<KillDialog *>();
    QVERIFY(dialog);
    QElapsedTimer elapsed;
    elapsed.start();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"killConfirm"_s), Qt::LeftButton);
    QTRY_COMPARE(client.callOf(hung).finals, 1);
    qInfo("told after %lld ms", elapsed.elapsed());
    QCOMPARE(client.callOf(hung).code(), u"CANCELLED"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    for (const PoolSnapshot &pool : store.snapshot().pools)
        QCOMPARE(pool.held, 0);
    QCOMPARE(store.snapshot().counters.callsCancelled, 1);
    QVERIFY(saveShot(page, attached ? u"killed-attached"_s : u"killed-own"_s));

    store.follow(nullptr);
    feed.reset();
}

QTEST_MAIN(TestKill)
#include "tst_kill.moc"
