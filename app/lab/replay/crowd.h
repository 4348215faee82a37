#pragma once

// The agents of the replay: they send the calls of their scripts to a model, wait, think, hang up, come back,
// and keep the books of what a user would have seen. Every other agent works on two lines at once. Single
// thread, simulated time.

#include "app/lab/replay/daemonmodel.h"
#include "core/time/timerservice.h"

#include <map>
#include <set>
#include <vector>

namespace exaid::lab {

struct ClientFigures
{
    int sent = 0;
    int answered = 0;
    int timedOut = 0;
    int refused = 0;
    int failed = 0;
    int hungUp = 0;     // the client went away first
    int unanswered = 0; // no reply, although the client stayed; at the end
    int late = 0;       // replies after the time that the client was told
    Duration longestCall{};
    // From sending to the provider's work, a refusal or a time-out.
    std::vector<Duration> waits;
    // The same, of calls for which every limit had room when they were sent and which nevertheless waited
    // more than a second.
    std::vector<Duration> blockedWaits;
    std::set<int> blockedAgents;
};

class Crowd final : public ModelListener
{
public:
    Crowd(quint64 seed, int agents, TimerService &timers, DaemonModel &model);
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    void start();
    // No new calls; those under way go on.
    void stop() { m_isStopped = true; }
    bool isIdle() const { return m_calls.empty(); }
    // What is still open counts as unanswered.
    ClientFigures takeFigures();

private:
    struct Lane
    {
        int agent = 0;
        ReplayScript script;
        ReplayCall next;
        Timer timer;
    };
    struct Call
    {
        size_t lane = 0;
        TimePoint sent{};
        TimePoint promised{};
        bool hadRoom = false;
        bool hasStarted = false;
        Timer hangUp;
    };

    void started(CallId id) override;
    void replied(CallId id, ReplyKind kind) override;
    void think(size_t lane);
    void send(size_t lane);
    void hangUp(int agent);
    void noteWait(Call &call);

    TimerService &m_timers;
    DaemonModel &m_model;
    std::vector<Lane> m_lanes;
    std::map<CallId, Call> m_calls;
    quint64 m_lastCall = 0;
    bool m_isStopped = false;
    ClientFigures m_figures;
};

} // namespace exaid::lab
