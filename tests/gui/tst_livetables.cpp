// The sessions and calls pages before a real daemon, its own or attached: what they show is what the provider
// counted, it is not old, and what they command happens.

#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/dialogs/sessionlimitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/mainwindow.h"
#include "gui/models/sessionsmodel.h"
#include "gui/pages/callspage.h"
#include "gui/pages/overviewpage.h"
#include "gui/pages/sessionspage.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/daemonthread.h"
#include "tests/integration/daemon/exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QActionGroup>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-0905-preview"_s;
const QString Glm = u"glm-4.5-flash"_s;

} // namespace

class TestLiveTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void numbersAreTheProviders_data() { feeds(); }
    void numbersAreTheProviders();
    void callsAppearInTime_data() { feeds(); }
    void callsAppearInTime();
    void killFreesTheSlotAtOnce_data() { feeds(); }
    void killFreesTheSlotAtOnce();
    void aSessionsLimitIsChanged_data() { feeds(); }
    void aSessionsLimitIsChanged();
    void aSessionsPriorityIsChanged();
    void aSessionIsDisconnected_data() { feeds(); }
    void aSessionIsDisconnected();

private:
    static void feeds();
    void open(bool attached);
    ExaiClient *addClient();
    void selectSession(const ExaiClient &client);
    SessionSnapshot shown(const ExaiClient &client) const;
    int sumOfColumn(int column) const;

    SystemClock m_clock;
    std::unique_ptr<MockProvider> m_mock;
    std::unique_ptr<DaemonThread> m_daemon;
    std::unique_ptr<SystemTimerService> m_timers;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<MonitorFeed> m_feed;
    std::unique_ptr<Actions> m_actions;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<MainWindow> m_window;
    std::vector<std::unique_ptr<ExaiClient>> m_clients;
    QList<MonitorEvent> m_events;
};

void TestLiveTables::feeds()
{
    QTest::addColumn<bool>("attached");
    QTest::newRow("own daemon") << false;
    QTest::newRow("attached") << true;
}

void TestLiveTables::init()
{
    m_mock = std::make_unique<MockProvider>();
    Settings settings = settingsFor(m_mock->baseUrl(u"kimi"_s), m_mock->baseUrl(u"glm"_s));
    settings.server.token = Secret("a-token-for-this-test");
    m_daemon = std::make_unique<DaemonThread>(settings);
    QVERIFY(m_daemon->started());
    m_events.clear();
}

void TestLiveTables::open(bool attached)
{
    m_timers = std::make_unique<SystemTimerService>(m_clock);
    m_store = std::make_unique<FeedStore>(*m_timers);
    if (attached) {
        m_feed = std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, m_daemon->port()),
                                                     Secret("a-token-for-this-test"), *m_timers);
    } else {
        MonitorHub *hub = nullptr;
        m_daemon->run([&hub](Daemon &daemon) { hub = &daemon.monitor(); });
        m_feed = std::make_unique<LocalMonitorFeed>(*hub);
    }
    m_store->follow(m_feed.get());
    connect(m_store.get(), &FeedStore::eventsArrived, this,
            [this](const QList<MonitorEvent> &events) { m_events += events; });
    m_actions = std::make_unique<Actions>();
    m_state = std::make_unique<QSettings>(m_folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(*m_store, *m_actions, *m_state);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(m_store->isLive());
}

void TestLiveTables::cleanup()
{
    m_window.reset();
    m_actions.reset();
    if (m_store)
        m_store->follow(nullptr);
    m_feed.reset();
    m_store.reset();
    m_clients.clear();
    m_daemon.reset();
    m_mock.reset();
}

ExaiClient *TestLiveTables::addClient()
{
    m_clients.push_back(std::make_unique<ExaiClient>(m_daemon->port(), u"a-token-for-this-test"_s));
    ExaiClient *client = m_clients.back().get();
    [client] { QTRY_VERIFY(client->isReady()); }();
    return client;
}

