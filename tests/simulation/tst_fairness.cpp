// One greedy session against four polite ones on five slots, in simulated time: the situation in which
// first-come-first-served gives the greedy one 94 % and round robin falls to a Jain index of 0.64 once its
// calls are longer.

#include "core/admission/admissioncontroller.h"
#include "core/overloaded.h"

#include <QTest>
#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <random>

using namespace exaid;

namespace {

const QString Provider = QStringLiteral("kimi");

class FairRun
{
public:
    struct Result
    {
        double jain = 0;
        double busy = 0;      // share of the ideal slot-seconds
        double politeP99 = 0; // in service times
        double held = 0;      // share of the slot-seconds that holds took
    };

    using Think = std::function<Duration()>; // how long a polite session takes for its next call

    FairRun(Duration service, Duration greedyService, Think think)
        : m_service(service)
        , m_greedyService(greedyService)
        , m_think(std::move(think))
        , m_controller([] {
            AdmissionLimits limits;
            limits.global = 5;
            limits.perSession = 5;
            limits.providers = {{Provider, 5}};
            return limits;
        }())
    {}

    Result run(Duration length)
    {
        for (int i = 0; i < 60; ++i)
            arrive(Greedy);
        for (quint64 session = 2; session <= 5; ++session)
            arrive(session);
        const TimePoint end = m_now + length;
        while (true) {
            const TimePoint event = m_due.empty() ? TimePoint::max() : m_due.top().when;
            const TimePoint next = std::min(event, m_controller.nextWake());
            if (next >= end)
                break;
            m_now = next;
            if (event <= m_now)
                handleDue();
            else
                send(Tick{});
        }
        return sum(end);
    }

private:
    static constexpr quint64 Greedy = 1;
    struct Due
    {
        TimePoint when;
        quint64 call = 0;    // finishes, or
        quint64 session = 0; // sends its next call
        bool operator>(const Due &other) const
        {
            return std::tie(when, call, session) > std::tie(other.when, other.call, other.session);
        }
    };
    struct Live
    {
        quint64 session = 0;
        TimePoint arrived;
        LeaseRef lease;
    };

