#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/charts/chartcard.h"
#include "gui/charts/chartwidget.h"
#include "gui/feed/feedstore.h"
#include "gui/pages/chartspage.h"
#include "gui/theme.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/numbertile.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <random>
#ifdef Q_OS_UNIX
#include <ctime>
#endif

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Promised of the program as shipped; without optimisation only another order of magnitude is a fault.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double TimeScale = 1'000; // not judged
#elif defined(__OPTIMIZE__)
constexpr double TimeScale = 1;
#else
constexpr double TimeScale = 4;
#endif

double threadCpuMs()
{
#ifdef Q_OS_UNIX
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
#else
    return 0;
#endif
}

} // namespace

class TestChartsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void asksForWhatItShows();
    void hiddenAsksNothing();
    void minimisedAsksNothing();
    void pauseStandsStill();
    void dragZoomsAndBackspaceGoesBack();
    void aClickAsksForTheEventsOfThatTime();
    void oneCursorInAllCharts();
    void tableIsTheChartsTwin();
    void savesPictureAndValues();
    void describesItselfInWords();
    void emptyChartsSayWhy();
    void tilesTellTheLastMinute();
    void repaintsSeldom();
    void opensFastWithADayOfData();
    void idleCostsNearlyNothing();
    void pictures();

private:
    void answer();
    void tickOver(Duration time);
    void work(Duration time, int callsPerSecond);
    ChartCard *card(const QString &name) const { return m_page->findChild<ChartCard *>(name); }

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<MetricHistory> m_history;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<ChartsPage> m_page;
    std::mt19937 m_random{17}; // NOLINT: the same every time
};

void TestChartsPage::init()
{
    m_clock = ManualClock();
    m_random.seed(17);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_history = std::make_unique<MetricHistory>(m_clock);
    m_history->setLevel(u"capacity:global"_s, 5);
    m_feed = std::make_unique<FakeFeed>();
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<ChartsPage>(*m_store, *m_actions);
    m_store->follow(m_feed.get());
    m_feed->say(busySnapshot());
    m_page->resize(1100, 780);
}

void TestChartsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_history.reset();
    m_time.reset();
}

// The daemon's part: every question gets its answer.
void TestChartsPage::answer()
{
    while (!m_feed->metricQueries.isEmpty())
        Q_EMIT m_feed->metricsArrived(m_history->frame(m_feed->metricQueries.takeFirst()));
}

void TestChartsPage::tickOver(Duration time)
{
    for (; time > 0s; time -= 500ms) {
        m_time->advance(500ms);
        m_feed->say(busySnapshot()); // it lives
        answer();
    }
}