SessionSnapshot TestLiveTables::shown(const ExaiClient &client) const
{
    const auto &sessions = m_store->snapshot().sessions;
    const auto found = std::ranges::find(sessions, client.sessionId(), &SessionSnapshot::name);
    return found == sessions.end() ? SessionSnapshot() : *found;
}

void TestLiveTables::selectSession(const ExaiClient &client)
{
    m_actions->showSessions->trigger();
    RowTable *table = m_window->sessionsPage()->pane()->table();
    const auto rowOf = [&] {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, SessionsModel::Name).data().toString() == client.sessionId())
                return row;
        }
        return -1;
    };
    QTRY_VERIFY(rowOf() >= 0);
    table->selectRow(rowOf());
}

// Of the sessions page, as it is on the screen.
int TestLiveTables::sumOfColumn(int column) const
{
    const QAbstractItemModel *model = m_window->sessionsPage()->pane()->table()->model();
    int sum = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        sum += QLocale().toInt(model->index(row, column).data().toString());
    return sum;
}

void TestLiveTables::numbersAreTheProviders()
{
    QFETCH(const bool, attached);
    open(attached);
    constexpr int CallsEach = 40;
    for (int i = 0; i < 4; ++i) {
        ExaiClient *client = addClient();
        for (int call = 0; call < CallsEach; ++call)
            client->chat(u"c%1-%2 [mock delay=5 tokens=3]"_s.arg(i).arg(call), call % 4 == 0 ? Glm : Kimi);
    }
    // While they run, one page after the other is on the screen.
    for (int round = 0; round < 3; ++round) {
        for (QAction *page : m_actions->pages->actions()) {
            page->trigger();
            QTest::qWait(60);
        }
    }
    for (const auto &client : m_clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->unanswered(), 0, 40'000);
    // And five that stay.
    for (int i = 0; i < 3; ++i)
        m_clients.at(static_cast<size_t>(i % 2))->chat(u"stays %1 [mock hang=first]"_s.arg(i), Kimi);
    m_clients.at(2)->chat(u"stays [mock hang=first]"_s, Glm);
    m_clients.at(3)->chat(u"stays [mock hang=first]"_s, Glm);
    QTRY_COMPARE(m_mock->stats().counts().inFlight, 5);

    const int asked = m_mock->stats().counts().requests;
    QCOMPARE(asked, 4 * CallsEach + 5);
    const CounterSnapshot &counters = m_store->snapshot().counters;
    QTRY_COMPARE(counters.callsAnswered, 4 * CallsEach);
    QTRY_COMPARE(counters.callsStarted, asked);
    m_actions->showOverview->trigger();
    QTRY_COMPARE(m_window->overview()->callsPane()->table()->model()->rowCount(), 5);

    m_actions->showSessions->trigger();
    QTRY_COMPARE(sumOfColumn(SessionsModel::Running), m_mock->stats().counts().inFlight);
    QCOMPARE(sumOfColumn(SessionsModel::Waiting), 0);
    QCOMPARE(sumOfColumn(SessionsModel::Total), 4 * CallsEach);
    QCOMPARE(sumOfColumn(SessionsModel::Rate), 4 * CallsEach); // all within the last minute
    QCOMPARE(sumOfColumn(SessionsModel::Failed), 0);

    m_actions->showCalls->trigger();
    const QLabel *title = m_window->callsPage()->findChild<QLabel *>(u"callsTitle"_s);
    QTRY_COMPARE(title->text(), u"Calls: 5 running, 160 ended"_s);
    m_window->callsPage()->showFiltered(u"pool:kimi"_s);
    const int kimiEnded = m_mock->stats().counts(u"kimi"_s).requests - 3;
    QTRY_COMPARE(title->text(), u"Calls: 3 running, %1 ended"_s.arg(kimiEnded));
    const CallTableModel &model = m_window->callsPage()->model();
    QTRY_COMPARE(model.rowCount(), 3 + kimiEnded);
    for (int row = 3; row < model.rowCount(); ++row) {
        QVERIFY(model.at(row).chunks >= 1 && model.at(row).chunks <= 3); // three tokens, perhaps read at once
        QCOMPARE(model.at(row).attempts, 1);
        // The phases add up to the whole.
        QVERIFY(std::abs(model.at(row).phases.sum() - model.at(row).totalMs(0)) <= 8);
    }
    QVERIFY(saveShot(*m_window, attached ? u"live-calls-attached"_s : u"live-calls-own"_s));
}

void TestLiveTables::callsAppearInTime()
{
    QFETCH(const bool, attached);
    open(attached);
    m_actions->showCalls->trigger();
    ExaiClient *client = addClient();
    const CallTableModel &model = m_window->callsPage()->model();
    QList<double> delays;
    for (int i = 0; i < 15; ++i) {
        const QString id = client->chat(u"%1 [mock hang=first]"_s.arg(i), Kimi);
        QTRY_COMPARE(model.runningCount(), 1);
        delays << static_cast<double>(steadyNs() - client->callOf(id).sentNs) / 1e6;
        m_daemon->run([&](Daemon &daemon) { daemon.monitor().requestCancelCall(model.at(0).call); });
        QTRY_COMPARE(client->callOf(id).finals, 1);
        QTRY_COMPARE(model.runningCount(), 0);
    }
    qInfo("from the client's send to the screen: median %.0f ms, worst %.0f ms", percentile(delays, 0.5),
          percentile(delays, 1.0));
    QVERIFY(percentile(delays, 1.0) <= 250 * TimeScale);
}

void TestLiveTables::killFreesTheSlotAtOnce()
{
    QFETCH(const bool, attached);
    open(attached);
    m_actions->showCalls->trigger();
    ExaiClient *client = addClient();
    const CallTableModel &model = m_window->callsPage()->model();
    RowTable *table = m_window->callsPage()->table();
    QList<double> delays;
    for (int i = 0; i < 7; ++i) {
        const QString id = client->chat(u"%1 [mock hang=first]"_s.arg(i), Kimi);
        QTRY_COMPARE(model.runningCount(), 1);
        QTRY_COMPARE(m_mock->stats().counts().inFlight, 1);
        m_window->activateWindow(); // no window manager does it when the dialog goes
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        table->selectRow(0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        auto *dialog = m_window->callsPage()->findChild<KillDialog *>();
        QVERIFY(dialog);
        const qint64 clicked = steadyNs();
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"killConfirm"_s), Qt::LeftButton);
        // The provider sees the connection go before the slot is free, in the same turn.
        QTRY_COMPARE(m_mock->stats().aborts().size(), i + 1);
        delays << static_cast<double>(m_mock->stats().aborts().constLast().atNs - clicked) / 1e6;
        QCOMPARE(m_daemon->admission().leases, 0);
        QTRY_COMPARE(client->callOf(id).finals, 1);
        QTRY_COMPARE(model.runningCount(), 0);
        QTRY_COMPARE(model.endedCount(), i + 1);
        QCOMPARE(model.at(0).outcome, u"cancelled"_s);
    }
    qInfo("from the click to the free slot: median %.1f ms, worst %.1f ms", percentile(delays, 0.5),
          percentile(delays, 1.0));
    QVERIFY(percentile(delays, 0.5) <= 50 * TimeScale);
}

