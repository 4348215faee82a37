#pragma once

// A scripted engine: what a call does is told by its tool's name, or by the test.
//   echo    answers with arguments.prompt, after arguments.ms milliseconds if given
//   hang    accepted, then silent until cancelled or finished by the test
//   absent  rejected with TOOL_NOT_FOUND, without being accepted
//   wait    accepted and queued at place 3; the test moves it

#include "core/calls/callservice.h"
#include "core/time/timerservice.h"

#include <QList>
#include <map>
#include <vector>

namespace exaid {

class FakeCallService final : public CallService
{
public:
    struct LiveCall
    {
        CallRequest request;
        CallObserver *observer = nullptr;
        std::vector<Timer> timers;
    };

    explicit FakeCallService(TimerService &timers)
        : m_timers(timers)
    {}

    Submitted submit(const CallRequest &request, CallObserver &observer) override;
    std::optional<Duration> adopt(CallId call, quint64 connection, const QString &requestId,
                                  CallObserver &observer) override;
    bool cancel(CallId call, CancelCause cause) override;
    void abandon(CallId call) override;
    int cancelSession(SessionId session, CancelCause cause) override;
    int liveCount() const override { return static_cast<int>(m_live.size()); }

    void finish(CallId call, const Outcome &outcome);
    CallId idOf(const QString &requestId) const;
    CallObserver *observerOf(CallId call) { return m_live.at(call).observer; }
    const std::map<CallId, LiveCall> &live() const { return m_live; }

    QList<CallRequest> submitted; // in order, attached repeats not counted
    QList<CallId> cancelled;
    QList<CallId> abandoned;

private:
    void start(CallId call);

    TimerService &m_timers;
    quint64 m_lastId = 0;
    std::map<CallId, LiveCall> m_live;
};

} // namespace exaid
