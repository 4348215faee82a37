#pragma once

// Who is next. Pure; no pools here: the controller says which routes (sets of pools) are open. Every change
// and the choice cost O(routes · log sessions); nothing is allocated for an event once the tables have grown.
//
// Order: max-min fair. First the session that holds the fewest slots; of those that hold equally many, one
// whose next call is interactive before one whose next call is batch; then the one that has used the fewest
// slot-seconds lately (UsageMeter); then arrival. A session is a candidate on a route while it waits there
// and its own limit has room, so that waiters whose provider is full never stand in anybody's way. Within a
// session and route: interactive before batch, then first come, first served.
//
// Why priority stands below the number of slots held: every caller chooses its own priority and interactive
// is the default, so priority must never win a session more than its even share of slots. Batch says "I can
// wait": it gives way at equal shares and within its own session, and no session can hurt another by leaving
// the mark out.
//
// Ageing: a batch call that has waited for `patience`, or that comes back to an earlier place, counts as
// interactive.
//
// Starvation bound. A waiter is eligible while it is the first of its session on its route, its session's
// limit has room and no limit of its route has been lowered below what is held. It is passed over since its
// session was last served on that route, or became eligible there. After patienceOn(route) = max(patience, 8
// fair turns), a fair turn being mean service · candidates / slots, it goes before all that have not been
// passed over that long, whoever holds fewest; among the impatient the longest passed over goes first. So
// once it is impatient, at most one grant to each candidate that was passed over for longer comes before it
// on its route (model pools being part of one provider), and:
//
//     wait of an eligible waiter ≤ patienceOn(route) + D · ⌈(A + 1) / C⌉ + holds
//
// with D the longest time a lease is held (each ends at its deadline, a deaf one at grace + two audits after
// it), A the candidates on the routes that share its pools when it becomes impatient, C the smallest capacity
// of its pools, and a hold of at most holdMax for each grant. The simulation asserts both the count and the
// time. Its queue deadline may refuse a waiter earlier.

#include "core/admission/admissiontypes.h"
#include "core/admission/deadlinequeue.h"
#include "core/admission/indexedheap.h"
#include "core/admission/indices.h"
#include "core/admission/queueseats.h"
#include "core/admission/usagemeter.h"
#include "core/admission/waitline.h"

#include <vector>

namespace exaid {

// One cache line, since there may be a hundred thousand.
struct alignas(64) Waiter
{
    TicketId ticket;
    CallId call;
    SessionIndex sessionIndex = 0;
    RouteIndex route = 0;
    Priority priority = Priority::Interactive;
    bool aged = false;
    quint64 place = 0; // in line; lower is earlier
    TimePoint since{};
    TimePoint queueDeadline{TimePoint::max()};
    TimePoint callDeadline{TimePoint::max()};
};
static_assert(sizeof(Waiter) == 64);

class FairScheduler final
{
public:
    explicit FairScheduler(const AdmissionLimits &limits);
    Q_DISABLE_COPY_MOVE(FairScheduler)

    // To be called before anything else at a new time: lets batch calls age and keeps the order keys precise.
    void advance(TimePoint now);
    void setLimits(const AdmissionLimits &limits);

    RouteIndex addRoute(ProviderIndex provider); // 0, 1, 2, …
    SessionIndex addSession(SessionId id);
    void removeSession(SessionIndex session); // precondition: it holds nothing and waits for nothing
    // A slot on the route was granted to the session, or came back from it. hasRoom: whether the session's
    // own limit has room now.
    void slotTaken(SessionIndex session, RouteIndex route, bool hasRoom);
    void slotReturned(SessionIndex session, RouteIndex route, bool hasRoom);
    void setHasRoom(SessionIndex session, bool hasRoom);

    // Each is for one waiter, and comes back with it or by discard().
    TicketId issueTicket() { return m_seats.issue(); }
    bool isUnused(TicketId ticket) const { return m_seats.isUnused(ticket); }
    void discard(TicketId ticket) { m_seats.discard(ticket); } // precondition: unused

    void enqueue(const Waiter &waiter); // precondition: its ticket is unused
    // From now on its queue deadline counts in earliestDeadline(). Apart from enqueue(), since most calls are
    // served at once. Precondition: it came from find(), just now and for the first time.
    void watchDeadline(const Waiter &waiter);
    std::optional<Waiter> remove(TicketId ticket);
    // The same for one that need not be told: whose it was.
    std::optional<SessionIndex> withdraw(TicketId ticket);
    // Removes it because it was granted: its session was not passed over this time.
    Waiter serve(TicketId ticket);
    const Waiter *find(TicketId ticket) const; // valid until the next enqueue

    // The waiter to serve next, by the order alone; null: nobody. open: bool(RouteIndex, bool sharing), where
    // sharing says that the session already holds a permit of the route's provider.
    template <typename Open>
    const Waiter *next(Open &&open) const;
    // Whether the session, if it came back now with an interactive call, would be served before this waiter.
    bool ranksBefore(SessionIndex session, const Waiter &other) const;

