// The calls page before a history in a real file.

#include "core/history/historyfile.h"
#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/pages/callspage.h"
#include "gui/theme.h"
#include "gui/widgets/callclocks.h"
#include "gui/widgets/calldetails.h"
#include "gui/widgets/columnmenu.h"
#include "gui/widgets/rowtable.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"
#include "tests/unit/history/samplerows.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 PageNowMs = 1'700'001'000'000;

} // namespace

class TestCallsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void showsWhatRunsAndWhatEnded();
    void readsMoreAsOneScrolls();
    void whatEndsMovesToTheHistory();
    void filtersBoth();
    void sortsBoth();
    void columnsAreHiddenAndReset();
    void detailsHaveAllClocks();
    void runningCallsAreAskedForTheirClocks();
    void killsOnlyWhatRuns();
    void copiesCellsRowsAndJson();
    void exports_data();
    void exports();
    void emptyPageSaysWhy();
    void aHistoryThatIsOffIsSaid();
    void anotherDaemonStartsAfresh();
    void hiddenPageAsksNothing();
    void pictures();

private:
    void endCalls(int count);
    void settle();

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<HistoryFile> m_file;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<CallsPage> m_page;
    QStringList m_said;
    QStringList m_ops;
    quint64 m_lastCall = 0;
};

void TestCallsPage::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = std::make_unique<HistoryFile>(m_directory->filePath(u"history.sqlite"_s),
                                           HistoryFile::Bounds{1'000'000'000'000, 50'000'000});
    QVERIFY(m_file->open());
    m_lastCall = 1'000;
    endCalls(450);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_ops.clear();
    m_feed->answerer = [this](const QJsonObject &question, const MonitorReply &reply) {
        m_ops << question[u"op"].toString();
        if (question[u"op"].toString() == u"calls_page") {
            const auto page = m_file->page(*callQueryFromJson(question));
            return page ? reply(toJson(*page)) : reply(page.error());
        }
        CallRow row;
        row.call = static_cast<quint64>(question[u"call"].toInteger());
        row.phase = u"streaming"_s;
        row.session = u"claude-1"_s;
        row.startedMs = PageNowMs - 5'000;
        row.phases = {.queued = 1'000, .connecting = 30, .firstToken = 900, .streaming = 3'000};
        row.limits = {240'000, 10'000, 60'000, 120'000, 360'000};
        reply(toJson(row));
    };
    m_store = std::make_unique<FeedStore>(*m_time);
    m_store->follow(m_feed.get());
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<CallsPage>(*m_store, *m_actions);
    m_said.clear();
    connect(m_page.get(), &CallsPage::said, this, [this](const QString &text) { m_said << text; });
    m_page->resize(1280, 760);
    m_page->show();
    m_time->advance(200ms); // it has just been refreshed
}

void TestCallsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_file.reset();
}

