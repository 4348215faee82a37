// What the window costs with 1,000 calls and 200 sessions of which 100 change each second: the GUI thread's
// own CPU time, and how long its event loop is ever away, by a heartbeat. The daemon's part, which another
// thread or process has, is counted out.

#include "core/history/historyfile.h"
#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "gui/pages/callspage.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"
#include "tests/integration/daemon/exaiclient.h" // TimeScale, percentile
#include "tests/unit/history/samplerows.h"

#include <QActionGroup>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <ctime>
#include <optional>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Calls = 1'000;
constexpr int Sessions = 200;
constexpr int ChangesPerSecond = 100;
constexpr int SnapshotsPerSecond = 10;
constexpr int ChartsTab = 4;
constexpr int EventsTab = 5;

double threadCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// The CPU time that each turn of the event loop takes, not the time that other programs take from us.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(5);
        m_wall.start();
        m_cpu = threadCpuSeconds();
    }
    // Time that was the daemon's, to be left out of this turn.
    void leaveOut(double seconds) { m_cpu += seconds; }
    double worstCpuMs() const { return m_worstCpuMs; }
    double worstWallMs() const { return m_worstWallMs; }

private:
    void beat()
    {
        const double cpu = threadCpuSeconds();
        m_worstCpuMs = std::max(m_worstCpuMs, (cpu - m_cpu) * 1e3);
        m_worstWallMs = std::max(m_worstWallMs, static_cast<double>(m_wall.restart()));
        m_cpu = cpu;
    }

    QTimer m_timer;
    QElapsedTimer m_wall;
    double m_cpu = 0;
    double m_worstCpuMs = 0;
    double m_worstWallMs = 0;
};

} // namespace

class TestTableLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void eachPageStaysLight_data();
    void eachPageStaysLight();

private:
    Snapshot crowd();
    void change(Snapshot &snapshot, int step, QList<MonitorEvent> &events);
    void fillMetrics(MetricHistory &metrics, ManualClock &clock, const Snapshot &snapshot);
    void measure(MetricHistory &metrics, const Snapshot &snapshot, const QList<MonitorEvent> &events);
    MonitorEvent ended(const CallSnapshot &call, qint64 nowMs);
    quint64 m_lastCall = 0;
    quint64 m_lastEvent = 0;
};

void TestTableLoad::eachPageStaysLight_data()
{
    QTest::addColumn<int>("page");
    QTest::newRow("overview") << 0;
    QTest::newRow("slots") << 1;
    QTest::newRow("sessions") << 2;
    QTest::newRow("calls") << 3;
    QTest::newRow("charts") << 4;
    QTest::newRow("events") << 5;
}

// Two large providers, nearly full; one call in six waits.
Snapshot TestTableLoad::crowd()
{
    Snapshot snapshot = crowdedSnapshot(Calls, Sessions, 1);
    snapshot.pools = {{u"global"_s, {}, {}, Calls, 0, 0, 0, 0, 0, false},
                      {u"provider"_s, u"kimi"_s, u"KIMI"_s, Calls / 2, 0, 0, 0, 0, 0, false},
                      {u"provider"_s, u"glm"_s, u"GLM"_s, Calls / 2, 0, 0, 0, 0, 0, false}};
    for (CallSnapshot &call : snapshot.calls) {
        call.provider = call.id % 2 == 0 ? u"kimi"_s : u"glm"_s;
        call.leaseId = call.phase == CallPhase::Queued ? 0 : call.id;
    }
    m_lastCall = 1'000'000;
    return snapshot;
}

MonitorEvent TestTableLoad::ended(const CallSnapshot &call, qint64 nowMs)
{
    return {++m_lastEvent,
            nowMs,
            EventLevel::Info,
            u"call_finished"_s,
            u"chat after 12.3 s: answered"_s,
            endedCallFields(call, nowMs)};
}

