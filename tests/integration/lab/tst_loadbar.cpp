// The bar of fairness over the real WebSocket: a daemon and `exaid load`, each in a process of its own. One
// greedy session with 60 calls outstanding against four that work one call at a time, on five slots.

#include "tests/integration/cli/exaidprocess.h"
#include "tests/support/instrumented.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Slots = 5;
constexpr int Attempts = test::IsInstrumented ? 1 : 3;
// A just-freed slot is kept at most 4 ms for its session, and several threads must run in that time. A
// machine on which a ready thread runs this late can't show what that is worth.
constexpr std::chrono::microseconds TooLate = 1500us;

struct BarFigures
{
    double jain = 0;
    double busy = 0;      // share of the ideal
    double service = 0;   // ms in the slot, polite sessions
    double politeP99 = 0; // ms from sending to the reply
    int answered = 0, errors = 0;

    double politeTimes() const { return service > 0 ? politeP99 / service : 0; }
};

// How late a thread that wants to run does run: says whether figures of milliseconds mean anything on this
// machine right now.
class LatenessProbe
{
public:
    LatenessProbe()
        : m_thread([this](const std::stop_token &stop) { watch(stop); })
    {}

    // Of the wake-ups so far; ends the probe.
    std::chrono::microseconds p99()
    {
        m_thread.request_stop();
        m_thread.join();
        std::ranges::sort(m_late);
        return m_late.empty() ? 0us : m_late[m_late.size() * 99 / 100];
    }

private:
    void watch(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            const auto due = std::chrono::steady_clock::now() + 5ms;
            std::this_thread::sleep_until(due);
            m_late.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::steady_clock::now() - due));
        }
    }

    std::vector<std::chrono::microseconds> m_late; // of the thread until it has ended
    std::jthread m_thread;
};

BarFigures figuresFrom(const QJsonObject &report)
{
    const QJsonObject polite = report[u"polite"].toObject();
    const QJsonObject latency = polite[u"latency_ms"].toObject();
    const QJsonObject all = report[u"all"].toObject();
    BarFigures figures;
    figures.jain = report[u"fairness"][u"jain_slot_seconds"].toDouble();
    figures.busy = report[u"fairness"][u"slots_busy_mean"].toDouble() / Slots;
    figures.service = latency[u"run"][u"p50"].toDouble();
    figures.politeP99 = latency[u"total"][u"p99"].toDouble();
    figures.answered = all[u"answered"].toInt();
    for (const QString &kind : {u"failed"_s, u"refused"_s, u"timed_out"_s, u"no_reply"_s, u"stray_errors"_s})
        figures.errors += all[kind].toInt();
    return figures;
}

} // namespace

class TestLoadBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void greedyAgainstFourPolite_data();
    void greedyAgainstFourPolite();
    void ctrlCPrintsTheReport();
    void aCrowdOfSessionsIsRefusedClearly();

private:
    QString url() const { return u"ws://127.0.0.1:%1"_s.arg(m_port); }

    std::unique_ptr<ExaidProcess> m_daemon;
    int m_port = 0;
};