    int candidatesOn(RouteIndex route) const { return static_cast<int>(m_routes[route].passedOver.size()); }
    bool hasSharers(RouteIndex route) const { return !m_routes[route].sharing.empty(); }
    // The candidate that has been passed over for the longest time. Precondition: there is a candidate.
    TimePoint longestPassedOver(RouteIndex route) const { return m_routes[route].passedOver.topKey(); }
    const Waiter &longestPassedOverWaiter(RouteIndex route) const
    {
        return frontOf(m_routes[route].passedOver.top());
    }

    TimePoint earliestDeadline() const
    {
        return m_deadlines.empty() ? TimePoint::max() : m_deadlines.top().at;
    }
    TicketId earliestDue() const { return m_deadlines.top().ticket; } // precondition: a deadline waits

    int waitingTotal() const { return m_seats.waiting(); }
    int waitingOf(SessionIndex session) const { return m_sessions[session].waiting; }
    int waitingOf(SessionIndex session, RouteIndex route) const;
    int waitingOn(RouteIndex route) const { return m_routes[route].waiting; }
    std::vector<TicketId> ticketsOf(SessionIndex session) const;
    std::vector<TicketId> ticketsOn(RouteIndex route) const;
    int heldAt(SessionIndex session, ProviderIndex provider) const;
    bool hasRoom(SessionIndex session) const { return m_sessions[session].hasRoom; }
    const UsageMeter &usageOf(SessionIndex session) const { return m_sessions[session].usage; }

    // Calls that are served before this one if all take equally long, plus one. anyRoute: the global pool is
    // what is short, so waiters on all routes count. O(sessions + its own line).
    int positionOf(const Waiter &waiter, bool anyRoute) const;

private:
    static constexpr quint32 None = ~quint32{0};

    struct Rank
    {
        int held = 0;
        int tier = 0; // 0: interactive or aged, 1: batch
        double usage = 0;
        quint64 place = 0;
        auto operator<=>(const Rank &) const = default;
    };
    // A session's waiters on one route.
    struct Lane
    {
        SessionIndex session = None;
        RouteIndex route = 0;
        WaitLine interactive;
        WaitLine batch;

        int waiting() const { return interactive.size() + batch.size(); }
        WaitLine &lineOf(const QueueSeat &seat) { return seat.batch ? batch : interactive; }
    };
    struct Session
    {
        SessionId id;
        UsageMeter usage;
        bool hasRoom = true;
        bool gone = false;
        int waiting = 0;
        std::vector<LaneIndex> lanes;
        std::vector<int> heldAt; // by provider
    };
    struct Route
    {
        ProviderIndex provider = 0;
        IndexedHeap<Rank> fresh;           // lanes whose session holds nothing at the provider
        IndexedHeap<Rank> sharing;         // lanes whose session does
        IndexedHeap<TimePoint> passedOver; // both, by the time they were last served or became eligible
        int waiting = 0;
    };

    void changeHeld(SessionIndex session, RouteIndex route, int by, bool hasRoom);
    LaneIndex laneFor(SessionIndex session, RouteIndex route);
    const Lane *findLane(SessionIndex session, RouteIndex route) const;
    void takeOut(SeatIndex seat);
    SeatIndex seatOf(const Waiter &waiter) const
    {
        return static_cast<SeatIndex>(&waiter - m_waiters.data());
    }
    const WaitLine::Entry &frontEntry(const Lane &lane) const; // precondition: somebody waits there
    const Waiter &frontOf(LaneIndex lane) const { return m_waiters[frontEntry(m_lanes[lane]).seat]; }
    Rank rankOf(const Session &session, const WaitLine::Entry &front) const;
    void relist(SessionIndex session);
    void relistLane(LaneIndex lane);
    void relistAll();

    TimePoint m_now{};
    Duration m_patience{};
    double m_lambda = 0; // per second
    TimePoint m_epoch{};
    std::vector<Route> m_routes;
    std::vector<Session> m_sessions;
    std::vector<SessionIndex> m_freeSessions;
    std::vector<Lane> m_lanes;
    std::vector<LaneIndex> m_freeLanes;
    std::vector<Waiter> m_waiters; // by seat
    QueueSeats m_seats;
    DeadlineQueue m_deadlines;
    size_t m_watched = 0;            // deadlines in it that are valid
    IndexedHeap<TimePoint> m_ageing; // batch seats that have not aged, by arrival
};

template <typename Open>
const Waiter *FairScheduler::next(Open &&open) const
{
    const Rank *best = nullptr;
    LaneIndex bestLane = 0;
    for (RouteIndex route = 0; route < m_routes.size(); ++route) {
        for (const bool sharing : {false, true}) {
            const IndexedHeap<Rank> &candidates = sharing ? m_routes[route].sharing : m_routes[route].fresh;
            if (candidates.empty() || (best && *best < candidates.topKey()) || !open(route, sharing))
                continue;
            best = &candidates.topKey();
            bestLane = candidates.top();
        }
    }
    return best ? &frontOf(bestLane) : nullptr;
}

} // namespace exaid