    void arrive(quint64 session)
    {
        const quint64 id = ++m_lastCall;
        m_calls[id] = {session, m_now, {}};
        send(Arrive{m_controller.issueTicket(),
                    CallId{id},
                    SessionId{session},
                    Provider,
                    {},
                    TimePoint::max(),
                    TimePoint::max(),
                    0});
    }
    void handleDue()
    {
        const Due due = m_due.top();
        m_due.pop();
        if (due.session)
            return arrive(due.session);
        const Live call = m_calls.extract(due.call).mapped();
        if (call.session != Greedy)
            m_politeTimes.push_back(toSeconds(m_now - call.arrived) / toSeconds(m_service));
        if (call.session == Greedy)
            arrive(Greedy); // keeps sixty outstanding
        else
            m_due.push({m_now + m_think(), 0, call.session});
        send(Return{call.lease});
    }
    void send(const AdmissionEvent &event)
    {
        AdmissionActions actions;
        m_controller.handle(m_now, event, actions);
        for (const AdmissionAction &action : actions) {
            if (const Grant *grant = std::get_if<Grant>(&action)) {
                Live &call = m_calls.at(grant->call.value);
                call.lease = grant->lease;
                m_due.push(
                    {m_now + (call.session == Greedy ? m_greedyService : m_service), grant->call.value, 0});
            }
        }
    }
    Result sum(TimePoint end)
    {
        double total = 0;
        double squares = 0;
        for (quint64 session = 1; session <= 5; ++session) {
            const double share = m_controller.slotSeconds(SessionId{session}, end);
            total += share;
            squares += share * share;
        }
        std::ranges::sort(m_politeTimes);
        const double ideal = 5 * toSeconds(end - TimePoint(1'000s));
        return {total * total / (5 * squares), total / ideal, m_politeTimes[m_politeTimes.size() * 99 / 100],
                toSeconds(m_controller.holdTime()) / total};
    }

    const Duration m_service;
    const Duration m_greedyService;
    const Think m_think;
    AdmissionController m_controller;
    TimePoint m_now{1'000s};
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::map<quint64, Live> m_calls;
    std::vector<double> m_politeTimes;
    quint64 m_lastCall = 0;
};

FairRun::Think always(Duration think)
{
    return [think] { return think; };
}

FairRun::Think between(Duration least, Duration most)
{
    return [least, most, random = std::mt19937_64(7)]() mutable {
        return least + Duration(static_cast<qint64>(random() % static_cast<quint64>((most - least).count())));
    };
}

// Every so many returns take this long.
FairRun::Think withEvery(quint64 nth, Duration slow, Duration quick)
{
    return [=, count = quint64{0}]() mutable { return ++count % nth == 0 ? slow : quick; };
}

} // namespace

class TestFairness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greedyAgainstFourPolite_data();
    void greedyAgainstFourPolite();
    void holdsNeverCostMoreThanTheirShare_data();
    void holdsNeverCostMoreThanTheirShare();

private:
    static FairRun::Result run(const FairRun::Think &think, Duration service, int greedyTimes);
};

FairRun::Result TestFairness::run(const FairRun::Think &think, Duration service, int greedyTimes)
{
    FairRun fair(service, service * greedyTimes, think);
    const FairRun::Result result = fair.run(2'400 * service);
    qInfo("Jain %.4f, slots busy %.2f %%, polite p99 %.2f service times, holds took %.2f %%", result.jain,
          100 * result.busy, result.politeP99, 100 * result.held);
    return result;
}

void TestFairness::greedyAgainstFourPolite_data()
{
    QTest::addColumn<FairRun::Think>("think");
    QTest::addColumn<Duration>("service");
    QTest::addColumn<int>("greedyTimes");
    QTest::addColumn<double>("politeP99");
    // A running call is never cut, so a polite one may wait for one of the long ones; there, only the share
    // is promised.
    constexpr double waitsForALongOne = 4.2;
    QTest::newRow("50 ms calls") << always(300us) << Duration(50ms) << 1 << 1.2;
    QTest::newRow("50 ms calls, greedy 200 ms") << always(300us) << Duration(50ms) << 4 << waitsForALongOne;
    for (const auto think : {300us, 3'000us, 6'000us, 9'000us}) {
        QTest::addRow("400 ms calls, back after %lld us", static_cast<long long>(think.count()))
            << always(think) << Duration(400ms) << 1 << 1.2;
    }
    for (const auto think : {300us, 3'000us, 6'000us, 9'000us})
        QTest::addRow("400 ms calls, greedy 1600 ms, back after %lld us",
                      static_cast<long long>(think.count()))
            << always(think) << Duration(400ms) << 4 << waitsForALongOne;
    QTest::newRow("400 ms calls, back after 1 to 10 ms") << between(1ms, 10ms) << Duration(400ms) << 1 << 1.2;
    QTest::newRow("400 ms calls, a machine that often pauses")
        << withEvery(150, 30ms, 2ms) << Duration(400ms) << 1 << 1.2;
    QTest::newRow("10 s calls, back after 5 to 18 ms") << between(5ms, 18ms) << Duration(10s) << 1 << 1.2;
}

void TestFairness::greedyAgainstFourPolite()
{
    QFETCH(const FairRun::Think, think);
    QFETCH(const Duration, service);
    QFETCH(const int, greedyTimes);
    QFETCH(const double, politeP99);
    const FairRun::Result result = run(think, service, greedyTimes);
    // Exactly four times as long, the greedy calls keep step with the polite ones: each time they end, three
    // polite calls run and the fourth session is in its pause, so nobody waits who could take the slot.
    for (const char *inStep : {"400 ms calls, greedy 1600 ms, back after 6000 us",
                               "400 ms calls, greedy 1600 ms, back after 9000 us"})
        QEXPECT_FAIL(inStep, "a slot that another session frees is not kept for one in its pause", Continue);
    QVERIFY(result.jain >= 0.99);
    QVERIFY(result.busy >= 0.98);
    QVERIFY(result.politeP99 <= politeP99);
}

// Sessions for which a slot is kept in vain: too slow, or in time just often enough to be believed.
void TestFairness::holdsNeverCostMoreThanTheirShare_data()
{
    QTest::addColumn<FairRun::Think>("think");
    QTest::addColumn<Duration>("service");
    QTest::newRow("always too late") << always(40ms) << Duration(400ms);
    QTest::newRow("a little too late") << always(13ms) << Duration(400ms);
    QTest::newRow("every other time") << withEvery(2, 100ms, 11ms) << Duration(400ms);
    QTest::newRow("two of three times") << withEvery(3, 1s, 11'900us) << Duration(400ms);
    QTest::newRow("short calls") << between(0ms, 3ms) << Duration(50ms);
    QTest::newRow("very short calls") << between(0ms, 1ms) << Duration(5ms);
}

void TestFairness::holdsNeverCostMoreThanTheirShare()
{
    QFETCH(const FairRun::Think, think);
    QFETCH(const Duration, service);
    const FairRun::Result result = run(think, service, 1);
    QVERIFY(result.busy >= 0.98);
    QVERIFY(result.held <= 0.0195);
}

QTEST_APPLESS_MAIN(TestFairness)
#include "tst_fairness.moc"
