// The numbers of the overview, the slots page and the charts page after a load with answers, retries,
// timeouts, refusals, a kill and a leak: each is what the provider and the clients counted themselves.

#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/charts/chartcard.h"
#include "gui/charts/chartwidget.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/mainwindow.h"
#include "gui/pages/chartspage.h"
#include "gui/pages/slotspage.h"
#include "gui/tray/trayicon.h"
#include "gui/widgets/numbertile.h"
#include "gui/widgets/poolbar.h"
#include "gui/widgets/slotboard.h"
#include "gui/widgets/slotcell.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/daemonthread.h"
#include "tests/integration/daemon/exaiclient.h"
#include "tests/support/instrumented.h"
#include "tests/support/mockprovider.h"

#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Kimi = u"kimi-k2-0905-preview"_s;
const QString Glm = u"glm-4.5-flash"_s;
constexpr int PromptTokens = 7; // what the mock counts for each prompt
constexpr int Tokens = 3;

} // namespace

class TestLiveCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void numbersAreWhatWasCounted_data();
    void numbersAreWhatWasCounted();

private:
    double sumOf(const QString &card, ChartSeries::Style style = ChartSeries::Style::Stack,
                 const QString &label = {}) const;
    int counter(const QString &box) const;
    QString tile(int number) const
    {
        return m_window->findChild<NumberTile *>(u"tile%1"_s.arg(number))->number();
    }

    MainWindow *m_window = nullptr;
};

void TestLiveCharts::numbersAreWhatWasCounted_data()
{
    QTest::addColumn<bool>("attached");
    QTest::newRow("own daemon") << false;
    QTest::newRow("attached") << true;
}

// Of all columns of the chart, as its table and its export have them.
double TestLiveCharts::sumOf(const QString &card, ChartSeries::Style style, const QString &label) const
{
    double sum = 0;
    for (const ChartSeries &series : m_window->findChild<ChartCard *>(card)->chart()->data().series) {
        if (series.style != style || (!label.isEmpty() && !series.label.contains(label)))
            continue;
        for (const double value : series.values)
            sum += std::isnan(value) ? 0 : value;
    }
    return sum;
}

int TestLiveCharts::counter(const QString &box) const
{
    for (const QLabel *label : m_window->findChild<QWidget *>(box)->findChildren<QLabel *>()) {
        bool isNumber = false;
        const int number = QLocale().toInt(label->text(), &isNumber);
        if (isNumber)
            return number;
    }
    return -1;
}