void TestCallsPage::endCalls(int count)
{
    QRandomGenerator random(static_cast<quint32>(m_lastCall));
    QList<CallRow> rows;
    for (int i = 0; i < count; ++i, ++m_lastCall)
        rows << sampleRow(random, m_lastCall,
                          PageNowMs - 2'000'000 + static_cast<qint64>(m_lastCall) * 1'000);
    QVERIFY(m_file->append(rows, PageNowMs));
}

// Answers come from the event loop.
void TestCallsPage::settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

void TestCallsPage::showsWhatRunsAndWhatEnded()
{
    m_feed->say(busySnapshot());
    settle();
    QCOMPARE(m_page->model().runningCount(), 7);
    QCOMPARE(m_page->model().endedCount(), MaxCallPage);
    QCOMPARE(m_page->model().at(7).call, m_lastCall - 1); // the newest first
    QCOMPARE(m_page->findChild<QLabel *>(u"callsTitle"_s)->text(), u"Calls: 7 running, 450 ended"_s);
}

void TestCallsPage::readsMoreAsOneScrolls()
{
    m_feed->say(busySnapshot());
    settle();
    QScrollBar *bar = m_page->table()->verticalScrollBar();
    for (int i = 0; i < 4; ++i) {
        bar->setValue(bar->maximum());
        settle();
    }
    QCOMPARE(m_page->model().endedCount(), 450);
    QList<quint64> seen;
    for (int row = 7; row < m_page->model().rowCount(); ++row)
        seen << m_page->model().at(row).call;
    for (qsizetype i = 0; i < seen.size(); ++i)
        QCOMPARE(seen.at(i), m_lastCall - 1 - static_cast<quint64>(i));
}

void TestCallsPage::whatEndsMovesToTheHistory()
{
    Snapshot snapshot = busySnapshot();
    m_feed->say(snapshot);
    settle();
    m_page->table()->selectRow(20);
    const quint64 selected = m_page->model().at(20).call;
    const int scrolled = m_page->table()->verticalScrollBar()->value();
    snapshot.calls.removeFirst();
    endCalls(3);
    m_time->advance(200ms);
    m_feed->say(snapshot);
    QCOMPARE(m_page->model().runningCount(), 6);
    m_time->advance(250ms);
    settle();
    QCOMPARE(m_page->model().endedCount(), MaxCallPage + 3);
    QCOMPARE(m_page->model().at(6).call, m_lastCall - 1);
    QCOMPARE(m_page->findChild<QLabel *>(u"callsTitle"_s)->text(), u"Calls: 6 running, 453 ended"_s);
    // Selection and scroll position stay.
    QCOMPARE(m_page->model().at(m_page->table()->selectionModel()->selectedRows().constFirst().row()).call,
             selected);
    QCOMPARE(m_page->table()->verticalScrollBar()->value(), scrolled);
}

void TestCallsPage::filtersBoth()
{
    m_feed->say(busySnapshot());
    settle();
    QTest::keyClicks(m_page->filter(), u"pool:kimi"_s);
    m_time->advance(200ms);
    settle();
    const CallTableModel &model = m_page->model();
    QCOMPARE(model.runningCount(), 5);
    QVERIFY(model.endedCount() > 50);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.at(row).provider, u"kimi"_s);
    // What ends now is filtered as well.
    endCalls(20);
    m_time->advance(1s);
    m_time->advance(250ms);
    settle();
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.at(row).provider, u"kimi"_s);
    m_page->showFiltered(u"state:waiting"_s);
    settle();
    QCOMPARE(model.runningCount(), 2);
    QCOMPARE(model.endedCount(), 0);
    m_page->showFiltered(u"no-such-thing"_s);
    settle();
    QVERIFY(m_page->table()->emptyText().contains(u"no-such-thing"_s));
}

void TestCallsPage::sortsBoth()
{
    m_feed->say(busySnapshot());
    settle();
    m_page->table()->sortByColumn(CallTableModel::Total, Qt::DescendingOrder);
    settle();
    const CallTableModel &model = m_page->model();
    QCOMPARE(model.endedCount(), MaxCallPage);
    for (int row = 1; row < model.rowCount(); ++row) {
        if (row == model.runningCount())
            continue;
        QVERIFY(model.at(row - 1).totalMs(PageNowMs) >= model.at(row).totalMs(PageNowMs));
    }
    // The longest of all, not of those that were loaded.
    qint64 longest = 0;
    CallQuery all;
    for (bool more = true; more;) {
        const auto page = m_file->page(all);
        for (const CallRow &row : page->rows)
            longest = std::max(longest, row.totalMs(0));
        more = page->more;
        all.afterRow = page->rows.constLast().row;
    }
    QCOMPARE(model.at(model.runningCount()).totalMs(0), longest);
}

void TestCallsPage::columnsAreHiddenAndReset()
{
    RowTable *table = m_page->table();
    auto *menu = table->findChild<ColumnMenu *>();
    QVERIFY(menu);
    QVERIFY(table->isColumnHidden(CallTableModel::Request));
    QObject owner;
    const QList<QAction *> actions = menu->actions(&owner);
    QCOMPARE(actions.size(), CallTableModel::ColumnCount + 2);
    actions.at(CallTableModel::Request)->trigger();
    actions.at(CallTableModel::Tool)->trigger();
    table->horizontalHeader()->moveSection(0, 3);
    QVERIFY(!table->isColumnHidden(CallTableModel::Request));
    QVERIFY(table->isColumnHidden(CallTableModel::Tool));
    // Remembered with the header's state.
    const QByteArray state = table->horizontalHeader()->saveState();
    actions.constLast()->trigger();
    QVERIFY(table->isColumnHidden(CallTableModel::Request));
    QVERIFY(!table->isColumnHidden(CallTableModel::Tool));
    QCOMPARE(table->horizontalHeader()->visualIndex(0), 0);
    QVERIFY(table->horizontalHeader()->restoreState(state));
    QVERIFY(table->isColumnHidden(CallTableModel::Tool));
    QCOMPARE(table->horizontalHeader()->visualIndex(0), 3);
}