void TestLoadBar::init()
{
    m_daemon = std::make_unique<ExaidProcess>();
    QProcessEnvironment &environment = m_daemon->environment;
    environment.insert(u"EXAI_WS_PORT"_s, u"0"_s);
    environment.insert(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, QString::number(Slots));
    environment.insert(u"EXAI_WS_SESSION_MAX_INFLIGHT"_s, QString::number(Slots));
    environment.insert(u"EXAI_WS_KIMI_MAX_INFLIGHT"_s, QString::number(Slots));
    environment.insert(u"RATE_LIMIT_USER_CAPACITY"_s, u"0"_s); // the greedy one begins with a burst of 60
    m_daemon->start({u"serve"_s});
    static const QRegularExpression address(u"listening on ws://127\\.0\\.0\\.1:([0-9]+)"_s);
    QRegularExpressionMatch match;
    QTRY_VERIFY_WITH_TIMEOUT((match = address.match(QString::fromUtf8(m_daemon->out))).hasMatch(), 20'000);
    m_port = match.captured(1).toInt();
}

void TestLoadBar::cleanup()
{
    m_daemon.reset();
}

void TestLoadBar::greedyAgainstFourPolite_data()
{
    QTest::addColumn<QString>("greedyDirective");
    QTest::addColumn<QString>("duration");
    QTest::addColumn<double>("mostPoliteTimes");
    QTest::newRow("equal calls") << u"[sim delay=400ms tokens=1]"_s
                                 << (test::IsInstrumented ? u"5s"_s : u"15s"_s) << 1.2;
    // A running call is never cut, so a polite one may wait for one of the long ones; only the share is
    // promised.
    QTest::newRow("greedy calls four times longer")
        << u"[sim delay=1600ms tokens=1]"_s << (test::IsInstrumented ? u"8s"_s : u"30s"_s) << 5.5;
}

void TestLoadBar::greedyAgainstFourPolite()
{
    QFETCH(const QString, greedyDirective);
    QFETCH(const QString, duration);
    QFETCH(const double, mostPoliteTimes);
    const auto meets = [mostPoliteTimes](const BarFigures &f) {
        return f.jain >= 0.99 && f.busy >= 0.98 && f.politeTimes() <= mostPoliteTimes;
    };
    BarFigures figures;
    std::chrono::microseconds late{};
    // Other work on the machine can only make the figures worse, so one good run is enough.
    for (int attempt = 1; attempt <= Attempts && !meets(figures); ++attempt) {
        LatenessProbe probe;
        ExaidProcess load;
        load.start({u"load"_s, u"--url"_s, url(), u"--sessions"_s, u"4"_s, u"--greedy"_s, u"60"_s,
                    u"--model"_s, u"kimi-k2-0905-preview"_s, u"--directive"_s,
                    u"[sim delay=400ms tokens=1]"_s, u"--greedy-directive"_s, greedyDirective, u"--warm-up"_s,
                    u"2s"_s, u"--duration"_s, duration, u"--json"_s, u"-"_s});
        QTRY_COMPARE_WITH_TIMEOUT(load.process.state(), QProcess::NotRunning, 90'000);
        QVERIFY2(load.exitCode() == 0, load.err.constData());
        late = probe.p99();
        figures = figuresFrom(QJsonDocument::fromJson(load.out).object());
        qInfo("run %d: Jain %.4f, slots busy %.2f %%, polite p99 %.0f ms = %.2f service times of %.0f ms, %d "
              "calls, %d errors; "
              "a thread runs %.2f ms late at p99",
              attempt, figures.jain, 100 * figures.busy, figures.politeP99, figures.politeTimes(),
              figures.service, figures.answered, figures.errors, static_cast<double>(late.count()) / 1e3);
        QCOMPARE(figures.errors, 0);
        QVERIFY(figures.answered > 0);
        QVERIFY(test::IsInstrumented || figures.busy >= 0.98);
    }
    if (test::IsInstrumented)
        return;
    if (!meets(figures) && late > TooLate)
        QSKIP("other work keeps the machine too busy to measure milliseconds");
    QVERIFY(figures.jain >= 0.99);
    QVERIFY(figures.politeTimes() <= mostPoliteTimes);
}

void TestLoadBar::ctrlCPrintsTheReport()
{
#ifdef Q_OS_UNIX
    ExaidProcess load;
    load.start({u"load"_s, u"--url"_s, url(), u"--sessions"_s, u"2"_s, u"--directive"_s,
                u"[sim delay=50ms tokens=1]"_s, u"--duration"_s, u"1h"_s});
    QTRY_VERIFY_WITH_TIMEOUT(load.err.contains("outstanding"), 20'000);
    load.process.terminate();
    QCOMPARE(load.exitCode(), 0);
    QVERIFY2(load.out.contains("(interrupted)") && load.out.contains("fairness: Jain"), load.out.constData());
#else
    QSKIP("needs signals");
#endif
}

void TestLoadBar::aCrowdOfSessionsIsRefusedClearly()
{
    ExaidProcess load;
    const int exitCode = load.run({u"load"_s, u"--url"_s, url(), u"--sessions"_s, u"7"_s, u"--directive"_s,
                                   u"[sim delay=20ms tokens=1]"_s, u"--duration"_s, u"1s"_s});
    QVERIFY2(exitCode == 0, load.err.constData());
    QVERIFY2(load.err.contains("5 of 7 sessions connected"), load.err.constData());
    QVERIFY2(load.out.contains("SESSION_MAX_CONCURRENT"), load.out.constData());
}

QTEST_GUILESS_MAIN(TestLoadBar)
#include "tst_loadbar.moc"
