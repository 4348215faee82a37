#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/models/callsmodel.h"
#include "gui/pages/overviewpage.h"
#include "gui/theme.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/poolbar.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <ctime>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestOverviewPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void showsWhatTheFeedSays();
    void emptyTablesSayWhy();
    void simulatedIsLabelled();
    void agesGrowWithoutTraffic();
    void lostLinkIsSaidWithTheAge();
    void failedStartSaysWhatToDo();
    void delKillsTheSelectedCallAfterAsking();
    void killCanBeDeclined();
    void dontAskAgainLastsForTheRun();
    void killsAllCallsOfASession();
    void nothingToKillWhenLost();
    void delInTheFilterDoesNotKill();
    void auditNow();
    void copiesTheSelectedRows();
    void selectionSurvivesTicks();
    void hiddenPageDoesNothing();
    void refreshesAreRateLimited();
    void crowdIsShownInTime();
    void pictures();

private:
    RowTable *calls() const { return m_page->callsPane()->table(); }
    // After the page's pause between two refreshes.
    void say(const Snapshot &snapshot);
    void selectCall(quint64 id) const;
    KillDialog *openDialog() const;

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<OverviewPage> m_page;
};

void TestOverviewPage::init()
{
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<OverviewPage>(*m_store, *m_actions);
    m_store->follow(m_feed.get());
    m_page->resize(1120, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestOverviewPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
}

void TestOverviewPage::say(const Snapshot &snapshot)
{
    m_time->advance(125ms);
    m_feed->say(snapshot);
}

void TestOverviewPage::selectCall(quint64 id) const
{
    const QAbstractItemModel *model = calls()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(KeyRole).toULongLong() == id)
            calls()->selectRow(row);
    }
}

