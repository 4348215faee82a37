#pragma once

// Admission control as a pure machine: fed with (time, event), answers with actions. It owns the pools, the ledger and the queue;
// it has no clock, thread, timer or socket, so that a simulation runs years of traffic through it from a seed. Single writer:
// the core thread. Cost of an event: O(routes · log sessions).
//
// Rules kept after every event (and checked: violation()):
//  - available + held − debt = capacity in each pool; a grant takes one permit of each of its pools at once, or none;
//  - no grant above a limit; a lowered limit grants nothing until enough leases have ended, and cuts no live one;
//  - no slot is free while a waiter could use it, but for a hold of at most holdMax (3 ms by default) for the session that has just
//    freed it: without the hold a session that works one call at a time loses its turn in the instant before its next call;
//  - a waiter leaves the queue by a grant, a withdrawal or a refusal; it is refused at its queue deadline at the latest.

#include "core/admission/fairscheduler.h"
#include "core/admission/ledger.h"

#include <set>
#include <unordered_map>
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

    // now never goes back. Actions are appended in the order in which they took effect.
    void handle(TimePoint now, const AdmissionEvent &event, AdmissionActions &actions);

    // When to send the next Tick at the latest; max(): no need.
    TimePoint nextWake() const;

    // Changes whenever somebody's place may have changed.
    quint64 queueVersion() const { return m_queueVersion; }
    std::optional<QueuePlace> place(TicketId ticket) const;

    const AdmissionLimits &limits() const { return m_limits; }
    int waiting() const { return m_scheduler.waitingTotal(); }
    int leases() const { return m_ledger.leaseCount(); }
    std::vector<PoolState> pools() const;
    const LeaseRecord *lease(const LeaseRef &ref) const { return m_ledger.find(ref); }
    int heldBy(SessionId session) const;
    int waitingOf(SessionId session) const { return m_scheduler.waitingOf(session); }
    // Slot-seconds held since the session came.
    double slotSeconds(SessionId session, TimePoint now) const;
    // Mean time a lease of this provider was held; none: nothing measured yet.
    std::optional<Duration> meanService(const QString &provider) const;

    // The longest time so far that a slot was kept free while a waiter could have used it.
    Duration longestHold() const { return m_longestHold; }

    // For tests and the daemon's self-check: what is wrong, or nothing. O(pools + leases).
    std::optional<QString> violation() const;

    const Ledger &ledger() const { return m_ledger; }
#ifdef EXAID_TEST_HOOKS
    Ledger &ledgerForFaults() { return m_ledger; }
#endif

private:
    struct Route
    {
        QString provider;
        std::vector<PoolIndex> pools; // without the session's
        PoolIndex providerPool = 0;
    };
    struct SessionState
    {
        PoolIndex pool = 0;
        bool ended = false;
        // How often in a row it came back later than a hold lasts; holding a slot for a slow one would waste it.
        int slowReturns = 0;
        std::optional<TimePoint> lastReturn;
    };
    struct Hold
    {
        SessionId session;
        RouteIndex route = 0;
        TimePoint since{};
        TimePoint until{};
    };

    void on(TimePoint now, const Arrive &event, AdmissionActions &actions);
    void on(TimePoint now, const Withdraw &event, AdmissionActions &actions);
    void on(TimePoint now, const Return &event, AdmissionActions &actions);
    void on(TimePoint now, const EnterPhase &event, AdmissionActions &actions);
    void on(TimePoint now, const EndSession &event, AdmissionActions &actions);
    void on(TimePoint now, const ChangeLimits &event, AdmissionActions &actions);
    void on(TimePoint now, const Tick &event, AdmissionActions &actions);
    void on(TimePoint now, const Audit &event, AdmissionActions &actions);

    std::optional<RouteIndex> routeFor(const QString &provider, const QString &model);
    SessionState &session(SessionId id, TimePoint now);
    bool isOpen(const Route &route) const;
    void dispatch(TimePoint now, AdmissionActions &actions);
    // False: stop dispatching, the pools disagree with the ledger in a way that only the audit can mend.
    bool grant(TimePoint now, const Waiter &next, AdmissionActions &actions);
    std::optional<Waiter> takeFromQueue(TicketId ticket);
    void refuse(TimePoint now, const Waiter &waiter, RefusalCause cause, AdmissionActions &actions);
    void giveBack(TimePoint now, const LeaseRef &ref);
    void considerHold(TimePoint now, SessionId id, RouteIndex route);
    void dropHolds(TimePoint now, const std::function<bool(const Hold &)> &which);
    void refresh(TimePoint now, SessionId id);
    void forgetIfOver(SessionId id);
    void expire(TimePoint now, AdmissionActions &actions);
    std::optional<Duration> expectedWait(const Waiter &waiter, int position) const;

    AdmissionLimits m_limits;
    Ledger m_ledger;
    FairScheduler m_scheduler;
    PoolIndex m_global;
    QHash<QString, PoolIndex> m_providerPools;
    QHash<QString, PoolIndex> m_modelPools;
    std::vector<Route> m_routes;
    std::unordered_map<SessionId, SessionState> m_sessions;
    std::set<std::pair<TimePoint, TicketId>> m_queueDeadlines;
    std::vector<Hold> m_holds;
    Duration m_longestHold{};
    std::vector<int> m_heldBack; // by pool: permits kept free by holds
    QHash<QString, Duration> m_meanService;
    quint64 m_lastPlace = 0;
    quint64 m_queueVersion = 0;
};

} // namespace exaid
