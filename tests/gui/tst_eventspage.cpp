#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/models/eventsmodel.h"
#include "gui/pages/eventspage.h"
#include "gui/theme.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Noon = 1'700'000'000'000;

MonitorEvent eventOf(quint64 sequence, EventLevel level = EventLevel::Info,
                     const QString &kind = u"call_finished"_s, const QString &message = u"chat after 2 s"_s)
{
    return {sequence, Noon + static_cast<qint64>(sequence) * 1'000,
            level,    kind,
            message,  {{u"sess"_s, u"claude-1"_s}, {u"call"_s, static_cast<qint64>(sequence)}}};
}

QList<MonitorEvent> manyEvents(quint64 from, quint64 to)
{
    QList<MonitorEvent> events;
    for (quint64 i = from; i <= to; ++i)
        events << eventOf(i);
    return events;
}

} // namespace

class TestEventsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void modelKeepsItsContract();
    void modelIsBounded();
    void modelKnowsRepeats();
    void showsWhatHappened();
    void levelsAreFiltered();
    void kindsAreFiltered();
    void wordsAreFiltered();
    void aSpanIsShownAndTakenBack();
    void evidenceIsShown();
    void jumpsToWhatItIsAbout();
    void followsUntilSomebodyReads();
    void hiddenPageCollects();
    void copiesRows();
    void pictures();

private:
    void tell(const QList<MonitorEvent> &events) { Q_EMIT m_feed->eventsArrived(events); }
    QAbstractItemModel *rows() const { return m_page->pane()->table()->model(); }

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<EventsPage> m_page;
};

void TestEventsPage::init()
{
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<EventsPage>(*m_store, *m_actions);
    m_store->follow(m_feed.get());
    m_page->resize(1000, 640);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestEventsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
}