KillDialog *TestOverviewPage::openDialog() const
{
    for (KillDialog *dialog : m_page->findChildren<KillDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void TestOverviewPage::showsWhatTheFeedSays()
{
    say(busySnapshot());
    QCOMPARE(calls()->model()->rowCount(), 7);
    QCOMPARE(m_page->sessionsPane()->table()->model()->rowCount(), 3);
    QCOMPARE(m_page->findChild<QLabel *>(u"daemonState"_s)->text(), u"Serving"_s);
    QCOMPARE(m_page->findChild<PoolBar *>(u"poolBar:provider:kimi"_s)->accessibleDescription(),
             u"KIMI 3 of 3, 2 waiting"_s);
    QVERIFY(m_page->findChild<QWidget *>(u"linkBanner"_s)->isHidden());
    QCOMPARE(calls()->model()->index(0, CallsModel::Age).data().toString(),
             u"3 min 53 s"_s); // the oldest first
    const auto *chart = m_page->findChild<QWidget *>(u"slotUsageChart"_s);
    m_time->advance(500ms);
    QVERIFY(chart->accessibleDescription().contains(u"now 3 of 3, highest 3"_s));
}

void TestOverviewPage::emptyTablesSayWhy()
{
    QVERIFY(calls()->emptyText().contains(u"has not answered"_s));
    say(idleSnapshot());
    QVERIFY(calls()->emptyText().contains(u"8079"_s));
    QVERIFY(saveShot(*m_page, u"overview-idle"_s));
    say(busySnapshot());
    m_time->advance(1s);
    m_page->callsPane()->filter()->setText(u"gemini"_s);
    QCOMPARE(calls()->model()->rowCount(), 0);
    QVERIFY(calls()->emptyText().contains(u"gemini"_s));
    QVERIFY(calls()->emptyText().contains(u"all 7"_s));
}

void TestOverviewPage::simulatedIsLabelled()
{
    const auto *label = m_page->findChild<QLabel *>(u"simulatedLabel"_s);
    QVERIFY(label->isHidden());
    say(idleSnapshot());
    QVERIFY(label->isVisible());
    m_time->advance(1s);
    say(busySnapshot());
    QVERIFY(label->isHidden());
}

void TestOverviewPage::agesGrowWithoutTraffic()
{
    say(busySnapshot());
    m_time->advance(1'875ms); // to the next beat of the page
    QCOMPARE(calls()->model()->index(0, CallsModel::Age).data().toString(), u"3 min 54 s"_s);
}

void TestOverviewPage::lostLinkIsSaidWithTheAge()
{
    say(busySnapshot());
    const auto *banner = m_page->findChild<LinkBanner *>(u"linkBanner"_s);
    QVERIFY(banner->isHidden());
    const auto warns = [this] { // a time left that runs out is orange, as long as it is known
        const QImage image = calls()->viewport()->grab().toImage();
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += qRed(image.pixel(x, y)) - qBlue(image.pixel(x, y)) > 60 ? 1 : 0;
        }
        return pixels > 0;
    };
    m_time->advance(1s);
    QVERIFY(warns());
    m_time->advance(1s);
    QVERIFY(banner->isVisible());
    QVERIFY(!warns());
    m_time->advance(10'875ms);
    QVERIFY2(banner->text().contains(u"The numbers below are 12 s old."_s), qPrintable(banner->text()));
    QCOMPARE(m_page->findChild<QLabel *>(u"daemonState"_s)->text(), u"Last known"_s);
    QCOMPARE(calls()->model()->index(0, CallsModel::Age).data().toString(), u"3 min 53 s"_s);
    QVERIFY(saveShot(*m_page, u"overview-lost"_s));
    say(busySnapshot());
    QVERIFY(banner->isHidden());
    QCOMPARE(m_page->findChild<QLabel *>(u"daemonState"_s)->text(), u"Serving"_s);
}

void TestOverviewPage::failedStartSaysWhatToDo()
{
    m_store->follow(nullptr);
    m_store->setFailure({u"port_in_use"_s, u"Port 8079 is used by another program (pid 321)."_s,
                         u"Stop it or set EXAI_WS_PORT to a free port."_s});
    const auto *banner = m_page->findChild<LinkBanner *>(u"linkBanner"_s);
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(u"pid 321"_s));
    QVERIFY(banner->text().contains(u"EXAI_WS_PORT"_s));
    QVERIFY(saveShot(*m_page, u"overview-failed"_s));
}

void TestOverviewPage::delKillsTheSelectedCallAfterAsking()
{
    say(busySnapshot());
    selectCall(13);
    calls()->setFocus();
    QTest::keyClick(calls(), Qt::Key_Delete);
    KillDialog *dialog = openDialog();
    QVERIFY(dialog);
    QCOMPARE(m_feed->asked, QStringList());
    const auto *list = dialog->findChild<QListWidget *>(u"killList"_s);
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains(u"codex-main"_s));
    QVERIFY(list->item(0)->text().contains(u"kimi"_s));
    QVERIFY(saveShot(*dialog, u"kill-dialog"_s));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_K, Qt::AltModifier);
    QTRY_COMPARE(m_feed->asked, QStringList{u"cancel_call 13"_s});
}

void TestOverviewPage::killCanBeDeclined()
{
    say(busySnapshot());
    selectCall(13);
    m_actions->killCalls->trigger();
    QTest::keyClick(openDialog(), Qt::Key_Return); // the default is to keep it running
    QTRY_VERIFY(!openDialog());
    m_actions->killCalls->trigger();
    QTest::keyClick(openDialog(), Qt::Key_Escape);
    QTRY_VERIFY(!openDialog());
    QCOMPARE(m_feed->asked, QStringList());
}

void TestOverviewPage::dontAskAgainLastsForTheRun()
{
    say(busySnapshot());
    selectCall(13);
    m_actions->killCalls->trigger();
    openDialog()->findChild<QCheckBox *>()->setChecked(true);
    QTest::mouseClick(openDialog()->findChild<QPushButton *>(u"killReject"_s), Qt::LeftButton);
    QVERIFY(m_actions->askBeforeKill->isChecked()); // no was no
    m_actions->killCalls->trigger();
    openDialog()->findChild<QCheckBox *>()->setChecked(true);
    QTest::mouseClick(openDialog()->findChild<QPushButton *>(u"killConfirm"_s), Qt::LeftButton);
    QCOMPARE(m_feed->asked.size(), 1);
    QVERIFY(!m_actions->askBeforeKill->isChecked());
    selectCall(14);
    m_actions->killCalls->trigger();
    QVERIFY(!openDialog());
    QCOMPARE(m_feed->asked.constLast(), u"cancel_call 14"_s);
}