void TestChartsPage::work(Duration time, int callsPerSecond)
{
    static const QString agents[] = {u"claude-1"_s, u"codex-main"_s, u"aider-docs"_s};
    std::lognormal_distribution<double> seconds(0.6, 0.9);
    for (; time > 0s; time -= 1s) {
        m_clock.set(m_clock.now() + 1s);
        const int kimi = static_cast<int>(m_random() % 4), glm = static_cast<int>(m_random() % 3);
        m_history->setLevel(u"held:provider:kimi"_s, kimi);
        m_history->setLevel(u"held:provider:glm"_s, glm);
        m_history->setLevel(u"held:global"_s, kimi + glm);
        m_history->setLevel(u"waiting:global"_s, m_random() % 5 == 0 ? 2 : 0);
        for (const QString &agent : agents)
            m_history->setLevel(u"held:session:"_s + agent, static_cast<int>(m_random() % 3));
        for (int i = 0; i < callsPerSecond; ++i) {
            const QString provider = m_random() % 3 == 0 ? u"glm"_s : u"kimi"_s;
            for (const char *name : {"wait:", "first_token:", "run:", "total:"})
                m_history->spread(
                    QLatin1StringView(name) + provider,
                    std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds(m_random))));
            m_history->count(u"calls:answer"_s);
            m_history->count(u"tokens_in:"_s + provider, static_cast<qint64>(m_random() % 4'000));
            m_history->count(u"tokens_out:"_s + provider, static_cast<qint64>(m_random() % 900));
            m_history->count(u"cost_micro_usd:"_s + provider, static_cast<qint64>(m_random() % 9'000));
        }
        if (m_random() % 40 == 0)
            m_history->count(m_random() % 2 == 0 ? u"timeout:stall"_s : u"timeout:first_token"_s);
        if (m_random() % 60 == 0)
            m_history->count(u"refusal:EXAI_QUEUE_PER_SESSION"_s);
        if (m_random() % 90 == 0) {
            m_history->count(u"leak_found:orphan"_s);
            m_history->count(u"leak_recovered:orphan"_s);
        }
        if (m_random() % 30 == 0)
            m_history->count(m_random() % 3 == 0 ? u"retry_denied:kimi"_s : u"retry:kimi"_s);
    }
    m_feed->say(busySnapshot());
}

void TestChartsPage::asksForWhatItShows()
{
    QVERIFY(m_feed->metricQueries.isEmpty());
    m_page->show();
    QCOMPARE(m_feed->metricQueries.size(), 2); // the last minute for the tiles, and the window
    QCOMPARE(m_feed->metricQueries.at(0).spanSecs, 60);
    QCOMPARE(m_feed->metricQueries.at(1).spanSecs, 300);
    QCOMPARE(m_feed->metricQueries.at(1).epoch, 0U);
    answer();
    m_time->advance(1s);
    m_feed->say(busySnapshot());
    m_time->advance(1s);
    QVERIFY(m_feed->metricQueries.constLast().epoch != 0); // only what is new
    answer();
    QTest::mouseClick(m_page->findChild<QToolButton *>(u"span86400"_s), Qt::LeftButton);
    QCOMPARE(m_feed->metricQueries.constLast().spanSecs, 86'400);
    QCOMPARE(m_feed->metricQueries.constLast().epoch, 0U);
}

void TestChartsPage::hiddenAsksNothing()
{
    m_page->show();
    tickOver(3s);
    m_page->hide();
    m_feed->metricQueries.clear();
    m_time->advance(1'500ms);
    m_feed->say(busySnapshot());
    m_time->advance(1'500ms);
    QVERIFY(m_feed->metricQueries.isEmpty());
    m_page->show();
    QCOMPARE(m_feed->metricQueries.size(), 2);
}

void TestChartsPage::minimisedAsksNothing()
{
    m_page->show();
    tickOver(2s);
    m_page->setWindowState(Qt::WindowMinimized);
    m_feed->metricQueries.clear();
    tickOver(3s);
    QVERIFY(m_feed->metricQueries.isEmpty());
}

void TestChartsPage::pauseStandsStill()
{
    m_page->show();
    work(30s, 1);
    tickOver(3s);
    const ChartWindow before = m_page->shownWindow();
    m_page->setFocus();
    QTest::keyClick(m_page.get(), Qt::Key_Space);
    QVERIFY(m_page->isPaused());
    QVERIFY(m_page->findChild<QToolButton *>(u"pauseCharts"_s)->isChecked());
    tickOver(20s);
    QCOMPARE(m_page->shownWindow(), before);
    QVERIFY(m_page->findChild<ElidedLabel *>(u"chartsState"_s)->text().startsWith(u"Paused at"_s));
    QTest::keyClick(m_page.get(), Qt::Key_Space);
    tickOver(1s);
    QVERIFY(m_page->shownWindow().toUs > before.toUs);
}

void TestChartsPage::dragZoomsAndBackspaceGoesBack()
{
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    work(300s, 1);
    tickOver(2s);
    ChartWidget *chart = card(u"usage"_s)->chart();
    const QPoint from(chart->width() / 2, chart->height() / 2),
        to(chart->width() * 3 / 4, chart->height() / 2);
    const auto drag = [&](QPoint a, QPoint b) {
        QTest::mousePress(chart, Qt::LeftButton, {}, a);
        QTest::mouseMove(chart, b);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, b);
        answer();
    };
    drag(from, to);
    const ChartWindow zoomed = m_page->shownWindow();
    const double width = static_cast<double>(zoomed.toUs - zoomed.fromUs) / 1e6;
    QVERIFY2(width > 60 && width < 100, qPrintable(QString::number(width)));
    for (const ChartCard *each : m_page->cards()) {
        QCOMPARE(each->chart()->data().fromUs, zoomed.fromUs);
        QCOMPARE(each->chart()->data().toUs, zoomed.toUs);
    }
    drag(from, to);
    QVERIFY(m_page->shownWindow().toUs - m_page->shownWindow().fromUs < zoomed.toUs - zoomed.fromUs);
    QTest::keyClick(m_page.get(), Qt::Key_Backspace);
    QCOMPARE(m_page->shownWindow(), zoomed);
    QTest::mouseClick(m_page->findChild<QToolButton *>(u"resetZoom"_s), Qt::LeftButton);
    QCOMPARE(m_page->shownWindow().toUs, m_page->metrics().nowUs());
    drag(from, from + QPoint(2, 0)); // a click is no zoom
    QCOMPARE(m_page->shownWindow().toUs, m_page->metrics().nowUs());
}

void TestChartsPage::aClickAsksForTheEventsOfThatTime()
{
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    work(300s, 1);
    tickOver(2s);
    QList<std::pair<EventSpan, QString>> wanted;
    connect(m_page.get(), &ChartsPage::eventsWanted, this,
            [&wanted](const EventSpan &span, const QString &words) { wanted.append({span, words}); });
    ChartWidget *timeouts = card(u"timeouts"_s)->chart();
    QTest::mouseClick(timeouts, Qt::LeftButton, {}, timeouts->rect().center());
    QCOMPARE(wanted.size(), 1);
    const auto &[span, words] = wanted.constFirst();
    const ChartData &data = timeouts->data();
    QCOMPARE(span.toMs - span.fromMs, data.stepUs / 1'000);
    QCOMPARE((span.fromMs * 1'000 - data.firstUs) % data.stepUs, 0);
    QVERIFY(span.fromMs * 1'000 > data.fromUs && span.toMs * 1'000 < data.toUs);
    QVERIFY(words.contains(u"TIMEOUT"_s));
    // By the keyboard too, and in a chart that no kind of event makes.
    ChartWidget *usage = card(u"usage"_s)->chart();
    usage->setFocus();
    QTest::keyClick(usage, Qt::Key_Return); // no cursor yet
    QTest::keyClick(usage, Qt::Key_Left);
    QTest::keyClick(usage, Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(1).second, QString());
}

void TestChartsPage::oneCursorInAllCharts()
{
    m_page->show();
    work(300s, 2);
    tickOver(2s);
    ChartWidget *usage = card(u"usage"_s)->chart();
    ChartWidget *tokens = card(u"tokens"_s)->chart();
    const QString now = tokens->valuesText();
    // Sent itself: at twice the scale the pointer of the small offscreen screen does not come there.
    const QPointF middle(usage->rect().center());
    QMouseEvent move(QEvent::MouseMove, middle, usage->mapToGlobal(middle), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QApplication::sendEvent(usage, &move);
    QTRY_VERIFY(tokens->valuesText() != now); // the values at the cursor
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(usage, &leave);
    QCOMPARE(tokens->valuesText(), now);
    usage->setFocus();
    QTest::keyClick(usage, Qt::Key_Left);
    QTest::keyClick(usage, Qt::Key_Left);
    QVERIFY(tokens->valuesText() != now);
}

void TestChartsPage::tableIsTheChartsTwin()
{
    m_page->show();
    work(120s, 1);
    tickOver(2s);
    for (ChartCard *each : m_page->cards()) {
        each->showTable(true);
        const QAbstractItemModel *model = each->table()->model();
        const ChartData &data = each->chart()->data();
        QCOMPARE(model->rowCount(), static_cast<int>(data.columns));
        QCOMPARE(model->columnCount(), static_cast<int>(data.series.size()) + 1);
        for (qsizetype s = 0; s < data.series.size(); ++s) {
            const ChartSeries &series = data.series.at(s);
            const ChartUnit unit = series.style == ChartSeries::Style::Note ? ChartUnit::Number : data.unit;
            QCOMPARE(model->headerData(static_cast<int>(s) + 1, Qt::Horizontal).toString(), series.label);
            QCOMPARE(model->index(0, static_cast<int>(s) + 1).data().toString(),
                     valueText(series.values.back(), unit)); // newest first
        }
    }
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setData(card(u"usage"_s)->chart()->data());
    model.setData(card(u"tokens"_s)->chart()->data());
    model.setData({});
}

void TestChartsPage::savesPictureAndValues()
{
    m_page->show();
    work(60s, 1);
    tickOver(2s);
    const QTemporaryDir folder;
    QSignalSpy said(m_page.get(), &ChartsPage::said);
    for (ChartCard *each : m_page->cards()) {
        const QString name = folder.filePath(each->objectName());
        each->savePicture(name + u".png"_s);
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(QImage(name + u".png"_s).size(), each->size() * each->devicePixelRatioF());
        said.clear();
        each->saveValues(name + u".csv"_s);
        QTRY_COMPARE(said.size(), 1);
        said.clear();
        QFile file(name + u".csv"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), chartCsv(each->chart()->data()));
    }
    card(u"usage"_s)->saveValues(folder.filePath(u"missing/x.csv"_s));
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.at(0).at(0).toString().contains(u"could not be saved"_s));
}

void TestChartsPage::describesItselfInWords()
{
    m_page->show();
    m_history->setLevel(u"held:provider:kimi"_s, 3);
    m_history->setLevel(u"waiting:global"_s, 2);
    tickOver(5s);
    const ChartWidget *usage = card(u"usage"_s)->chart();
    QVERIFY(!usage->accessibleName().isEmpty());
    QString words = usage->accessibleDescription();
    words.remove(QChar(0x2068)).remove(QChar(0x2069));
    QCOMPARE(words, u"KIMI 3, waiting 2, capacity 5"_s);
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (qobject_cast<const ChartWidget *>(widget) || qobject_cast<const QComboBox *>(widget) ||
            qobject_cast<const QTableView *>(widget) || qobject_cast<const NumberTile *>(widget))
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestChartsPage::emptyChartsSayWhy()
{
    m_page->show();
    tickOver(2s);
    for (const ChartCard *each : m_page->cards()) {
        if (!each->chart()->data().hasValues())
            QVERIFY2(each->chart()->accessibleDescription().size() > 10, qPrintable(each->objectName()));
    }
    QCOMPARE(card(u"leaks"_s)->chart()->accessibleDescription(),
             u"No leak was found: every slot came back."_s);
    QVERIFY(saveShot(*m_page, u"charts-empty"_s));
}

void TestChartsPage::tilesTellTheLastMinute()
{
    m_page->show();
    m_clock.set(m_clock.now() + 500ms);
    m_history->setLevel(u"held:global"_s, 4);
    m_history->setLevel(u"waiting:global"_s, 1);
    for (int i = 0; i < 7; ++i) {
        m_history->count(u"calls:answer"_s);
        m_history->spread(u"wait:kimi"_s, 2s);
    }
    m_history->count(u"tokens_in:kimi"_s, 1'200);
    m_history->count(u"tokens_out:kimi"_s, 34);
    tickOver(2s);
    const auto tile = [this](int i) { return m_page->findChild<NumberTile *>(u"tile%1"_s.arg(i))->number(); };
    QCOMPARE(tile(0), u"4 of 5"_s);
    QCOMPARE(tile(1), u"1"_s);
    QCOMPARE(tile(2), u"7"_s);
    QVERIFY(tile(3).startsWith(u"1.9"_s) || tile(3).startsWith(u"2"_s));
    QCOMPARE(tile(4), u"–"_s);
    QCOMPARE(tile(5), QLocale().toString(1'234));
    tickOver(70s);
    QCOMPARE(tile(2), u"0"_s);
    QCOMPARE(tile(0), u"4 of 5"_s);
}

void TestChartsPage::repaintsSeldom()
{
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    work(60s, 1);
    tickOver(2s);
    QCoreApplication::processEvents();
    QHash<const ChartWidget *, int> before;
    for (const ChartCard *each : m_page->cards())
        before[each->chart()] = each->chart()->contentRepaints();
    for (int i = 0; i < 100; ++i) { // ten seconds, with changes ten times a second
        m_history->setLevel(u"held:provider:kimi"_s, i % 4);
        m_history->count(u"calls:answer"_s);
        m_time->advance(100ms);
        m_feed->say(busySnapshot());
        answer();
        QCoreApplication::processEvents();
    }
    for (const ChartCard *each : m_page->cards()) {
        const int repaints = each->chart()->contentRepaints() - before[each->chart()];
        QVERIFY2(repaints <= 40, qPrintable(u"%1: %2"_s.arg(each->objectName()).arg(repaints)));
    }
    QVERIFY(card(u"usage"_s)->chart()->contentRepaints() - before[card(u"usage"_s)->chart()] >= 5);
}

void TestChartsPage::opensFastWithADayOfData()
{
    work(24h, 1);
    m_page->setSpan(86'400);
    QElapsedTimer timer;
    timer.start();
    const double cpu = threadCpuMs();
    m_page->show();
    // As over the WebSocket: coded, decoded.
    QList<MetricFrame> frames;
    qint64 bytes = 0;
    double daemons = 0; // what its core thread does meanwhile, not the window's
    const qint64 asked = timer.elapsed();
    for (const MetricQuery &query : std::as_const(m_feed->metricQueries)) {
        const double begun = threadCpuMs();
        const QByteArray message =
            QJsonDocument(toJson(m_history->frame(query))).toJson(QJsonDocument::Compact);
        daemons += threadCpuMs() - begun;
        bytes += message.size();
        frames << *metricsFrom(QJsonDocument::fromJson(message).object());
    }
    m_feed->metricQueries.clear();
    const qint64 sent = timer.elapsed();
    for (const MetricFrame &frame : std::as_const(frames))
        Q_EMIT m_feed->metricsArrived(frame);
    const qint64 built = timer.elapsed();
    m_page->grab();
    const qint64 elapsed = timer.elapsed();
    const double cost = threadCpuMs() - cpu - daemons; // the clock on the wall is also the neighbours'
    qInfo("24 h: open %lld ms (shown %lld, coded both ways %lld, built %lld, painted %lld); CPU of the "
          "window %.0f ms; "
          "%.0f kB",
          elapsed, asked, sent - asked, built - sent, elapsed - built, cost,
          static_cast<double>(bytes) / 1e3);
    QCOMPARE(card(u"latency"_s)->chart()->data().toUs, m_page->metrics().nowUs());
    QVERIFY(card(u"usage"_s)->chart()->data().hasValues());
    QVERIFY2(cost <= 300 * TimeScale, qPrintable(QString::number(cost)));
    QVERIFY(saveShot(*m_page, u"charts-24h"_s));
}

// Five slots in use, nothing happens: what one minute of simulated time costs the window.
void TestChartsPage::idleCostsNearlyNothing()
{
    m_history->setLevel(u"held:provider:kimi"_s, 3);
    m_history->setLevel(u"held:provider:glm"_s, 2);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    tickOver(5s);
    QCoreApplication::processEvents();
    double page = 0;
    for (int i = 0; i < 60; ++i) {
        double before = threadCpuMs();
        m_time->advance(500ms);
        m_feed->say(busySnapshot());
        m_time->advance(500ms);
        page += threadCpuMs() - before;
        QList<MetricFrame> frames; // the daemon's part
        for (const MetricQuery &query : std::exchange(m_feed->metricQueries, {}))
            frames << m_history->frame(query);
        before = threadCpuMs();
        for (const MetricFrame &frame : std::as_const(frames))
            Q_EMIT m_feed->metricsArrived(frame);
        QCoreApplication::processEvents();
        page += threadCpuMs() - before;
    }
    qInfo("a minute of idling: %.1f ms of CPU, %.2f %% of a core", page, page / 600);
    QVERIFY2(page <= 600 * TimeScale, qPrintable(QString::number(page)));

    m_page->hide();
    QCoreApplication::processEvents();
    m_feed->metricQueries.clear();
    int wakes = 0;
    while (wakes < 100 && m_time->step())
        ++wakes;
    QVERIFY2(wakes <= 1, qPrintable(QString::number(wakes))); // the store notices that the feed is silent
    QVERIFY(m_feed->metricQueries.isEmpty());
}

void TestChartsPage::pictures()
{
    m_page->show();
    work(300s, 2);
    tickOver(2s);
    m_page->resize(1120, 820);
    QCoreApplication::processEvents();
    tickOver(6s);
    QVERIFY(saveShot(*m_page, u"charts-light"_s));
    m_page->findChild<QComboBox *>(u"usageBy"_s)->setCurrentIndex(1);
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    card(u"usage"_s)->chart()->setFocus();
    QTest::keyClick(card(u"usage"_s)->chart(), Qt::Key_Left);
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(card(u"usage"_s)->chart(), Qt::Key_Left);
    QVERIFY(saveShot(*m_page, u"charts-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
    card(u"wait"_s)->showTable(true);
    QVERIFY(saveShot(*m_page, u"charts-table"_s));
}

QTEST_MAIN(TestChartsPage)
#include "tst_chartspage.moc"