void TestLiveCharts::numbersAreWhatWasCounted()
{
    QFETCH(const bool, attached);
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.queuePerSession = 12;
    settings.limits.queueTotal = 48;
    settings.clocks.firstToken = 700ms;
    for (ProviderSettings &provider : settings.providers)
        provider.clocks.firstToken = 700ms;
    settings.resilience.learnStall = false;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    const SystemClock clock;
    SystemTimerService timers(clock);
    FeedStore store(timers);
    std::unique_ptr<MonitorFeed> feed;
    MonitorHub *hub = nullptr;
    daemon.run([&hub](Daemon &d) { hub = &d.monitor(); });
    if (attached)
        feed =
            std::make_unique<RemoteMonitorFeed>(monitorUrl(u"127.0.0.1"_s, daemon.port()), Secret(), timers);
    else
        feed = std::make_unique<LocalMonitorFeed>(*hub);
    store.follow(feed.get());
    Actions actions;
    const QTemporaryDir folder;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    MainWindow window(store, actions, state);
    m_window = &window;
    const TrayIcon tray(store, actions);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    actions.showCharts->trigger();

    // Three sessions work; each asks for more than its queue takes.
    std::vector<std::unique_ptr<ExaiClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<ExaiClient>(daemon.port()));
        QTRY_VERIFY(clients.back()->isReady());
        for (int call = 0; call < 20; ++call) {
            const QString what = call % 7 == 3 ? u"status=503,200"_s : u"delay=15"_s;
            clients.back()->chat(u"%1-%2 [mock %3 tokens=%4]"_s.arg(i).arg(call).arg(what).arg(Tokens),
                                 call % 3 == 0 ? Glm : Kimi);
        }
    }
    clients[0]->chat(u"never [mock hang=first]"_s, Kimi); // refused or ended by its clock
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->unanswered(), 0, 40'000);
    clients[1]->chat(u"never [mock hang=first]"_s, Kimi);
    clients[1]->chat(u"never [mock hang=first]"_s, Glm);
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->unanswered(), 0, 40'000);
    // A slot is lost and found, and then five calls stay.
    daemon.loseNextRelease();
    clients[2]->chat(u"x [mock delay=5 tokens=%1]"_s.arg(Tokens), Kimi);
    QTRY_COMPARE(clients[2]->unanswered(), 0);
    actions.auditNow->trigger();
    QTRY_COMPARE(store.snapshot().counters.leaksRecovered, 1);

    QHash<QString, int> ends;
    for (const auto &client : clients) {
        for (const ClientCall &call : client->calls())
            ++ends[call.ok() ? u"answer"_s : call.code()];
    }
    int all = 0;
    for (const int number : std::as_const(ends))
        all += number;
    const int answers = ends.value(u"answer"_s), timeouts = ends.value(u"TIMEOUT"_s),
              refusals = ends.value(u"OVER_CAPACITY"_s);
    QVERIFY(answers > 30 && timeouts >= 2 && refusals > 3);
    const int repeats =
        mock.stats().counts().requests - answers - timeouts - (all - answers - timeouts - refusals);
    const double slotSeconds = static_cast<double>(mock.stats().inFlightNs()) / 1e9;
    QVERIFY(repeats > 0);

    // The charts page, whose window holds all of it.
    QTRY_COMPARE(static_cast<int>(sumOf(u"timeouts"_s)), timeouts);
    QTRY_COMPARE(static_cast<int>(sumOf(u"refusals"_s)), refusals);
    QTRY_COMPARE(static_cast<int>(sumOf(u"retries"_s, ChartSeries::Style::Stack, u"repeated"_s)), repeats);
    QTRY_COMPARE(static_cast<int>(sumOf(u"leaks"_s)), 1);
    QTRY_COMPARE(static_cast<int>(sumOf(u"leaks"_s, ChartSeries::Style::Line)), 1);
    QTRY_COMPARE(static_cast<int>(sumOf(u"tokens"_s, ChartSeries::Style::Stack, u" in"_s)),
                 answers * PromptTokens);
    QTRY_COMPARE(static_cast<int>(sumOf(u"tokens"_s, ChartSeries::Style::Stack, u" out"_s)),
                 answers * Tokens);
    QTRY_COMPARE(static_cast<int>(sumOf(u"latency"_s, ChartSeries::Style::Note)), all);
    QCOMPARE(tile(2), QString::number(all)); // all within the last minute
    QCOMPARE(tile(5), QLocale().toString(answers * (PromptTokens + Tokens)));
    const ChartData &usage = window.findChild<ChartCard *>(u"usage"_s)->chart()->data();
    const double area = sumOf(u"usage"_s) * static_cast<double>(usage.stepUs) / 1e6;
    qInfo("%d calls: %d answered, %d refused, %d timed out, %d requests repeated; slots in use %.2f s by the "
          "chart, "
          "%.2f s in flight at the provider",
          all, answers, refusals, timeouts, repeats, area, slotSeconds);
    // A slot is held from a little before the request to a little after its end; the lost one for longer. How
    // little, only the uninstrumented build can say.
    QVERIFY2(area >= slotSeconds * 0.97, qPrintable(QString::number(area)));
    QVERIFY2(test::IsInstrumented || area <= slotSeconds * 1.25 + 1.5, qPrintable(QString::number(area)));
    QVERIFY(saveShot(window, attached ? u"live-charts-attached"_s : u"live-charts-own"_s));

    // The overview's counters.
    actions.showOverview->trigger();
    QTRY_COMPARE(counter(u"counterAnswered"_s), answers);
    QCOMPARE(counter(u"counterRefused"_s), refusals);
    QCOMPARE(counter(u"counterTimedOut"_s), timeouts);
    QCOMPARE(counter(u"counterFailed"_s), all - answers - timeouts - refusals);
    QCOMPARE(counter(u"counterLeaks"_s), 1);

    // What runs now: the board, the bars, the tile and the tray.
    mock.resetStats();
    clients[0]->chat(u"stays [mock first=600]"_s, Kimi);
    clients[0]->chat(u"stays [mock first=600]"_s, Glm);
    clients[1]->chat(u"stays [mock first=600]"_s, Kimi);
    QTRY_COMPARE(mock.stats().counts().inFlight, 3);
    QTRY_COMPARE(tray.state().running, mock.stats().counts().inFlight);
    for (const PoolBar *bar : window.findChildren<PoolBar *>()) {
        if (bar->pool().kind == "provider"_L1)
            QTRY_COMPARE(bar->pool().held, mock.stats().counts(bar->pool().name).inFlight);
    }
    actions.showSlots->trigger();
    const auto busyCells = [&window] {
        return std::ranges::count_if(window.slotsPage()->board()->cells(),
                                     [](const SlotCell *cell) { return cell->callId() != 0; });
    };
    QTRY_COMPARE(busyCells(), 3);
    for (const auto &client : clients)
        QTRY_COMPARE(client->unanswered(), 0);
    QTRY_COMPARE(busyCells(), 0);
    QTRY_COMPARE(tray.state().running, 0);
    store.follow(nullptr);
}

QTEST_MAIN(TestLiveCharts)
#include "tst_livecharts.moc"