void TestOverviewPage::killsAllCallsOfASession()
{
    say(busySnapshot());
    RowTable *sessions = m_page->sessionsPane()->table();
    QVERIFY(!m_actions->killSession->isEnabled());
    for (int row = 0; row < sessions->model()->rowCount(); ++row) {
        if (sessions->model()->index(row, 0).data().toString() == u"claude-1"_s)
            sessions->selectRow(row);
    }
    sessions->setFocus();
    QTest::keyClick(sessions, Qt::Key_Delete, Qt::ShiftModifier);
    QVERIFY(openDialog());
    QCOMPARE(openDialog()->findChild<QListWidget *>(u"killList"_s)->count(), 3);
    QTest::mouseClick(openDialog()->findChild<QPushButton *>(u"killConfirm"_s), Qt::LeftButton);
    QCOMPARE(m_feed->asked, QStringList{u"cancel_session claude-1"_s});
}

void TestOverviewPage::nothingToKillWhenLost()
{
    say(busySnapshot());
    selectCall(13);
    QVERIFY(m_actions->killCalls->isEnabled());
    m_feed->setLink(MonitorFeed::Link::Lost);
    QVERIFY(!m_actions->killCalls->isEnabled());
    QVERIFY(!m_actions->auditNow->isEnabled());
}

void TestOverviewPage::delInTheFilterDoesNotKill()
{
    say(busySnapshot());
    selectCall(13);
    m_actions->findCall->trigger();
    QVERIFY(m_page->callsPane()->filter()->hasFocus());
    QTest::keyClicks(m_page->callsPane()->filter(), u"x"_s);
    QTest::keyClick(m_page->callsPane()->filter(), Qt::Key_Delete);
    QVERIFY(!openDialog());
}

void TestOverviewPage::auditNow()
{
    QVERIFY(!m_actions->auditNow->isEnabled());
    say(busySnapshot());
    const QSignalSpy said(m_page.get(), &OverviewPage::said);
    m_actions->auditNow->trigger();
    QCOMPARE(m_feed->asked, QStringList{u"audit"_s});
    QCOMPARE(said.count(), 1);
}

void TestOverviewPage::copiesTheSelectedRows()
{
    say(busySnapshot());
    selectCall(13);
    calls()->setFocus();
    QTest::keyClick(calls(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u"Session\tTool\tProvider"_s));
    QVERIFY(lines.at(1).startsWith(u"codex-main\tchat\tkimi\tkimi-latest\tstreaming"_s));
}

void TestOverviewPage::selectionSurvivesTicks()
{
    say(busySnapshot());
    selectCall(14);
    for (int i = 0; i < 10; ++i) {
        Snapshot snapshot = busySnapshot();
        snapshot.calls.remove(0, i % 3);
        snapshot.calls << crowdedSnapshot(30, 3, 7).calls.mid(i, 5);
        m_time->advance(200ms);
        m_feed->say(snapshot);
        QCOMPARE(m_page->callsPane()->selectedKeys(), QVariantList{QVariant::fromValue(quint64(14))});
    }
    m_time->advance(200ms);
    m_feed->say(idleSnapshot());
    QVERIFY(m_page->callsPane()->selectedKeys().isEmpty());
    QVERIFY(!m_actions->killCalls->isEnabled());
}

void TestOverviewPage::hiddenPageDoesNothing()
{
    say(busySnapshot());
    m_page->hide();
    const QSignalSpy changed(calls()->model(), &QAbstractItemModel::dataChanged);
    const QSignalSpy removed(calls()->model(), &QAbstractItemModel::rowsRemoved);
    for (int i = 0; i < 20; ++i) {
        m_time->advance(500ms);
        m_feed->say(i % 2 ? busySnapshot() : idleSnapshot());
    }
    m_feed->say(idleSnapshot());
    QCOMPARE(changed.count() + removed.count(), 0);
    m_page->show();
    QCOMPARE(calls()->model()->rowCount(), 0); // and catches up at once
}

