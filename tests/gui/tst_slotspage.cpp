#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/charts/slottimeline.h"
#include "gui/dialogs/killdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/models/callsmodel.h"
#include "gui/pages/slotspage.h"
#include "gui/theme.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/slotboard.h"
#include "gui/widgets/slotcell.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <ctime>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestSlotsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void eachSlotIsACell();
    void aCellSaysEverything();
    void aProviderInTroubleSaysSo();
    void theQueueComesInItsOrder();
    void delKillsTheSelectedSlot();
    void killsFromTheQueue();
    void arrowsWalkOverTheCells();
    void anEndedCallIsNotSelectedAnyMore();
    void aLostLinkTakesTheColourAndTheCommands();
    void theTimelineShowsWhoHeldWhat();
    void aBarSelectsItsCell();
    void manySlotsAreCounted();
    void hiddenPageDoesNothing();
    void aCrowdIsShownInTime();
    void pictures();

private:
    void say(const Snapshot &snapshot);
    // Some minutes of traffic before the busy snapshot.
    void playHistory();
    SlotCell *cell(const QString &name) const { return m_page->findChild<SlotCell *>(u"slot:"_s + name); }

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<SlotsPage> m_page;
};

void TestSlotsPage::init()
{
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<SlotsPage>(*m_store, *m_actions);
    m_store->follow(m_feed.get());
    m_page->resize(1120, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestSlotsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
}

void TestSlotsPage::say(const Snapshot &snapshot)
{
    m_time->advance(125ms);
    m_feed->say(snapshot);
}

void TestSlotsPage::playHistory()
{
    Snapshot now = busySnapshot();
    m_feed->say(now);
    const char *sessions[] = {"claude-1", "codex-main", "aider-docs"};
    QList<MonitorEvent> events;
    for (int i = 0; i < 24; ++i) {
        MonitorEvent event;
        event.kind = u"call_finished"_s;
        const qint64 endMs = now.wallMs - 280'000 + i * 11'000;
        event.fields = {{u"call"_s, 1'000 + i},
                        {u"t"_s, static_cast<double>(endMs) / 1000},
                        {u"run_ms"_s, 4'000 + i % 4 * 2'000},
                        {u"outcome"_s, i % 7 == 3 ? u"timed_out"_s : u"answer"_s},
                        {u"prov"_s, i % 3 == 0 ? u"GLM"_s : u"KIMI"_s},
                        {u"sess"_s, QLatin1String(sessions[i % 3])},
                        {u"name"_s, u"chat"_s},
                        {u"work_class"_s, u"plain"_s}};
        events << event;
    }
    Q_EMIT m_feed->eventsArrived(events);
    say(now);
    m_time->advance(1s);
}

void TestSlotsPage::eachSlotIsACell()
{
    QVERIFY(m_page->board()->cells().isEmpty());
    say(idleSnapshot());
    QCOMPARE(m_page->board()->cells().size(), 5);
    QCOMPARE(cell(u"kimi:0"_s)->accessibleDescription(), u"free"_s);
    say(busySnapshot());
    QCOMPARE(m_page->board()->cells().size(), 5); // three of KIMI; GLM: one, and one over its lowered limit
    QVERIFY(cell(u"glm:1"_s)->content().isOverLimit);
    QCOMPARE(cell(u"kimi:0"_s)->callId(), 11U);
    QCOMPARE(m_page->findChild<QLabel *>(u"slotsOf:kimi"_s)->text(), u"KIMI 3 of 3, 2 waiting"_s);
}

void TestSlotsPage::aCellSaysEverything()
{
    say(busySnapshot());
    QCOMPARE(cell(u"kimi:0"_s)->accessibleName(), u"KIMI slot 1"_s);
    QCOMPARE(cell(u"kimi:0"_s)->accessibleDescription(),
             u"claude-1, codereview · kimi-k2-0905-preview, streaming, 1 min 35 s"_s);
    // Near its deadline it says what is left.
    QCOMPARE(cell(u"kimi:2"_s)->accessibleDescription(),
             u"codex-main, chat · kimi-latest, streaming, 7 s left"_s);
    m_time->advance(1890ms); // no snapshot is needed for a second to pass
    QCOMPARE(cell(u"kimi:0"_s)->accessibleDescription(),
             u"claude-1, codereview · kimi-k2-0905-preview, streaming, 1 min 36 s"_s);
}

void TestSlotsPage::aProviderInTroubleSaysSo()
{
    Snapshot snapshot = busySnapshot();
    ProviderSnapshot kimi, glm;
    kimi.id = u"kimi"_s;
    kimi.breaker = u"closed"_s;
    kimi.configuredLimit = kimi.effectiveLimit = 3;
    glm.id = u"glm"_s;
    glm.breaker = u"closed"_s;
    glm.configuredLimit = 2;
    glm.effectiveLimit = 1;
    snapshot.providers = {kimi, glm};
    say(snapshot);
    // Also ages are right from the first snapshot on.
    const QAbstractItemModel *queue = m_page->findChild<RowTable *>(u"queueTable"_s)->model();
    QCOMPARE(queue->index(0, CallsModel::Left).data().toString(), u"3 min 48 s"_s);
    const auto trouble = [this](const QString &provider) {
        return m_page->findChild<QLabel *>(u"troubleOf:"_s + provider)->text();
    };
    QCOMPARE(trouble(u"kimi"_s), QString());
    QCOMPARE(trouble(u"glm"_s), u"its refusals lowered the limit from 2 to 1"_s);
    snapshot.providers[0].breaker = u"open"_s;
    snapshot.providers[0].breakerRetryMs = 12'000;
    snapshot.providers[1].effectiveLimit = 0;
    snapshot.providers[1].holdMs = 3'200;
    say(snapshot);
    QCOMPARE(trouble(u"kimi"_s), u"circuit breaker open, tries again in 12 s"_s);
    QCOMPARE(trouble(u"glm"_s), u"on hold for 4 s"_s);
    QVERIFY(saveShot(*m_page, u"slots-trouble"_s));
    m_time->advance(1'800ms); // no snapshot, but time goes on
    QCOMPARE(trouble(u"kimi"_s), u"circuit breaker open, tries again in 11 s"_s);
    snapshot.providers[0].breaker = u"half_open"_s;
    say(snapshot);
    QCOMPARE(trouble(u"kimi"_s), u"circuit breaker half open, one call tries"_s);
    snapshot.providers[0].breaker = u"closed"_s;
    say(snapshot);
    QCOMPARE(trouble(u"kimi"_s), QString());
}

void TestSlotsPage::theQueueComesInItsOrder()
{
    say(busySnapshot());
    const QAbstractItemModel *queue = m_page->queuePane()->table()->model();
    QCOMPARE(queue->rowCount(), 2);
    QCOMPARE(queue->index(0, CallsModel::Queue).data().toString(), u"#1, about 9 s"_s);
    QCOMPARE(queue->index(1, CallsModel::Session).data().toString(), u"aider-docs"_s);
    say(idleSnapshot());
    QCOMPARE(queue->rowCount(), 0);
    QCOMPARE(m_page->queuePane()->table()->emptyText(), u"Nobody waits."_s);
}

void TestSlotsPage::delKillsTheSelectedSlot()
{
    say(busySnapshot());
    QVERIFY(!m_actions->killCalls->isEnabled());
    QTest::mouseClick(cell(u"kimi:1"_s), Qt::LeftButton);
    QVERIFY(m_actions->killCalls->isEnabled());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    auto *dialog = m_page->findChild<KillDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->accept();
    QCOMPARE(m_feed->asked, QStringList{u"cancel_call 12"_s});
}

void TestSlotsPage::killsFromTheQueue()
{
    say(busySnapshot());
    cell(u"kimi:1"_s)->setFocus();
    m_page->queuePane()->table()->selectRow(1);
    QCOMPARE(m_page->board()->selectedCall(), 0U); // one selection at a time
    m_actions->askBeforeKill->setChecked(false);
    m_actions->killCalls->trigger();
    QCOMPARE(m_feed->asked, QStringList{u"cancel_call 17"_s});
}

void TestSlotsPage::arrowsWalkOverTheCells()
{
    say(busySnapshot());
    cell(u"kimi:0"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(m_page->board()->selectedCall(), 12U);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left); // there is nothing before the first
    QCOMPARE(m_page->board()->selectedCall(), 11U);
}

void TestSlotsPage::anEndedCallIsNotSelectedAnyMore()
{
    Snapshot snapshot = busySnapshot();
    say(snapshot);
    cell(u"kimi:1"_s)->setFocus();
    snapshot.calls.removeAt(1);
    CallSnapshot next = snapshot.calls.constFirst();
    next.id = 99;
    snapshot.calls.append(next); // takes the freed slot
    say(snapshot);
    QCOMPARE(cell(u"kimi:1"_s)->callId(), 99U);
    QCOMPARE(m_page->board()->selectedCall(), 0U);
    QVERIFY(!m_actions->killCalls->isEnabled());
}

void TestSlotsPage::aLostLinkTakesTheColourAndTheCommands()
{
    say(busySnapshot());
    cell(u"kimi:1"_s)->setFocus();
    m_feed->setLink(MonitorFeed::Link::Lost);
    QVERIFY(cell(u"kimi:1"_s)->content().isStale);
    QVERIFY(!m_actions->killCalls->isEnabled());
    say(busySnapshot());
    QVERIFY(!cell(u"kimi:1"_s)->content().isStale);
    QVERIFY(m_actions->killCalls->isEnabled());
}

void TestSlotsPage::theTimelineShowsWhoHeldWhat()
{
    playHistory();
    QCOMPARE(m_page->timeline()->rows().size(), 5);
    QVERIFY(m_page->timeline()->accessibleDescription().startsWith(u"KIMI 1: "_s));
    qsizetype bars = 0;
    for (const TimelineRow &row : m_page->timeline()->rows())
        bars += row.spans.size();
    QCOMPARE(bars, 24 + 5);
    auto *grouping = m_page->findChild<QComboBox *>(u"timelineGrouping"_s);
    grouping->setCurrentIndex(1);
    QCOMPARE(m_page->timeline()->rows().constFirst().label, u"aider-docs"_s);
    m_page->findChild<QComboBox *>(u"timelineWindow"_s)->setCurrentIndex(0);
    QVERIFY(m_page->timeline()->barOf(11).width() > 0);
}

void TestSlotsPage::aBarSelectsItsCell()
{
    playHistory();
    const QRectF bar = m_page->timeline()->barOf(13);
    QVERIFY(bar.isValid());
    QCOMPARE(m_page->timeline()->spanAt(bar.center())->call, 13U);
    QTest::mouseClick(m_page->timeline(), Qt::LeftButton, {}, bar.center().toPoint());
    QCOMPARE(m_page->board()->selectedCall(), 13U);
}

void TestSlotsPage::manySlotsAreCounted()
{
    Snapshot snapshot = idleSnapshot();
    snapshot.pools[1].capacity = 200;
    say(snapshot);
    QCOMPARE(m_page->board()->cells().size(), SlotBoard::MaxCells + 2);
    QVERIFY(m_page->findChild<QLabel *>(u"slotsOf:kimi"_s)->text().contains(u"136"_s));
}

void TestSlotsPage::hiddenPageDoesNothing()
{
    say(idleSnapshot());
    m_page->hide();
    say(busySnapshot());
    QCOMPARE(cell(u"kimi:0"_s)->callId(), 0U);
    m_time->advance(10s);
    QVERIFY(!m_time->hasPending() || m_store->isLive() == false);
    m_page->show();
    QCOMPARE(cell(u"kimi:0"_s)->callId(), 11U);
}

void TestSlotsPage::aCrowdIsShownInTime()
{
    Snapshot snapshot = crowdedSnapshot(1'000, 200, 0);
    snapshot.pools[1].capacity = 24;
    say(snapshot);
    const std::clock_t before = std::clock();
    constexpr int Rounds = 20;
    for (int i = 1; i <= Rounds; ++i) {
        snapshot = crowdedSnapshot(1'000, 200, i);
        snapshot.pools[1].capacity = 24;
        say(snapshot);
        QCoreApplication::processEvents();
    }
    const double ms = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / Rounds;
    qInfo("a refresh of 1000 calls takes %.1f ms of processor time", ms);
#ifdef NDEBUG
    QVERIFY2(ms < 50, qPrintable(QString::number(ms)));
#endif
}

void TestSlotsPage::pictures()
{
    playHistory();
    cell(u"kimi:1"_s)->setFocus();
    QVERIFY(saveShot(*m_page, u"slots-light"_s));
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    QVERIFY(saveShot(*m_page, u"slots-dark"_s));
    m_page->findChild<QComboBox *>(u"timelineGrouping"_s)->setCurrentIndex(1);
    QVERIFY(saveShot(*m_page, u"slots-dark-sessions"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
    m_page->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(saveShot(*m_page, u"slots-rtl"_s));
}

QTEST_MAIN(TestSlotsPage)
#include "tst_slotspage.moc"
