// One greedy session against four polite ones on five slots, in simulated time: the situation in which
// first-come-first-served gives the greedy one 94 % and round robin falls to a Jain index of 0.64 once its
// calls are longer.

#include "core/admission/admissioncontroller.h"
#include "core/overloaded.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <numeric>
#include <queue>

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
    };

    FairRun(Duration service, Duration greedyService, Duration think)
        : m_service(service)
        , m_greedyService(greedyService)
        , m_think(think)
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
        send(Arrive{TicketId{id},
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
            m_due.push({m_now + m_think, 0, call.session});
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
        return {total * total / (5 * squares), total / ideal, m_politeTimes[m_politeTimes.size() * 99 / 100]};
    }

    const Duration m_service;
    const Duration m_greedyService;
    const Duration m_think;
    AdmissionController m_controller;
    TimePoint m_now{1'000s};
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::map<quint64, Live> m_calls;
    std::vector<double> m_politeTimes;
    quint64 m_lastCall = 0;
};

} // namespace

class TestFairness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greedyAgainstFourPolite_data();
    void greedyAgainstFourPolite();
};

void TestFairness::greedyAgainstFourPolite_data()
{
    QTest::addColumn<int>("greedyTimes");
    QTest::addColumn<double>("politeP99");
    QTest::newRow("equal calls") << 1 << 1.2;
    // A running call is never cut, so a polite one may wait for one of the long ones; only the share is
    // promised.
    QTest::newRow("greedy calls four times longer") << 4 << 4.2;
}

void TestFairness::greedyAgainstFourPolite()
{
    QFETCH(const int, greedyTimes);
    QFETCH(const double, politeP99);
    FairRun fair(50ms, 50ms * greedyTimes, 300us);
    const FairRun::Result result = fair.run(120s);
    qInfo("Jain %.4f, slots busy %.2f %%, polite p99 %.2f service times", result.jain, 100 * result.busy,
          result.politeP99);
    QVERIFY(result.jain >= 0.99);
    QVERIFY(result.busy >= 0.98);
    QVERIFY(result.politeP99 <= politeP99);
}

QTEST_APPLESS_MAIN(TestFairness)
#include "tst_fairness.moc"
