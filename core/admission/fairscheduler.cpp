#include "core/admission/fairscheduler.h"

#include <algorithm>
#include <numbers>

namespace exaid {

namespace {

// e^24 keeps some nine digits of the double for differences between sessions.
constexpr double MaxKeyExponent = 24;

double decayPerSecond(Duration halfLife)
{
    return std::numbers::ln2 / std::max(1e-3, toSeconds(halfLife));
}

} // namespace

FairScheduler::FairScheduler(const AdmissionLimits &limits)
    : m_patience(limits.patience)
    , m_lambda(decayPerSecond(limits.usageHalfLife))
{}

void FairScheduler::advance(TimePoint now)
{
    m_now = now;
    if (m_lambda * toSeconds(now - m_epoch) >= MaxKeyExponent) {
        m_epoch = now;
        relistAll();
    }
    while (!m_ageing.empty() && now - m_ageing.topKey() >= m_patience) {
        const SeatIndex seat = m_ageing.top();
        m_ageing.erase(seat);
        m_waiters[seat].aged = true;
        m_seats[seat].steppedBack = 0;
        relistLane(m_seats[seat].lane);
    }
}

void FairScheduler::setLimits(const AdmissionLimits &limits)
{
    m_patience = limits.patience;
    const double lambda = decayPerSecond(limits.usageHalfLife);
    if (lambda == m_lambda)
        return;
    for (Session &session : m_sessions)
        session.usage.setHeld(session.usage.held(), m_now, m_lambda);
    m_lambda = lambda;
    m_epoch = m_now;
    relistAll();
}

RouteIndex FairScheduler::addRoute(ProviderIndex provider)
{
    m_routes.emplace_back().provider = provider;
    return static_cast<RouteIndex>(m_routes.size() - 1);
}

SessionIndex FairScheduler::addSession(SessionId id)
{
    if (m_freeSessions.empty()) {
        m_freeSessions.push_back(static_cast<SessionIndex>(m_sessions.size()));
        m_sessions.emplace_back();
    }
    const SessionIndex index = m_freeSessions.back();
    m_freeSessions.pop_back();
    m_sessions[index] = Session{};
    m_sessions[index].id = id;
    m_sessions[index].usage.start(m_now);
    return index;
}

void FairScheduler::removeSession(SessionIndex index)
{
    Session &session = m_sessions[index];
    Q_ASSERT(session.usage.held() == 0 && session.waiting == 0 && !session.gone);
    for (const LaneIndex lane : session.lanes) {
        m_lanes[lane] = Lane{};
        m_freeLanes.push_back(lane);
    }
    session = Session{};
    session.gone = true;
    m_freeSessions.push_back(index);
}

void FairScheduler::slotTaken(SessionIndex session, RouteIndex route, bool hasRoom)
{
    changeHeld(session, route, 1, hasRoom);
}

void FairScheduler::slotReturned(SessionIndex session, RouteIndex route, bool hasRoom)
{
    changeHeld(session, route, -1, hasRoom);
}

void FairScheduler::changeHeld(SessionIndex index, RouteIndex route, int by, bool hasRoom)
{
    Session &session = m_sessions[index];
    const ProviderIndex provider = m_routes[route].provider;
    if (provider >= session.heldAt.size())
        session.heldAt.resize(provider + 1, 0);
    session.heldAt[provider] += by;
    session.usage.setHeld(session.usage.held() + by, m_now, m_lambda);
    session.hasRoom = hasRoom;
    relist(index);
}

void FairScheduler::setHasRoom(SessionIndex index, bool hasRoom)
{
    Session &session = m_sessions[index];
    if (session.hasRoom == hasRoom)
        return;
    session.hasRoom = hasRoom;
    relist(index);
}

void FairScheduler::enqueue(const Waiter &waiter)
{
    const LaneIndex index = laneFor(waiter.sessionIndex, waiter.route);
    const SeatIndex at = m_seats.sit(waiter.ticket, index);
    if (at >= m_waiters.size())
        m_waiters.resize(at + 1);
    m_waiters[at] = waiter;
    QueueSeat &seat = m_seats[at];
    seat.batch = waiter.priority == Priority::Batch;
    seat.steppedBack = seat.batch && !waiter.aged;
    if (seat.steppedBack)
        m_ageing.set(at, waiter.since);
    Lane &lane = m_lanes[index];
    lane.lineOf(seat).add({waiter.place, at});
    ++m_sessions[lane.session].waiting;
    ++m_routes[lane.route].waiting;
    if (frontEntry(lane).seat == at)
        relistLane(index);
}

void FairScheduler::watchDeadline(const Waiter &waiter)
{
    if (waiter.queueDeadline == TimePoint::max())
        return;
    m_seats[seatOf(waiter)].watched = 1;
    ++m_watched;
    m_deadlines.add({waiter.queueDeadline, waiter.ticket});
}

std::optional<Waiter> FairScheduler::remove(TicketId ticket)
{
    const auto seat = m_seats.find(ticket);
    if (!seat)
        return std::nullopt;
    takeOut(*seat);
    return m_waiters[*seat];
}

std::optional<SessionIndex> FairScheduler::withdraw(TicketId ticket)
{
    const auto seat = m_seats.find(ticket);
    if (!seat)
        return std::nullopt;
    takeOut(*seat);
    return m_lanes[m_seats[*seat].lane].session;
}

// The waiter stays readable until the next enqueue. It is not looked at here: a withdrawal among many touches
// its seat, and nothing else that a cache does not hold.
void FairScheduler::takeOut(SeatIndex at)
{
    const QueueSeat seat = m_seats[at];
    Lane &lane = m_lanes[seat.lane];
    const bool wasFront = frontEntry(lane).seat == at;
    m_seats.leave(at);
    lane.lineOf(seat).leave([this](SeatIndex other) { return !m_seats.isTaken(other); },
                            [this](SeatIndex other) { m_seats.free(other); });
    --m_sessions[lane.session].waiting;
    --m_routes[lane.route].waiting;
    if (seat.steppedBack)
        m_ageing.erase(at);
    if (wasFront)
        relistLane(seat.lane);
    if (seat.watched) {
        --m_watched;
        m_deadlines.tidy(m_watched, [this](const DeadlineQueue::Entry &e) { return m_seats.find(e.ticket); });
    }
}

Waiter FairScheduler::serve(TicketId ticket)
{
    const SeatIndex seat = *m_seats.find(ticket);
    const LaneIndex lane = m_seats[seat].lane;
    m_routes[m_lanes[lane].route].passedOver.set(lane, m_now);
    takeOut(seat);
    return m_waiters[seat];
}

const Waiter *FairScheduler::find(TicketId ticket) const
{
    const auto seat = m_seats.find(ticket);
    return seat ? &m_waiters[*seat] : nullptr;
}

bool FairScheduler::ranksBefore(SessionIndex session, const Waiter &other) const
{
    if (session == other.sessionIndex)
        return false;
    const Session &own = m_sessions[session];
    return Rank{own.usage.held(), 0, own.usage.orderKey(m_epoch, m_lambda), 0} <
           rankOf(m_sessions[other.sessionIndex], {other.place, seatOf(other)});
}

int FairScheduler::waitingOf(SessionIndex session, RouteIndex route) const
{
    const Lane *lane = findLane(session, route);
    return lane ? lane->waiting() : 0;
}

std::vector<TicketId> FairScheduler::ticketsOf(SessionIndex session) const
{
    std::vector<TicketId> tickets;
    for (const LaneIndex index : m_sessions[session].lanes) {
        for (const WaitLine *line : {&m_lanes[index].interactive, &m_lanes[index].batch}) {
            for (const WaitLine::Entry &entry : *line) {
                if (m_seats.isTaken(entry.seat))
                    tickets.push_back(m_waiters[entry.seat].ticket);
            }
        }
    }
    return tickets;
}

std::vector<TicketId> FairScheduler::ticketsOn(RouteIndex route) const
{
    std::vector<TicketId> tickets;
    for (SessionIndex session = 0; session < m_sessions.size(); ++session) {
        if (waitingOf(session, route) == 0)
            continue;
        for (const TicketId ticket : ticketsOf(session)) {
            if (find(ticket)->route == route)
                tickets.push_back(ticket);
        }
    }
    return tickets;
}

int FairScheduler::heldAt(SessionIndex session, ProviderIndex provider) const
{
    const std::vector<int> &held = m_sessions[session].heldAt;
    return provider < held.size() ? held[provider] : 0;
}

int FairScheduler::positionOf(const Waiter &waiter, bool anyRoute) const
{
    const Session &own = m_sessions[waiter.sessionIndex];
    const Lane &lane = *findLane(waiter.sessionIndex, waiter.route);
    const auto countBefore = [this](const WaitLine &line, quint64 place) {
        int count = 0;
        for (const WaitLine::Entry &entry : line) {
            if (entry.place >= place)
                break;
            count += m_seats.isTaken(entry.seat) ? 1 : 0;
        }
        return count;
    };
    constexpr quint64 All = ~quint64{0};
    const bool isBatch = waiter.priority == Priority::Batch;
    int ahead = countBefore(lane.interactive, isBatch && !waiter.aged ? All : waiter.place);
    if (isBatch)
        ahead += countBefore(lane.batch, waiter.place);
    const double ownUsage = own.usage.orderKey(m_epoch, m_lambda);
    // Max-min: before this one, each other session may rise to the level that its own session then stands at.
    const int level = own.usage.held() + ahead;
    int position = 1 + ahead;
    for (SessionIndex index = 0; index < m_sessions.size(); ++index) {
        const Session &other = m_sessions[index];
        if (other.waiting == 0 || index == waiter.sessionIndex)
            continue;
        const int theirs = anyRoute ? other.waiting : waitingOf(index, waiter.route);
        const int tie = other.usage.orderKey(m_epoch, m_lambda) < ownUsage ? 1 : 0;
        position += std::clamp(level - other.usage.held() + tie, 0, theirs);
    }
    return position;
}

LaneIndex FairScheduler::laneFor(SessionIndex session, RouteIndex route)
{
    if (const Lane *lane = findLane(session, route))
        return static_cast<LaneIndex>(lane - m_lanes.data());
    if (m_freeLanes.empty()) {
        m_freeLanes.push_back(static_cast<LaneIndex>(m_lanes.size()));
        m_lanes.emplace_back();
    }
    const LaneIndex index = m_freeLanes.back();
    m_freeLanes.pop_back();
    m_lanes[index].session = session;
    m_lanes[index].route = route;
    m_sessions[session].lanes.push_back(index);
    return index;
}

const FairScheduler::Lane *FairScheduler::findLane(SessionIndex session, RouteIndex route) const
{
    for (const LaneIndex lane : m_sessions[session].lanes) {
        if (m_lanes[lane].route == route)
            return &m_lanes[lane];
    }
    return nullptr;
}

const WaitLine::Entry &FairScheduler::frontEntry(const Lane &lane) const
{
    if (lane.interactive.empty() || lane.batch.empty())
        return (lane.interactive.empty() ? lane.batch : lane.interactive).front();
    const WaitLine::Entry &interactive = lane.interactive.front();
    const WaitLine::Entry &batch = lane.batch.front();
    const bool goesFirst = !m_seats[batch.seat].steppedBack && batch.place < interactive.place;
    return goesFirst ? batch : interactive;
}

FairScheduler::Rank FairScheduler::rankOf(const Session &session, const WaitLine::Entry &front) const
{
    const int tier = m_seats[front.seat].steppedBack;
    return {session.usage.held(), tier, session.usage.orderKey(m_epoch, m_lambda), front.place};
}

void FairScheduler::relist(SessionIndex session)
{
    for (const LaneIndex lane : m_sessions[session].lanes)
        relistLane(lane);
}

void FairScheduler::relistLane(LaneIndex index)
{
    const Lane &lane = m_lanes[index];
    const Session &session = m_sessions[lane.session];
    Route &route = m_routes[lane.route];
    if (lane.waiting() == 0 || !session.hasRoom) {
        route.fresh.erase(index);
        route.sharing.erase(index);
        route.passedOver.erase(index);
        return;
    }
    const bool sharing = heldAt(lane.session, route.provider) > 0;
    (sharing ? route.fresh : route.sharing).erase(index);
    (sharing ? route.sharing : route.fresh).set(index, rankOf(session, frontEntry(lane)));
    if (!route.passedOver.contains(index))
        route.passedOver.set(index, m_now);
}

void FairScheduler::relistAll()
{
    for (SessionIndex session = 0; session < m_sessions.size(); ++session) {
        UsageMeter &usage = m_sessions[session].usage;
        usage.setHeld(usage.held(), m_now, m_lambda);
        relist(session);
    }
}

} // namespace exaid