void TestTableLoad::measure(MetricHistory &metrics, const Snapshot &snapshot,
                            const QList<MonitorEvent> &events)
{
    const auto part = static_cast<int>(snapshot.sequence % 9);
    metrics.setLevel(u"held:provider:kimi"_s, 400 + part);
    metrics.setLevel(u"held:provider:glm"_s, 420 - part);
    metrics.setLevel(u"waiting:global"_s, 160 + part);
    for (const MonitorEvent &event : events) {
        metrics.setLevel(u"held:session:"_s + event.fields[u"sess"].toString(), part);
        metrics.count(u"calls:answer"_s);
        metrics.count(u"tokens_in:kimi"_s, 2'000);
        for (const char *name : {"wait:kimi", "run:kimi", "total:kimi", "first_token:kimi"})
            metrics.spread(QLatin1StringView(name), std::chrono::milliseconds(200 + event.sequence % 9'000));
    }
}

// Five minutes of the same.
void TestTableLoad::fillMetrics(MetricHistory &metrics, ManualClock &clock, const Snapshot &snapshot)
{
    metrics.setLevel(u"capacity:global"_s, Calls);
    Snapshot now = snapshot;
    for (int i = 0; i < 300 * SnapshotsPerSecond; ++i) {
        clock.set(clock.now() + std::chrono::milliseconds(1'000 / SnapshotsPerSecond));
        QList<MonitorEvent> events;
        change(now, i, events);
        measure(metrics, now, events);
    }
}

// A tenth of a second of change: calls end and begin, others move on, sessions count.
void TestTableLoad::change(Snapshot &snapshot, int step, QList<MonitorEvent> &events)
{
    snapshot.sequence += 1;
    snapshot.wallMs += 1'000 / SnapshotsPerSecond;
    for (int i = 0; i < ChangesPerSecond / SnapshotsPerSecond; ++i) {
        const qsizetype at = (step * 37 + i * 101) % snapshot.calls.size();
        CallSnapshot &call = snapshot.calls[at];
        if (i % 3 == 0) { // this one ended, another began
            events << ended(call, snapshot.wallMs);
            call.id = ++m_lastCall;
            call.phase = CallPhase::Queued;
            call.startedMs = call.phaseSinceMs = snapshot.wallMs;
            call.leaseId = 0;
            std::rotate(snapshot.calls.begin() + at, snapshot.calls.begin() + at + 1, snapshot.calls.end());
        } else {
            call.phase = static_cast<CallPhase>((static_cast<int>(call.phase) + 1) % 6);
            call.phaseSinceMs = snapshot.wallMs;
            ++call.chunks;
            call.leaseId = call.phase == CallPhase::Queued ? 0 : call.id;
        }
        SessionSnapshot &session = snapshot.sessions[(step * 13 + i * 17) % snapshot.sessions.size()];
        ++session.total;
        session.slotSeconds += 0.7;
    }
}

void TestTableLoad::eachPageStaysLight()
{
    QFETCH(int, page);
    const QTemporaryDir folder;
    HistoryFile history(folder.filePath(u"history.sqlite"_s), {1'000'000'000'000, 50'000'000});
    QVERIFY(history.open());
    QRandomGenerator random(1);
    QList<CallRow> rows;
    for (quint64 call = 0; call < 2'000; ++call)
        rows << sampleRow(random, call, SampleDayMs + static_cast<qint64>(call));
    QVERIFY(history.append(rows, SampleDayMs));
    const SystemClock clock;
    SystemTimerService timers(clock);
    ManualClock metricClock;
    MetricHistory metrics(metricClock);
    Snapshot snapshot = crowd();
    if (page == ChartsTab)
        fillMetrics(metrics, metricClock, snapshot);
    FakeFeed feed;
    double daemons = 0;
    std::optional<Heartbeat> heartbeat;
    const auto inDaemon = [&](const auto &work) {
        const double before = threadCpuSeconds();
        work();
        const double took = threadCpuSeconds() - before;
        daemons += took;
        if (heartbeat)
            heartbeat->leaveOut(took);
    };
    feed.answerer = [&](const QJsonObject &question, const MonitorReply &reply) {
        QJsonObject answer;
        inDaemon([&] { answer = toJson(*history.page(*callQueryFromJson(question))); });
        reply(answer);
    };
    FeedStore store(timers);
    store.follow(&feed);
    Actions actions;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    MainWindow window(store, actions, state);
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    if (page == EventsTab) { // as many as it keeps
        QList<MonitorEvent> events;
        for (int i = 0; i < 21'000; ++i)
            events << ended(snapshot.calls.at(i % Calls), snapshot.wallMs + i);
        Q_EMIT feed.eventsArrived(events);
        snapshot.wallMs += events.size();
    }
    actions.pages->actions().at(page)->trigger();
    int frames = 0;
    const auto publish = [&](int step) {
        QList<MonitorEvent> events;
        MetricFrame frame;
        bool isAsked = false;
        inDaemon([&] {
            change(snapshot, step, events);
            metricClock.set(metricClock.now() + std::chrono::milliseconds(1'000 / SnapshotsPerSecond));
            measure(metrics, snapshot, events);
            isAsked = !feed.metricQueries.isEmpty();
            if (isAsked)
                frame = metrics.frame(feed.metricQueries.takeFirst());
        });
        feed.say(snapshot);
        Q_EMIT feed.eventsArrived(events);
        if (isAsked) {
            ++frames;
            Q_EMIT feed.metricsArrived(frame);
        }
    };
    feed.say(snapshot);
    int step = 0;
    QTimer publisher;
    connect(&publisher, &QTimer::timeout, this, [&] { publish(step++); });
    publisher.start(1'000 / SnapshotsPerSecond);
    QTRY_VERIFY(step >= 10); // all is laid out, also where the machine has other work

    heartbeat.emplace();
    QElapsedTimer wall;
    wall.start();
    daemons = 0;
    step = frames = 0;
    const double before = threadCpuSeconds();
    QTest::qWait(3'000);
    publisher.stop();
    const double cpu = threadCpuSeconds() - before - daemons;
    const double share = cpu / (static_cast<double>(wall.elapsed()) / 1e3);
    qInfo(
        "%s: %d snapshots, GUI thread %.1f %% of a core, longest turn %.1f ms of CPU (%.0f ms of wall time)",
        QTest::currentDataTag(), step, share * 100, heartbeat->worstCpuMs(), heartbeat->worstWallMs());
    QVERIFY(step > 15);
    QVERIFY(page != ChartsTab || frames > 3);
#ifdef __OPTIMIZE__ // figures of an unoptimised build mean nothing
    QVERIFY(share <= 0.20 * TimeScale);
    QVERIFY(heartbeat->worstCpuMs() <= 50 * TimeScale);
#endif
}

QTEST_MAIN(TestTableLoad)
#include "tst_tableload.moc"
