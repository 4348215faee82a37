#pragma once

// exaid in the replay: the real AdmissionController with the real default limits and clocks; around it only
// what the call engine does with its actions. A call is queued → running → gone, and has one deadline, fixed
// when it arrives.

#include "app/lab/replay/daemonmodel.h"
#include "app/lab/replay/integral.h"
#include "core/admission/admissioncontroller.h"
#include "core/config/settings.h"
#include "core/time/timerservice.h"

#include <map>

namespace exaid::lab {

class ExaidModel final : public DaemonModel, private Liveness
{
public:
    ExaidModel(const Settings &settings, TimerService &timers);

    void start(ModelListener &listener) override;
    bool hasRoomFor(int agent, const ReplayCall &call) const override;
    Duration submit(CallId id, int agent, const ReplayCall &call) override;
    void disconnect(int agent) override;
    void closeBooks() override;

    static AdmissionLimits limitsFrom(const Settings &settings);

private:
    struct Call
    {
        SessionId session;
        TicketId ticket;
        ReplayCall work;
        TimePoint deadline{};
        std::optional<LeaseRef> lease;
        Timer end;
    };

    bool callAlive(CallId call) const override { return m_calls.contains(call); }
    bool sessionAlive(SessionId session) const override;

    SessionId sessionOf(int agent);
    void send(const AdmissionEvent &event);
    void take(const Grant &grant);
    void take(const Enqueued &) {}
    void take(const Refusal &refusal);
    void take(const Recovery &recovery);
    void take(const AskToCancel &ask);
    void finish(CallId id, ReplyKind kind);
    void scheduleAudit();
    void rearm();
    void record();

    const Settings m_settings;
    TimerService &m_timers;
    AdmissionController m_controller;
    ModelListener *m_listener = nullptr;
    std::map<CallId, Call> m_calls;
    std::map<int, SessionId> m_sessionOf; // by agent
    quint64 m_lastSession = 0;
    Timer m_wake;
    Timer m_audit;
    Integral m_lost, m_above;
};

} // namespace exaid::lab
