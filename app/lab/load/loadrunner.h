#pragma once

// A load run: connects all sessions, lets them begin together, tells once a second how it goes, and ends by
// itself after the plan's duration, or sooner when stopped or when no session is left. Needs an event loop on
// its thread; never blocks.

#include "app/lab/load/loadreport.h"
#include "app/lab/load/loadsession.h"

#include <memory>

namespace exaid::lab {

class LoadRunner final : public QObject
{
    Q_OBJECT
public:
    // plan: validated. timers outlives the runner.
    LoadRunner(const LoadPlan &plan, TimerService &timers, QObject *parent = nullptr);
    ~LoadRunner() override;

    void start();
    // Ends early; finished() follows. Before the calls have begun it follows at once.
    void stop();

    // After finished().
    const LoadReport &report() const { return m_report; }
    const std::vector<CallSample> &samples() const { return m_samples; }

Q_SIGNALS:
    void progressed(const QString &line);
    void finished(); // exactly once, from the event loop

private:
    enum class State { Idle, Connecting, Running, Ending, Finished };

    void sessionChanged();
    void begin();
    void end();
    void finish();
    void take(const CallSample &sample);
    void tellProgress();
    bool allClosed() const;

    const LoadPlan m_plan;
    TimerService &m_timers;
    std::vector<std::unique_ptr<LoadSession>> m_sessions;
    std::vector<CallSample> m_samples;
    qint64 m_dropped = 0;
    qint64 m_warmUpCalls = 0;
    State m_state = State::Idle;
    bool m_wasStopped = false;
    TimePoint m_start{};
    Duration m_measured{};
    Timer m_phaseTimer;
    Timer m_progressTimer;
    int m_answeredSince = 0; // the last progress line
    int m_errorsSince = 0;
    LoadReport m_report;
};

} // namespace exaid::lab
