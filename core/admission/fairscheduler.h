#pragma once

// Who is next. Max-min fair by slots held, then by slot-seconds used lately (UsageMeter), then by arrival. A session is a
// candidate on a route (the set of provider and model pools that a call needs) while it waits there and its own limit has room,
// so that waiters whose provider is full never stand in anybody's way. Within a session and route: first come, first served.
// Pure; no pools here: the controller says which routes are open. Every change and the choice cost O(routes · log sessions).

#include "core/admission/admissiontypes.h"
#include "core/admission/usagemeter.h"

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace exaid {

using RouteIndex = quint32;

struct Waiter
{
    TicketId ticket;
    CallId call;
    SessionId session;
    RouteIndex route = 0;
    quint64 place = 0; // in line; lower is earlier
    TimePoint since{};
    TimePoint queueDeadline{TimePoint::max()};
    TimePoint callDeadline{TimePoint::max()};
};

class FairScheduler final
{
public:
    explicit FairScheduler(Duration usageHalfLife);
    Q_DISABLE_COPY_MOVE(FairScheduler)

    void addSession(SessionId id, TimePoint now);
    void removeSession(SessionId id); // precondition: it holds nothing and waits for nothing
    void setHeld(SessionId id, int held, TimePoint now);
    // Whether the session's own limit has room.
    void setHasRoom(SessionId id, bool hasRoom);
    void setUsageHalfLife(Duration halfLife, TimePoint now);

    void enqueue(const Waiter &waiter);
    std::optional<Waiter> remove(TicketId ticket);
    const Waiter *find(TicketId ticket) const;

    // The waiter to serve next among the open routes; null: nobody. open: bool(RouteIndex).
    template <typename Open>
    const Waiter *next(Open &&open) const;
    // Would the session, if it waited now, be served before this waiter?
    bool ranksBefore(SessionId id, const Waiter &other) const;

    int waitingTotal() const { return static_cast<int>(m_waiters.size()); }
    int waitingOf(SessionId id) const;
    int waitingOf(SessionId id, RouteIndex route) const;
    int waitingOn(RouteIndex route) const;
    std::vector<TicketId> ticketsOf(SessionId id) const;
    const UsageMeter *usageOf(SessionId id) const;
    double usageOf(SessionId id, TimePoint now) const;

    // Calls that are served before this one if all take equally long, plus one. anyRoute: the global pool is what is short, so
    // waiters on all routes count.
    int positionOf(const Waiter &waiter, bool anyRoute) const;

    // Must be called now and then (each event is fine): moves the epoch of the order keys before they lose precision.
    void keepPrecise(TimePoint now);

private:
    struct Rank
    {
        int held = 0;
        double usage = 0;
        quint64 place = 0;
        SessionId session;
        auto operator<=>(const Rank &) const = default;
    };
    struct Lane
    {
        std::map<quint64, Waiter> line; // by place
        std::optional<Rank> listedAs;
    };
    struct SessionEntry
    {
        UsageMeter usage;
        bool hasRoom = true;
        int waiting = 0;
        std::map<RouteIndex, Lane> lanes;
    };
    struct Where
    {
        SessionId session;
        RouteIndex route = 0;
        quint64 place = 0;
    };

    Rank rankOf(SessionId id, const SessionEntry &entry, quint64 place) const;
    void relist(SessionId id, SessionEntry &entry);
    void relist(SessionId id, SessionEntry &entry, RouteIndex route, Lane &lane);
    const Waiter &front(const Rank &rank, RouteIndex route) const;

    double m_lambda = 0; // per second
    TimePoint m_epoch{};
    std::unordered_map<SessionId, SessionEntry> m_sessions;
    std::vector<std::set<Rank>> m_candidates; // by route
    std::vector<int> m_waitingOn;             // by route
    std::unordered_map<TicketId, Where> m_waiters;
};

template <typename Open>
const Waiter *FairScheduler::next(Open &&open) const
{
    const Rank *best = nullptr;
    RouteIndex bestRoute = 0;
    for (RouteIndex route = 0; route < m_candidates.size(); ++route) {
        const std::set<Rank> &candidates = m_candidates[route];
        if (candidates.empty() || (best && *best < *candidates.begin()) || !open(route))
            continue;
        best = &*candidates.begin();
        bestRoute = route;
    }
    return best ? &front(*best, bestRoute) : nullptr;
}

} // namespace exaid
