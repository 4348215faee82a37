#include "admissionbench.h"

#include "core/admission/admissioncontroller.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <chrono>
#include <random>

namespace exaid::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Busy = u"kimi"_s; // full, with the crowd behind it
const QString Idle = u"glm"_s;  // has room

enum Decision : size_t { GrantOne, ReleaseOne, HandOff, Enqueue, Cancel, DecisionCount };
constexpr std::array DecisionNames{"grant", "release", "hand-off", "enqueue", "cancel"};

AdmissionLimits limitsFor(const Crowd &crowd)
{
    AdmissionLimits limits;
    limits.global = 64;
    limits.perSession = 8;
    limits.providers = {{Busy, 24}, {Idle, 24}, {u"local"_s, 4}};
    limits.queuePerSession = crowd.waiters + 1;
    limits.queueTotal = 2 * crowd.waiters;
    return limits;
}

class Bench
{
public:
    explicit Bench(const Crowd &crowd)
        : m_crowd(crowd)
        , m_controller(limitsFor(crowd))
    {
        while (m_controller.waiting() < crowd.waiters)
            arrive(Busy);
    }

    void run(int rounds)
    {
        for (std::vector<double> &samples : m_samples)
            samples.reserve(static_cast<size_t>(rounds) + 16);
        for (int round = 0; round < rounds; ++round) {
            m_now += Duration(100'000);
            if (m_controller.nextWake() <= m_now)
                timed(Tick{});
            timed(
                Arrive{nextTicket(), CallId{m_last}, someSession(), Idle, {}, m_now + 60s, m_now + 600s, 0});
            record(m_granted ? GrantOne : Enqueue);
            if (m_granted) {
                timed(Return{*m_granted});
                record(ReleaseOne);
            }
            const size_t index = m_random() % m_held.size();
            const LeaseRef lease = std::exchange(m_held[index], m_held.back());
            m_held.pop_back();
            timed(Return{lease});
            if (m_granted) {
                record(HandOff);
                m_held.push_back(*m_granted);
            }
            while (m_controller.waiting() <= m_crowd.waiters || m_held.empty())
                record(arrive(Busy) ? GrantOne : Enqueue);
            // Tickets of calls that were granted meanwhile are known to the bench only by trying.
            for (int before = m_controller.waiting();
                 m_controller.waiting() == before && !m_waiting.empty();) {
                const size_t pick = m_random() % m_waiting.size();
                const TicketId ticket = std::exchange(m_waiting[pick], m_waiting.back());
                m_waiting.pop_back();
                timed(Withdraw{ticket});
                if (m_controller.waiting() != before)
                    record(Cancel);
            }
        }
    }

    std::vector<DecisionCost> costs()
    {
        std::vector<DecisionCost> costs;
        for (size_t i = 0; i < DecisionCount; ++i) {
            std::vector<double> &samples = m_samples[i];
            std::ranges::sort(samples);
            const auto at = [&](size_t percent) {
                return samples.empty() ? 0 : samples[(samples.size() - 1) * percent / 100];
            };
            costs.push_back({QString::fromLatin1(DecisionNames[i]), at(50), at(99), at(100)});
        }
        return costs;
    }

private:
    TicketId nextTicket()
    {
        ++m_last;
        return m_controller.issueTicket();
    }
    SessionId someSession() { return SessionId{1 + m_random() % static_cast<quint64>(m_crowd.sessions)}; }

    // Whether it was granted at once.
    bool arrive(const QString &provider)
    {
        const TicketId ticket = nextTicket();
        timed(Arrive{ticket,
                     CallId{m_last},
                     someSession(),
                     provider,
                     {},
                     m_now + 60s + Duration(m_last),
                     m_now + 600s,
                     0});
        if (m_granted)
            m_held.push_back(*m_granted);
        else
            m_waiting.push_back(ticket);
        return m_granted.has_value();
    }
    void timed(const AdmissionEvent &event)
    {
        m_actions.clear();
        const auto start = std::chrono::steady_clock::now();
        m_controller.handle(m_now, event, m_actions);
        m_took = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
        m_granted.reset();
        for (const AdmissionAction &action : m_actions) {
            if (const Grant *grant = std::get_if<Grant>(&action))
                m_granted = grant->lease;
        }
    }
    void record(Decision decision) { m_samples[decision].push_back(m_took); }

    const Crowd m_crowd;
    AdmissionController m_controller;
    std::mt19937_64 m_random{42};
    TimePoint m_now{1'000s};
    quint64 m_last = 0;
    double m_took = 0;
    AdmissionActions m_actions;
    std::optional<LeaseRef> m_granted;
    std::vector<LeaseRef> m_held;
    std::vector<TicketId> m_waiting;
    std::array<std::vector<double>, DecisionCount> m_samples;
};

} // namespace

std::vector<DecisionCost> measureDecisions(const Crowd &crowd, int rounds)
{
    Bench bench(crowd);
    bench.run(rounds);
    return bench.costs();
}

QString toTable(const Crowd &crowd, const std::vector<DecisionCost> &costs)
{
    QStringList lines{u"%1 waiters, %2 sessions (ns)      median       p99     worst"_s.arg(crowd.waiters, 6)
                          .arg(crowd.sessions, 5)};
    for (const DecisionCost &cost : costs) {
        lines << u"    %1 %2 %3 %4"_s.arg(cost.decision, -28)
                     .arg(cost.medianNs, 9, 'f', 0)
                     .arg(cost.p99Ns, 9, 'f', 0)
                     .arg(cost.worstNs, 9, 'f', 0);
    }
    return lines.join(u'\n');
}

} // namespace exaid::bench
