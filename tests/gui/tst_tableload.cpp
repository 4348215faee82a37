// What the window costs with 1,000 calls and 200 sessions of which 100 change each second: the GUI thread's
// own CPU time, and how long its event loop is ever away, by a heartbeat.

#include "core/history/historyfile.h"
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

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Calls = 1'000;
constexpr int Sessions = 200;
constexpr int ChangesPerSecond = 100;
constexpr int SnapshotsPerSecond = 10;

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
    void change(Snapshot &snapshot, int step);
    quint64 m_lastCall = 0;
};

void TestTableLoad::eachPageStaysLight_data()
{
    QTest::addColumn<int>("page");
    QTest::newRow("overview") << 0;
    QTest::newRow("sessions") << 2;
    QTest::newRow("calls") << 3;
}

// A tenth of a second of change: calls end and begin, others move on, sessions count.
void TestTableLoad::change(Snapshot &snapshot, int step)
{
    snapshot.sequence += 1;
    snapshot.wallMs += 1'000 / SnapshotsPerSecond;
    for (int i = 0; i < ChangesPerSecond / SnapshotsPerSecond; ++i) {
        const qsizetype at = (step * 37 + i * 101) % snapshot.calls.size();
        CallSnapshot &call = snapshot.calls[at];
        if (i % 3 == 0) { // this one ended, another began
            call.id = ++m_lastCall;
            call.phase = CallPhase::Queued;
            call.startedMs = call.phaseSinceMs = snapshot.wallMs;
            std::rotate(snapshot.calls.begin() + at, snapshot.calls.begin() + at + 1, snapshot.calls.end());
        } else {
            call.phase = static_cast<CallPhase>((static_cast<int>(call.phase) + 1) % 6);
            call.phaseSinceMs = snapshot.wallMs;
            ++call.chunks;
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
    QList<CallRow> ended;
    for (quint64 call = 0; call < 2'000; ++call)
        ended << sampleRow(random, call, SampleDayMs + static_cast<qint64>(call));
    QVERIFY(history.append(ended, SampleDayMs));
    const SystemClock clock;
    SystemTimerService timers(clock);
    FakeFeed feed;
    double answering = 0; // the daemon's part, which another thread or process has
    feed.answerer = [&](const QJsonObject &question, const MonitorReply &reply) {
        const double before = threadCpuSeconds();
        const QJsonObject answer = toJson(*history.page(*callQueryFromJson(question)));
        answering += threadCpuSeconds() - before;
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
    actions.pages->actions().at(page)->trigger();
    Snapshot snapshot = crowdedSnapshot(Calls, Sessions, 1);
    m_lastCall = 1'000'000;
    feed.say(snapshot);
    QTest::qWait(500); // the first page is laid out

    const Heartbeat heartbeat;
    QElapsedTimer wall;
    wall.start();
    answering = 0;
    double making = 0;
    const double before = threadCpuSeconds();
    int step = 0;
    QTimer publisher;
    connect(&publisher, &QTimer::timeout, this, [&] {
        const double start = threadCpuSeconds();
        change(snapshot, step++);
        making += threadCpuSeconds() - start;
        feed.say(snapshot);
        if (step % 10 == 0) {
            MonitorEvent event;
            event.kind = u"call_finished"_s;
            Q_EMIT feed.eventsArrived({event});
        }
    });
    publisher.start(1'000 / SnapshotsPerSecond);
    QTest::qWait(4'000);
    publisher.stop();
    const double cpu = threadCpuSeconds() - before - making - answering;
    const double share = cpu / (static_cast<double>(wall.elapsed()) / 1e3);
    qInfo(
        "%s: %d snapshots, GUI thread %.1f %% of a core, longest turn %.1f ms of CPU (%.0f ms of wall time)",
        QTest::currentDataTag(), step, share * 100, heartbeat.worstCpuMs(), heartbeat.worstWallMs());
    QVERIFY(step > 20);
#ifdef __OPTIMIZE__ // figures of an unoptimised build mean nothing
    QVERIFY(share <= 0.20 * TimeScale);
    QVERIFY(heartbeat.worstCpuMs() <= 50 * TimeScale);
#endif
}

QTEST_MAIN(TestTableLoad)
#include "tst_tableload.moc"
