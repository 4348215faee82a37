#pragma once

// The Python daemon as documented, before or after the report's fix (LegacyRules), as a small state machine
// in simulated time. A call goes Unread → Acquiring → Running → gone. The one thing that both versions share
// and no setting can change: there is one event loop, and a simple tool calls the synchronous provider SDK on
// it.

#include "app/lab/replay/countedsemaphore.h"
#include "app/lab/replay/daemonmodel.h"
#include "app/lab/replay/integral.h"
#include "app/lab/replay/legacyrules.h"
#include "core/time/timerservice.h"

#include <deque>
#include <functional>
#include <map>

namespace exaid::lab {

class LegacyDaemon final : public DaemonModel
{
public:
    LegacyDaemon(const LegacyRules &rules, TimerService &timers);

    void start(ModelListener &listener) override;
    bool hasRoomFor(int agent, const ReplayCall &call) const override;
    Duration submit(CallId id, int agent, const ReplayCall &call) override;
    void disconnect(int agent) override;
    void closeBooks() override;

private:
    enum class State { Unread, Acquiring, Running };
    struct Call
    {
        quint64 connection = 0;
        ReplayCall work;
        State state = State::Unread;
        int taken = 0; // semaphores, in the order of semaphoreOf()
        bool isReplied = false;
        bool willAnswer = false;
        Timer next;   // the end of the wait, or of the provider's work
        Timer giveUp; // the daemon's own limit
    };
    struct Connection
    {
        CountedSemaphore session;
        std::deque<CallId> unread;
        CallId current; // being handled
        bool isGone = false;
    };

    CountedSemaphore &providerOf(const Call &call);
    CountedSemaphore &semaphoreOf(Call &call, int index);
    void onLoop(std::function<void()> work);
    void runLoop();
    void readNext(quint64 connection);
    void acquire(CallId id, bool isLastTry);
    void refuse(CallId id);
    void run(CallId id);
    void blockingCallReturned(CallId id);
    void giveUp(CallId id);
    void finish(CallId id);
    void drop(CallId id);
    void forgetIfOver(quint64 connection);
    void reply(CallId id, Call &call, ReplyKind kind);
    void scheduleHealthCheck();
    void checkHealth();
    void record();

    const LegacyRules m_rules;
    TimerService &m_timers;
    ModelListener *m_listener = nullptr;
    CountedSemaphore m_global, m_glm, m_kimi;
    std::map<CallId, Call> m_calls;
    std::map<quint64, Connection> m_connections;
    std::map<int, quint64> m_connectionOf; // by agent
    quint64 m_lastConnection = 0;
    bool m_loopIsBlocked = false;
    std::deque<std::function<void()>> m_loopWork;
    bool m_healthIsDue = false;
    Timer m_healthTimer;
    Integral m_lost, m_idle, m_above;
};

} // namespace exaid::lab