void TestCallsPage::detailsHaveAllClocks()
{
    m_feed->say(busySnapshot());
    settle();
    auto *details = m_page->findChild<CallDetails *>();
    QVERIFY(!details->call());
    int row = 7;
    while (m_page->model().at(row).clock != u"stall")
        ++row;
    m_page->table()->selectRow(row);
    QVERIFY(details->call());
    QVERIFY(details->findChild<QLabel *>(u"callState"_s)->text().startsWith(u"timed out (stall)"_s));
    QVERIFY(details->findChild<QLabel *>(u"callMessage"_s)->text().startsWith(u"no part of the answer"_s));
    const QString said = m_page->findChild<CallClocks *>()->accessibleDescription();
    for (const auto &clock : {u"queue:"_s, u"connect:"_s, u"first token:"_s, u"stall:"_s, u"total:"_s})
        QVERIFY2(said.contains(clock), qPrintable(said));
    QVERIFY(!m_ops.contains(u"call_details"_s)); // the row is whole
    m_page->table()->selectAll();
    QVERIFY(!details->call());
}

void TestCallsPage::runningCallsAreAskedForTheirClocks()
{
    m_feed->say(busySnapshot());
    settle();
    m_page->table()->selectRow(0);
    settle();
    QCOMPARE(m_ops.count(u"call_details"_s), 1);
    QVERIFY(m_page->findChild<CallClocks *>()->accessibleDescription().contains(u"streaming 3.00 s"_s));
    m_feed->say(busySnapshot());
    m_time->advance(1s);
    settle();
    QCOMPARE(m_ops.count(u"call_details"_s), 2);
    m_page->hide();
    m_time->advance(5s);
    settle();
    QCOMPARE(m_ops.count(u"call_details"_s), 2);
}

void TestCallsPage::killsOnlyWhatRuns()
{
    m_feed->say(busySnapshot());
    settle();
    RowTable *table = m_page->table();
    table->selectRow(20);
    QVERIFY(!m_actions->killCalls->isEnabled());
    table->selectionModel()->select(m_page->model().index(0, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(m_actions->killCalls->isEnabled());
    const quint64 victim = m_page->model().at(0).call;
    m_actions->killCalls->trigger();
    auto *dialog = m_page->findChild<KillDialog *>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"killConfirm"_s), Qt::LeftButton);
    QCOMPARE(m_feed->asked, QStringList{u"cancel_call %1"_s.arg(victim)});
}

void TestCallsPage::copiesCellsRowsAndJson()
{
    m_feed->say(busySnapshot());
    settle();
    RowTable *table = m_page->table();
    table->setCurrentIndex(m_page->model().index(8, CallTableModel::Session));
    m_actions->copyCell->trigger();
    QCOMPARE(QApplication::clipboard()->text(), m_page->model().at(8).session);
    m_actions->copyRows->trigger();
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.constFirst().startsWith(u"State\tSession\tTool"_s)); // hidden columns stay out
    m_actions->copyJson->trigger();
    const QJsonArray rows = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(callRowFromJson(rows.first().toObject()), m_page->model().at(8));
}

void TestCallsPage::exports_data()
{
    QTest::addColumn<CallExport::Format>("format");
    QTest::newRow("csv") << CallExport::Format::Csv;
    QTest::newRow("json") << CallExport::Format::Json;
}

