#pragma once

// Admission control in the running daemon: gives the pure controller its time, its timers and its listeners,
// and hands out leases as values. Core thread.

#include "core/admission/admissioncontroller.h"
#include "core/admission/lease.h"
#include "core/calls/usageprobe.h"
#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <unordered_map>

namespace exaid {

class EventLog;
class Metrics;

struct AdmissionAsk
{
    CallId call;
    SessionId session;
    QString provider;
    QString model;
    TimePoint queueDeadline{TimePoint::max()};
    TimePoint callDeadline{TimePoint::max()};
    quint64 place = 0; // of an earlier grant, when a call comes back after a back-off
    Priority priority = Priority::Interactive;
};

// One per waiting call. Exactly one of granted and refused comes, unless the request was withdrawn; either
// may come from inside request().
class AdmissionListener
{
public:
    // place: to ask with, should the call come back.
    virtual void granted(Lease lease, quint64 place) = 0;
    virtual void refused(const Refusal &refusal) = 0;
    virtual void placeChanged(const QueuePlace &place) = 0;

protected:
    ~AdmissionListener() = default;
};

class AdmissionDriver final : private LeaseHome
{
public:
    AdmissionDriver(const AdmissionLimits &limits, TimerService &timers, Metrics &metrics, EventLog &events);
    ~AdmissionDriver();
    Q_DISABLE_COPY_MOVE(AdmissionDriver)

    TicketId request(const AdmissionAsk &ask, AdmissionListener &listener);
    // The listener hears nothing more. A grant that was on its way is given back.
    void withdraw(TicketId ticket);
    void enterPhase(const Lease &lease, CallPhase phase);
    void endSession(SessionId session);
    void changeLimits(const AdmissionLimits &limits);
    // A limit of the session's own until it ends; none: the common one again.
    void limitSession(SessionId session, std::optional<int> limit);
    // A provider takes no more than this at once, whatever the limits allow; 0: nothing for now.
    void setProviderCeiling(const QString &provider, int ceiling);
    // Nobody is let in until it is called with false. Outlasts changes of the limits, not a restart.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    // Looks for leaks now, and from then on every interval. The canceller ends an overdue call.
    void startAudits(Duration interval, const Liveness &liveness, std::function<void(CallId)> canceller);
    void auditNow();

    const AdmissionController &controller() const { return m_controller; }
    // Usage goes to the metrics' history from now on; nameOf: a session's public name.
    void startUsage(std::function<QString(SessionId)> nameOf) { m_usage.start(std::move(nameOf)); }
#ifdef EXAID_TEST_HOOKS
    AdmissionController &controllerForFaults() { return m_controller; }
    // The next lease that comes back is lost on the way, as if its release had been forgotten.
    void dropNextReturn() { m_dropNextReturn = true; }
    // The next lease that comes back comes back twice.
    void doubleNextReturn() { m_doubleNextReturn = true; }
    TimePoint lastGrantAt() const { return m_lastGrantAt; }
#endif

private:
    void leaseReturned(const LeaseRef &lease) noexcept override;
    void handle(const AdmissionEvent &event);
    void deliver();
    void carryOut(const Grant &grant);
    void carryOut(const Enqueued &enqueued);
    void carryOut(const Refusal &refusal);
    void carryOut(const Recovery &recovery);
    void carryOut(const AskToCancel &ask);
    void applyLimits();
    void rearm();
    void beginToTellPlaces();
    void tellPlaces();
    void scheduleAudit();
    QString label(const PoolName &pool) const;

    const ThreadBound m_thread;
    TimerService &m_timers;
    Metrics &m_metrics;
    EventLog &m_events;
    AdmissionController m_controller;
    UsageProbe m_usage;
    AdmissionLimits m_configured;
    QHash<QString, int> m_ceilings;
    bool m_paused = false;
    std::shared_ptr<LeaseHomeLink> m_link;
    struct Waiting
    {
        AdmissionListener *listener = nullptr;
        std::optional<QueuePlace> told;
    };
    std::unordered_map<TicketId, Waiting> m_waiting;
    AdmissionActions m_pending; // made, not yet carried out
    bool m_delivering = false;
    Timer m_wakeTimer;
    TimePoint m_wakeAt = TimePoint::max();
    Timer m_placeTimer;
    quint64 m_placesToldAt = 0;       // queue version
    std::vector<TicketId> m_toldNext; // the last first
    const Liveness *m_liveness = nullptr;
    std::function<void(CallId)> m_canceller;
    Duration m_auditInterval{};
    Timer m_auditTimer;
#ifdef EXAID_TEST_HOOKS
    bool m_dropNextReturn = false;
    bool m_doubleNextReturn = false;
    TimePoint m_lastGrantAt{};
#endif
};

} // namespace exaid
