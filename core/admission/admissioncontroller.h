#pragma once

// Admission control as a pure machine: fed with (time, event), answers with actions. It owns the pools, the
// ledger and the queue; it has no clock, thread, timer or socket, so that a simulation runs years of traffic
// through it from a seed. Single writer: the core thread. Cost of an event: O(routes · log waiters);
// tests/bench measures it.
//
// Rules kept after every event (and checked: violation()):
//  - In each pool available + held − debt = capacity; a grant takes one permit of each of its pools at once,
//    or none. Checked after each grant and return, in release builds too: a pool that disagrees is mended on
//    the spot and reported like a finding of the audit.
//  - No grant above a limit, even while a semaphore is wrong. A lowered limit grants nothing until enough
//    leases have ended, and cuts no live one.
//  - No slot is free while a waiter could use it, with two exceptions: a hold of at most holdMax (20 ms by
//    default) for the session that has just freed it, since one that works one call at a time would lose its
//    turn in the instant before its next call; and a provider's last permit, kept for at most reserveMax from
//    a session that already holds one there (ProviderReserve). A hold lasts as long as the session has shown
//    to need until its next call; at most 3 ms and 1 % of the mean service time while nothing is known of it,
//    at most 3 % when it is. One that mostly comes later gets none. In the long run holds cost each provider
//    at most 1.9 % of its slots' time, so that they are used for at least 98 % of it. While the limits say
//    paused, all stay free.
//  - A waiter leaves the queue by a grant, a withdrawal or a refusal; it is refused at its queue deadline at
//    the latest. How long it may be passed over before that: FairScheduler.

#include "core/admission/fairscheduler.h"
#include "core/admission/handbackholds.h"
#include "core/admission/ledger.h"
#include "core/admission/providerreserve.h"
#include "core/admission/returnmeter.h"
#include "core/admission/routetable.h"
#include "core/admission/servicemeter.h"

#include <vector>

namespace exaid {

struct PoolState
{
    PoolName name;
    int capacity = 0;
    int held = 0;
    int available = 0;
    int debt = 0;
    int waiting = 0;
    int peakHeld = 0;
};

class AdmissionController final
{
public:
    explicit AdmissionController(const AdmissionLimits &limits);
    Q_DISABLE_COPY_MOVE(AdmissionController)

    // For one arrival. A ticket that never arrives keeps its place in the tables.
    TicketId issueTicket() { return m_scheduler.issueTicket(); }

    // Actions are appended in the order in which they took effect. A now before an earlier one counts as that
    // earlier one.
    void handle(TimePoint now, const AdmissionEvent &event, AdmissionActions &actions);

    // When to send the next Tick at the latest; max(): no need.
    TimePoint nextWake() const;

    // Changes whenever somebody's place may have changed.
    quint64 queueVersion() const { return m_queueVersion; }
    std::optional<QueuePlace> place(TicketId ticket) const;

    const AdmissionLimits &limits() const { return m_limits; }
    int waiting() const { return m_scheduler.waitingTotal(); }
    int leases() const { return m_ledger.leaseCount(); }
    // Without the pools of providers and models that are no longer in the limits and have nothing out.
    std::vector<PoolState> pools() const;
    const LeaseRecord *lease(const LeaseRef &ref) const { return m_ledger.find(ref); }
    int heldBy(SessionId session) const;
    int waitingOf(SessionId session) const;
    int waitingFor(PoolIndex pool) const; // global, provider or model pool
    // Slot-seconds held since the session came.
    double slotSeconds(SessionId session, TimePoint now) const;
    // Mean time a lease of this provider was held; none: nothing measured yet.
    std::optional<Duration> meanService(const QString &provider) const;
    // How long the waiter's session may be passed over before it goes first; none: it does not wait.
    std::optional<Duration> patienceOf(TicketId ticket) const;

    // The longest time so far that a slot was kept free while a waiter could have used it.
    Duration longestHold() const { return std::max(m_holds.longest(), m_reserve.longest()); }

    // Slot-time spent on holds so far, of those that are over.
    Duration holdTime() const { return m_holds.total(); }

    // For tests and the daemon's self-check: what is wrong, or nothing. O(pools + leases).
    std::optional<QString> violation() const;

    const Ledger &ledger() const { return m_ledger; }
#ifdef EXAID_TEST_HOOKS
    Ledger &ledgerForFaults() { return m_ledger; }
#endif

private:
    struct SessionState
    {
        SessionId id;
        PoolIndex pool = 0;
        bool ended = false;
        ReturnMeter returns;
        std::optional<TimePoint> lastReturn;
        std::optional<int> ownLimit;
    };

    void on(TimePoint now, const Arrive &event, AdmissionActions &actions);
    void on(TimePoint now, const Withdraw &event, AdmissionActions &actions);
    void on(TimePoint now, const Return &event, AdmissionActions &actions);
    void on(TimePoint now, const EnterPhase &event, AdmissionActions &actions);
    void on(TimePoint now, const EndSession &event, AdmissionActions &actions);
    void on(TimePoint now, const ChangeLimits &event, AdmissionActions &actions);
    void on(TimePoint now, const LimitSession &event, AdmissionActions &actions);
    void on(TimePoint now, const Tick &event, AdmissionActions &actions);
    void on(TimePoint now, const Audit &event, AdmissionActions &actions);

    std::optional<RouteIndex> routeFor(const QString &provider, const QString &model);
    SessionIndex sessionFor(SessionId id);
    std::optional<SessionIndex> knownSession(SessionId id) const;
    int limitOf(const SessionState &session) const { return session.ownLimit.value_or(m_limits.perSession); }
    bool hasRoom(SessionIndex session) const { return m_ledger.room(m_sessions[session].pool) > 0; }
    bool isOpen(RouteIndex route, bool sharing) const;
    int freeAt(const Route &route) const;
    void reviewReserve(TimePoint now);
    Duration patienceOn(RouteIndex route) const;
    const Waiter *nextToServe(TimePoint now);
    void dispatch(TimePoint now, AdmissionActions &actions);
    void grant(TimePoint now, const Waiter &next, AdmissionActions &actions);
    std::optional<Waiter> takeFromQueue(TicketId ticket);
    void refuse(TimePoint now, const Waiter &waiter, RefusalCause cause, AdmissionActions &actions);
    void turnAway(TimePoint now, const Waiter &waiter, RefusalCause cause, AdmissionActions &actions);
    void refuseWhereNobodyServes(TimePoint now, AdmissionActions &actions);
    void giveBack(TimePoint now, const LeaseRef &ref, AdmissionActions &actions);
    void considerHold(TimePoint now, SessionIndex session, RouteIndex route);
    void mend(const PoolSet &pools, AdmissionActions &actions);
    void mend(PoolIndex pool, AdmissionActions &actions);
    void refreshRoom();
    void forgetIfOver(SessionIndex session);
    int slotsOf(const Route &route) const;
    std::optional<Duration> expectedWait(const Waiter &waiter, int position) const;

    AdmissionLimits m_limits;
    Ledger m_ledger;
    RouteTable m_routes;
    FairScheduler m_scheduler;
    ProviderReserve m_reserve;
    HandBackHolds m_holds;
    QHash<SessionId, SessionIndex> m_sessionIndex;
    std::vector<SessionState> m_sessions; // by index; entries without an id are free
    ServiceMeter m_service;
    TimePoint m_now{TimePoint::min()};
    quint64 m_lastPlace = 0;
    quint64 m_queueVersion = 0;
};

} // namespace exaid