void TestEventsPage::modelKeepsItsContract()
{
    EventsModel model(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (quint64 i = 0; i < 50; ++i)
        model.append(manyEvents(i * 7 + 1, i * 7 + 7));
    QVERIFY(model.rowCount() <= 100);
    QCOMPARE(model.at(model.rowCount() - 1).sequence, 350U);
}

void TestEventsPage::modelIsBounded()
{
    EventsModel model(1'000);
    model.append(manyEvents(1, 1'000));
    QCOMPARE(model.rowCount(), 1'000);
    model.append(manyEvents(1'001, 1'001));
    QVERIFY(model.rowCount() <= 1'000 && model.rowCount() > 900);
    model.append(manyEvents(2'000, 9'000)); // more at once than there is room for
    QCOMPARE(model.rowCount(), 1'000);
    QCOMPARE(model.at(999).sequence, 9'000U);
}

void TestEventsPage::modelKnowsRepeats()
{
    EventsModel model;
    model.append(manyEvents(1, 10));
    model.append(manyEvents(5, 12)); // after a reconnection
    QCOMPARE(model.rowCount(), 12);
    MonitorEvent other = eventOf(1); // another daemon counts from one
    other.wallMs = Noon + 3'600'000;
    model.append({other});
    QCOMPARE(model.rowCount(), 13);
}

void TestEventsPage::showsWhatHappened()
{
    QVERIFY(m_page->pane()->table()->emptyText().contains(u"Nothing has happened"_s));
    tell({eventOf(7, EventLevel::Warning, u"leak_recovered"_s, u"SEMAPHORE RECOVERY: global +1"_s)});
    QCOMPARE(rows()->rowCount(), 1);
    QCOMPARE(rows()->index(0, EventsModel::Level).data().toString(), u"Warning"_s);
    QCOMPARE(rows()->index(0, EventsModel::Session).data().toString(), u"claude-1"_s);
    QCOMPARE(rows()->index(0, EventsModel::Call).data().toString(), u"7"_s);
    QCOMPARE(rows()->index(0, EventsModel::Message).data().toString(), u"SEMAPHORE RECOVERY: global +1"_s);
}

void TestEventsPage::levelsAreFiltered()
{
    tell({eventOf(1), eventOf(2, EventLevel::Warning), eventOf(3, EventLevel::Error)});
    auto *least = m_page->findChild<QComboBox *>(u"leastLevel"_s);
    least->setCurrentIndex(1);
    QCOMPARE(rows()->rowCount(), 2);
    least->setCurrentIndex(2);
    QCOMPARE(rows()->rowCount(), 1);
    tell({eventOf(4), eventOf(5, EventLevel::Error)});
    QCOMPARE(rows()->rowCount(), 2);
    least->setCurrentIndex(0);
    QCOMPARE(rows()->rowCount(), 5);
}

void TestEventsPage::kindsAreFiltered()
{
    auto *kind = m_page->findChild<QComboBox *>(u"eventKind"_s);
    tell({eventOf(1), eventOf(2, EventLevel::Warning, u"leak_recovered"_s), eventOf(3)});
    tell({eventOf(4, EventLevel::Info, u"audit"_s)});
    QStringList choices;
    for (int i = 0; i < kind->count(); ++i)
        choices << kind->itemData(i).toString();
    QCOMPARE(choices, (QStringList{QString(), u"audit"_s, u"call_finished"_s, u"leak_recovered"_s}));
    QCOMPARE(rows()->rowCount(), 4);
    kind->setCurrentIndex(kind->findData(u"call_finished"_s));
    QCOMPARE(rows()->rowCount(), 2);
    tell({eventOf(5), eventOf(6, EventLevel::Info, u"a_new_kind"_s)});
    QCOMPARE(rows()->rowCount(), 3);
    QCOMPARE(kind->currentData().toString(), u"call_finished"_s); // a new choice above it moves nothing
    m_page->showSpan({Noon, Noon + 60'000}, {});
    QCOMPARE(rows()->rowCount(), 6);
}

void TestEventsPage::aSpanIsShownAndTakenBack()
{
    QList<MonitorEvent> events = manyEvents(1, 60);
    events[29].level = events[40].level = EventLevel::Warning;
    events[29].message = u"chat after 9 s: TIMEOUT: stalled"_s;
    Q_EMIT m_feed->eventsArrived(events);
    const QAbstractItemModel *model = m_page->pane()->table()->model();
    auto *all = m_page->findChild<QPushButton *>(u"eventSpan"_s);
    QVERIFY(!all->isVisible());
    m_page->showSpan({Noon + 20'000, Noon + 45'000}, {});
    QCOMPARE(model->rowCount(), 25);
    m_page->showSpan({Noon + 20'000, Noon + 45'000}, u"kind:call_finished TIMEOUT"_s);
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(!m_page->findChild<QCheckBox *>(u"followEvents"_s)->isChecked());
    QVERIFY(all->isVisible());
    QVERIFY(saveShot(*m_page, u"events-span"_s));
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(model->rowCount(), 60);
    QVERIFY(!all->isVisible());
}

void TestEventsPage::wordsAreFiltered()
{
    tell({eventOf(1), eventOf(2, EventLevel::Warning, u"slow_consumer"_s, u"unread bytes"_s)});
    QTest::keyClicks(m_page->pane()->filter(), u"kind:slow"_s);
    QCOMPARE(rows()->rowCount(), 1);
    m_page->pane()->filter()->setText(u"claude unread"_s);
    QCOMPARE(rows()->rowCount(), 1);
    m_page->pane()->filter()->setText(u"level:error"_s);
    QCOMPARE(rows()->rowCount(), 0);
}

void TestEventsPage::evidenceIsShown()
{
    MonitorEvent leak = eventOf(1, EventLevel::Warning, u"leak_recovered"_s, u"one permit"_s);
    leak.fields.insert(u"cause"_s, u"orphan"_s);
    leak.fields.insert(u"pools"_s, QJsonObject{{u"global"_s, 1}});
    tell({leak, eventOf(2)});
    m_page->pane()->table()->selectRow(0);
    const QString details = m_page->findChild<QPlainTextEdit *>(u"eventDetails"_s)->toPlainText();
    QVERIFY(details.startsWith(u"one permit"_s));
    QVERIFY(details.contains(u"cause: orphan"_s));
    QVERIFY(details.contains(u"pools: {\"global\":1}"_s));
    m_page->pane()->table()->clearSelection();
    QVERIFY(m_page->findChild<QPlainTextEdit *>(u"eventDetails"_s)->toPlainText().isEmpty());
}

void TestEventsPage::jumpsToWhatItIsAbout()
{
    MonitorEvent plain = eventOf(8, EventLevel::Info, u"config_changed"_s, u"a limit was changed"_s);
    plain.fields = {};
    MonitorEvent session = eventOf(9, EventLevel::Info, u"session_closed"_s, u"claude-1 is gone"_s);
    session.fields = {{u"sess"_s, u"claude-1"_s}};
    tell({eventOf(7), plain, session});
    QStringList wanted;
    connect(m_page.get(), &EventsPage::callsWanted, this, [&](const QString &filter) { wanted << filter; });
    QVERIFY(!m_actions->callOfEvent->isEnabled());
    QTableView *table = m_page->pane()->table();
    table->setFocus();
    table->selectRow(0);
    QVERIFY(m_actions->callOfEvent->isEnabled());
    m_actions->callOfEvent->trigger();
    m_actions->callsOfSession->trigger();
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(wanted, (QStringList{u"call:7"_s, u"session:claude-1"_s, u"call:7"_s}));
    wanted.clear();
    table->selectRow(1); // about neither
    QVERIFY(!m_actions->callOfEvent->isEnabled() && !m_actions->callsOfSession->isEnabled());
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(wanted.isEmpty());
    table->selectRow(2);
    QVERIFY(!m_actions->callOfEvent->isEnabled());
    const QPoint cell = table->visualRect(table->model()->index(2, 0)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell);
    QVERIFY(wanted.isEmpty());
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, cell);
    QCOMPARE(wanted, QStringList{u"session:claude-1"_s});
    m_page->hide();
    QVERIFY(!m_actions->callsOfSession->isEnabled());
}

void TestEventsPage::followsUntilSomebodyReads()
{
    tell(manyEvents(1, 200));
    const QScrollBar *bar = m_page->pane()->table()->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    m_page->pane()->table()->selectRow(0);
    QVERIFY(!m_page->findChild<QCheckBox *>(u"followEvents"_s)->isChecked());
    m_page->pane()->table()->scrollToTop();
    tell(manyEvents(201, 300));
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), 0);
    m_page->findChild<QCheckBox *>(u"followEvents"_s)->setChecked(true);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void TestEventsPage::hiddenPageCollects()
{
    m_page->hide();
    tell(manyEvents(1, 500));
    m_page->show();
    QCOMPARE(rows()->rowCount(), 500);
}

void TestEventsPage::copiesRows()
{
    tell({eventOf(1)});
    QVERIFY(!m_actions->copyRows->isEnabled());
    m_page->pane()->table()->selectRow(0);
    QVERIFY(m_actions->copyRows->isEnabled());
    m_actions->copyRows->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(u"chat after 2 s"_s));
}

void TestEventsPage::pictures()
{
    tell(manyEvents(1, 6));
    tell(
        {eventOf(7, EventLevel::Warning, u"leak_found"_s,
                 u"SEMAPHORE HEALTH: global expected 4, got 3: a permit is held for a call that has ended"_s),
         eventOf(8, EventLevel::Warning, u"leak_recovered"_s, u"SEMAPHORE RECOVERY: global +1"_s),
         eventOf(9, EventLevel::Error, u"internal_error"_s, u"call 9: event 3 in state 4"_s)});
    m_page->pane()->table()->selectRow(7);
    QVERIFY(saveShot(*m_page, u"events-light"_s));
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    QVERIFY(saveShot(*m_page, u"events-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

QTEST_MAIN(TestEventsPage)
#include "tst_eventspage.moc"