void TestLiveTables::aSessionsLimitIsChanged()
{
    QFETCH(const bool, attached);
    open(attached);
    ExaiClient *client = addClient();
    for (int i = 0; i < 4; ++i)
        client->chat(u"%1 [mock hang=first]"_s.arg(i), Kimi);
    QTRY_COMPARE(m_mock->stats().counts().inFlight, 2); // the common limit
    selectSession(*client);
    const auto setLimit = [&](int limit) {
        m_actions->limitSession->trigger();
        auto *dialog = m_window->findChild<SessionLimitDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QSpinBox *>(u"sessionLimit"_s)->setValue(limit);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                          Qt::LeftButton);
    };
    setLimit(3);
    QTRY_COMPARE(m_mock->stats().counts().inFlight, 3);
    QTRY_COMPARE(shown(*client).limit, 3);
    QVERIFY(shown(*client).ownLimit);
    QTRY_VERIFY(!m_window->findChild<SessionLimitDialog *>());
    setLimit(1);
    QTRY_COMPARE(shown(*client).limit, 1);
    QCOMPARE(m_mock->stats().counts().inFlight, 3); // nobody is cut
    const auto changes = [this] {
        QStringList list;
        for (const MonitorEvent &event : m_events) {
            if (event.kind == u"session_limit_changed")
                list << u"%1 → %2"_s.arg(event.fields[u"old"].toInt()).arg(event.fields[u"new"].toInt());
        }
        return list;
    };
    QTRY_COMPARE(changes(), (QStringList{u"2 → 3"_s, u"3 → 1"_s}));
    QCOMPARE(m_daemon->admission().violation, QString());
    QVERIFY(saveShot(*m_window, attached ? u"live-sessions-attached"_s : u"live-sessions-own"_s));
}