void TestCallsPage::exports()
{
    QFETCH(CallExport::Format, format);
    m_feed->say(busySnapshot());
    settle();
    m_page->showFiltered(u"pool:kimi"_s);
    settle();
    const qint64 ended = *m_file->page({.filter = u"pool:kimi"_s, .count = true})->matching;
    QVERIFY(ended > MaxCallPage); // several pages
    const QString path = m_directory->filePath(u"out"_s);
    m_page->exportTo(path, format);
    QTRY_COMPARE(m_said.size(), 1);
    QVERIFY2(m_said.constFirst().startsWith(u"%1 calls written"_s.arg(ended + 5)),
             qPrintable(m_said.constFirst()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    if (format == CallExport::Format::Csv) {
        const QList<QByteArray> lines = bytes.split('\n');
        QVERIFY(lines.constFirst().startsWith("State,Session,Tool"));
        QCOMPARE(lines.size(), ended + 5 + 2); // header, and what is after the last line
        QVERIFY(!bytes.contains("glm"));
    } else {
        const QJsonArray rows = QJsonDocument::fromJson(bytes).array();
        QCOMPARE(rows.size(), ended + 5);
        QCOMPARE(callRowFromJson(rows.at(5).toObject()).call, m_page->model().at(5).call);
    }
    m_said.clear();
    m_page->exportTo(m_directory->filePath(u"no/such/folder"_s), format);
    QTRY_COMPARE(m_said.size(), 1);
    QVERIFY(m_said.constFirst().contains(u"could not be written"_s));
}

void TestCallsPage::emptyPageSaysWhy()
{
    QVERIFY(m_page->table()->emptyText().contains(u"has not answered"_s));
    m_file = std::make_unique<HistoryFile>(m_directory->filePath(u"empty.sqlite"_s), HistoryFile::Bounds{});
    QVERIFY(m_file->open());
    m_feed->say(idleSnapshot());
    settle();
    QVERIFY(m_page->table()->emptyText().contains(u"No call runs"_s));
    // The first call of a new history is found as well.
    endCalls(1);
    m_time->advance(1s);
    m_time->advance(250ms);
    settle();
    QCOMPARE(m_page->model().endedCount(), 1);
}

void TestCallsPage::aHistoryThatIsOffIsSaid()
{
    m_feed->answerer = [](const QJsonObject &, const MonitorReply &reply) {
        reply(Error{u"history_off"_s, u"no history of calls is kept"_s, {}});
    };
    m_feed->say(idleSnapshot());
    settle();
    QVERIFY(m_page->table()->emptyText().contains(u"no history of calls is kept"_s));
    m_time->advance(200ms);
    m_feed->say(busySnapshot());
    settle();
    QCOMPARE(m_page->model().rowCount(), 7);
}

void TestCallsPage::anotherDaemonStartsAfresh()
{
    m_feed->say(busySnapshot());
    settle();
    m_file = std::make_unique<HistoryFile>(m_directory->filePath(u"other.sqlite"_s),
                                           HistoryFile::Bounds{1'000'000'000'000, 50'000'000});
    QVERIFY(m_file->open());
    endCalls(2);
    m_feed->setLink(MonitorFeed::Link::Lost);
    Snapshot other = idleSnapshot();
    other.startedMs += 99;
    m_time->advance(1s);
    m_feed->say(other);
    settle();
    QCOMPARE(m_page->model().rowCount(), 2);
}

void TestCallsPage::hiddenPageAsksNothing()
{
    m_feed->say(busySnapshot());
    settle();
    QVERIFY(m_actions->exportCsv->isEnabled());
    m_page->hide();
    QVERIFY(!m_actions->exportCsv->isEnabled());
    m_ops.clear();
    MonitorEvent event;
    event.kind = u"call_finished"_s;
    for (int i = 0; i < 20; ++i) {
        m_time->advance(500ms);
        m_feed->say(crowdedSnapshot(50, 5, i));
        Q_EMIT m_feed->eventsArrived({event});
        settle();
    }
    QCOMPARE(m_ops, QStringList());
    m_page->show();
    settle();
    QCOMPARE(m_page->model().runningCount(), 50);
    QVERIFY(m_ops.contains(u"calls_page"_s));
}

void TestCallsPage::pictures()
{
    m_feed->say(busySnapshot());
    settle();
    int row = 7;
    while (m_page->model().at(row).clock != u"stall")
        ++row;
    m_page->table()->selectRow(row);
    QVERIFY(saveShot(*m_page, u"calls-light"_s));
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    settle();
    QVERIFY(saveShot(*m_page, u"calls-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

QTEST_MAIN(TestCallsPage)
#include "tst_callspage.moc"
