#include "app/lab/load/loadrunner.h"

#include <algorithm>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration ConnectLimit = 15s;
// For the replies to the cancellations at the end.
constexpr Duration EndLimit = 5s;
constexpr Duration ProgressInterval = 1s;
constexpr size_t MaxSamples = 1'000'000;

} // namespace

LoadRunner::LoadRunner(const LoadPlan &plan, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_timers(timers)
{}

LoadRunner::~LoadRunner() = default;

void LoadRunner::start()
{
    m_state = State::Connecting;
    for (size_t i = 0; i < m_plan.sessions.size(); ++i) {
        auto session = std::make_unique<LoadSession>(static_cast<int>(i), m_plan, m_timers);
        // Queued, so that a session never finds its runner changed inside a signal.
        connect(session.get(), &LoadSession::ready, this, &LoadRunner::sessionChanged, Qt::QueuedConnection);
        connect(session.get(), &LoadSession::closed, this, &LoadRunner::sessionChanged, Qt::QueuedConnection);
        connect(session.get(), &LoadSession::sampled, this, &LoadRunner::take);
        m_sessions.push_back(std::move(session));
    }
    m_phaseTimer = m_timers.after(ConnectLimit, [this] { begin(); });
    for (const auto &session : m_sessions)
        session->connectToDaemon();
}

void LoadRunner::stop()
{
    m_wasStopped = m_wasStopped || m_state == State::Connecting || m_state == State::Running;
    if (m_state == State::Connecting)
        begin();
    if (m_state == State::Running)
        end();
}

void LoadRunner::sessionChanged()
{
    switch (m_state) {
    case State::Connecting:
        if (std::ranges::all_of(
                m_sessions, [](const auto &session) { return session->isReady() || session->isClosed(); }))
            begin();
        return;
    case State::Running:
        if (allClosed())
            end();
        return;
    case State::Ending:
        if (allClosed())
            finish();
        return;
    case State::Idle:
    case State::Finished:
        return;
    }
    Q_UNREACHABLE();
}

void LoadRunner::begin()
{
    if (m_state != State::Connecting)
        return;
    m_state = State::Running;
    m_start = m_timers.now() + m_plan.warmUp;
    for (const auto &session : m_sessions) {
        if (!session->isReady() && !session->isClosed())
            session->giveUp(u"the daemon did not answer the hello"_s);
    }
    const auto ready =
        std::ranges::count_if(m_sessions, [](const auto &session) { return session->isReady(); });
    if (ready == 0 || m_wasStopped)
        return end();
    Q_EMIT progressed(u"%1 of %2 sessions connected"_s.arg(ready).arg(m_sessions.size()));
    m_phaseTimer = m_timers.at(m_start + m_plan.duration, [this] { end(); });
    m_progressTimer = m_timers.after(ProgressInterval, [this] { tellProgress(); });
    for (const auto &session : m_sessions)
        session->begin(m_start);
}

void LoadRunner::end()
{
    if (m_state != State::Running)
        return;
    m_state = State::Ending;
    m_measured = std::max(Duration::zero(), m_timers.now() - m_start);
    m_progressTimer.cancel();
    m_phaseTimer = m_timers.after(EndLimit, [this] {
        for (const auto &session : m_sessions)
            session->giveUp({});
    });
    for (const auto &session : m_sessions)
        session->end();
    // For the case that all were closed before.
    QMetaObject::invokeMethod(this, &LoadRunner::sessionChanged, Qt::QueuedConnection);
}

void LoadRunner::finish()
{
    m_state = State::Finished;
    m_phaseTimer.cancel();
    std::vector<SessionNote> notes;
    for (const auto &session : m_sessions)
        notes.push_back({session->fault(), session->sent(), session->leftOut(), session->strayErrors()});
    m_report = summarize(m_plan, m_samples, notes, m_measured);
    m_report.wasInterrupted = m_wasStopped;
    m_report.samplesDropped = m_dropped;
    m_report.warmUpCalls = m_warmUpCalls;
    Q_EMIT finished();
}

void LoadRunner::take(const CallSample &sample)
{
    if (sample.isAnswer())
        ++m_answeredSince;
    else if (!sample.wasCut)
        ++m_errorsSince;
    if (sample.ended < Duration::zero())
        ++m_warmUpCalls;
    else if (m_samples.size() < MaxSamples)
        m_samples.push_back(sample);
    else
        ++m_dropped;
}

void LoadRunner::tellProgress()
{
    int outstanding = 0;
    for (const auto &session : m_sessions)
        outstanding += session->outstanding();
    const auto second = std::chrono::round<std::chrono::seconds>(m_timers.now() - m_start).count();
    Q_EMIT progressed(u"%1: %2 answered, %3 errors in the last second; %4 outstanding"_s
                          .arg(second > 0 ? u"%1 s"_s.arg(second) : u"warm-up"_s)
                          .arg(std::exchange(m_answeredSince, 0))
                          .arg(std::exchange(m_errorsSince, 0))
                          .arg(outstanding));
    m_progressTimer = m_timers.after(ProgressInterval, [this] { tellProgress(); });
}

bool LoadRunner::allClosed() const
{
    return std::ranges::all_of(m_sessions, [](const auto &session) { return session->isClosed(); });
}

} // namespace exaid::lab