void TestLiveTables::aSessionsPriorityIsChanged()
{
    open(true);
    ExaiClient *client = addClient();
    selectSession(*client);
    m_actions->batchSession->trigger();
    QTRY_VERIFY(shown(*client).batch);
    const QString quiet = client->chat(u"a [mock tokens=1]"_s, Kimi);
    client->send({{u"op"_s, u"call_tool"_s},
                  {u"request_id"_s, u"said"_s},
                  {u"name"_s, u"chat"_s},
                  {u"priority"_s, u"interactive"_s},
                  {u"arguments"_s, QJsonObject{{u"prompt"_s, u"b [mock tokens=1]"_s}, {u"model"_s, Kimi}}}});
    m_actions->showCalls->trigger();
    const CallTableModel &model = m_window->callsPage()->model();
    QTRY_COMPARE(model.endedCount(), 2);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(model.at(row).priority, model.at(row).requestId == quiet ? u"batch"_s : u"interactive"_s);
    QTRY_VERIFY(std::ranges::any_of(
        m_events, [](const MonitorEvent &event) { return event.kind == u"session_priority_changed"; }));
}

void TestLiveTables::aSessionIsDisconnected()
{
    QFETCH(const bool, attached);
    open(attached);
    ExaiClient *client = addClient();
    ExaiClient *other = addClient();
    const QString hung = client->chat(u"a [mock hang=first]"_s, Kimi);
    const QString stays = other->chat(u"b [mock hang=first]"_s, Kimi);
    QTRY_COMPARE(m_mock->stats().counts().inFlight, 2);
    selectSession(*client);
    m_actions->disconnectSession->trigger();
    auto *box = m_window->findChild<QMessageBox *>(u"disconnectBox"_s);
    QVERIFY(box);
    QTest::mouseClick(box->findChild<QPushButton *>(u"disconnectConfirm"_s), Qt::LeftButton);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->callOf(hung).finals, 1); // told before the end
    QCOMPARE(client->callOf(hung).code(), u"CANCELLED"_s);
    QTRY_COMPARE(m_daemon->admission().leases, 1);
    QCOMPARE(other->callOf(stays).finals, 0);
    QVERIFY(!other->isClosed());
    QTRY_COMPARE(m_store->snapshot().sessions.size(), 1);
    QTRY_VERIFY(std::ranges::any_of(
        m_events, [](const MonitorEvent &event) { return event.kind == u"session_disconnected"; }));
}

QTEST_MAIN(TestLiveTables)
#include "tst_livetables.moc"