void TestOverviewPage::refreshesAreRateLimited()
{
    say(busySnapshot());
    const QSignalSpy inserted(calls()->model(), &QAbstractItemModel::rowsInserted);
    for (int i = 1; i <= 100; ++i) { // a hundred in a second
        m_time->advance(10ms);
        m_feed->say(crowdedSnapshot(20, 2, i));
    }
    QVERIFY2(inserted.count() >= 11 && inserted.count() <= 12, qPrintable(QString::number(inserted.count())));
    m_time->advance(125ms);
    const quint64 newest = crowdedSnapshot(20, 2, 100).calls.constLast().id;
    selectCall(newest); // the last one said is shown
    QCOMPARE(m_page->callsPane()->selectedKeys(), QVariantList{QVariant::fromValue(newest)});
}

void TestOverviewPage::crowdIsShownInTime()
{
    // Processor time, not time on the wall: the machine may be busy. A tenth of the rows changes each time.
    struct Cost
    {
        double update = 0; // models, proxies, bars, counters
        double whole = 0;  // with the repaint
    };
    const auto measure = [&](int callCount, int sessionCount) {
        QList<double> updates, wholes;
        const auto milliseconds = [](std::clock_t from) {
            return 1000.0 * double(std::clock() - from) / CLOCKS_PER_SEC;
        };
        for (int i = 0; i < 22; ++i) {
            const Snapshot snapshot = crowdedSnapshot(callCount, sessionCount, i);
            m_time->advance(125ms);
            QCoreApplication::processEvents();
            const std::clock_t start = std::clock();
            m_feed->say(snapshot);
            updates << milliseconds(start);
            QCoreApplication::processEvents();
            wholes << milliseconds(start);
        }
        updates.removeFirst(); // the first fills the tables
        wholes.removeFirst();
        std::ranges::sort(updates);
        std::ranges::sort(wholes);
        return Cost{updates.at(updates.size() / 2), wholes.at(wholes.size() / 2)};
    };
    const Cost usual = measure(500, 50);
    const Cost crowd = measure(1'000, 200);
    qInfo(
        "update %.1f ms, with repaint %.1f ms at 500 calls; %.1f and %.1f ms at 1000 calls and 200 sessions",
        usual.update, usual.whole, crowd.update, crowd.whole);
    QCOMPARE(calls()->model()->rowCount(), 1'000);
    QVERIFY(usual.whole < 60); // loose: an unoptimised build may run under a sanitizer
    QVERIFY(crowd.whole < 120);
    QVERIFY(saveShot(*m_page, u"overview-crowd"_s));
}

void TestOverviewPage::pictures()
{
    // Five minutes of ups and downs with a pause in the middle.
    Snapshot snapshot = busySnapshot();
    const int kimi[] = {0, 1, 1, 2, 3, 3, 2, 3, 1, 0, 1, 3};
    const int glm[] = {1, 1, 2, 2, 1, 0, 0, 1, 2, 2, 2, 2};
    for (int i = 0; i < 600; ++i) {
        m_time->advance(500ms);
        if (i > 250 && i < 310)
            continue;
        snapshot.pools[1].held = kimi[i / 13 % 12];
        snapshot.pools[2].held = glm[i / 17 % 12];
        snapshot.pools[2].capacity = i < 500 ? 2 : 1;
        snapshot.wallMs = busySnapshot().wallMs;
        m_feed->say(snapshot);
    }
    m_feed->say(busySnapshot());
    m_time->advance(500ms);
    selectCall(13);
    QVERIFY(saveShot(*m_page, u"overview-light"_s));
    QApplication::setPalette(theme::darkPalette());
    QVERIFY(saveShot(*m_page, u"overview-dark"_s));
    QApplication::setPalette(theme::lightPalette());
    m_page->resize(760, 640);
    QVERIFY(saveShot(*m_page, u"overview-small"_s));
    m_page->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(saveShot(*m_page, u"overview-rtl"_s));
}

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
