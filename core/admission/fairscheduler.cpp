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

FairScheduler::FairScheduler(Duration usageHalfLife)
    : m_lambda(decayPerSecond(usageHalfLife))
{
}

void FairScheduler::addSession(SessionId id, TimePoint now)
{
    m_sessions[id].usage.start(now);
}

void FairScheduler::removeSession(SessionId id)
{
    const auto it = m_sessions.find(id);
    Q_ASSERT(it == m_sessions.end() || (it->second.usage.held() == 0 && it->second.waiting == 0));
    if (it != m_sessions.end())
        m_sessions.erase(it);
}

void FairScheduler::setHeld(SessionId id, int held, TimePoint now)
{
    SessionEntry &entry = m_sessions.at(id);
    entry.usage.setHeld(held, now, m_lambda);
    relist(id, entry);
}

void FairScheduler::setHasRoom(SessionId id, bool hasRoom)
{
    SessionEntry &entry = m_sessions.at(id);
    if (entry.hasRoom == hasRoom)
        return;
    entry.hasRoom = hasRoom;
    relist(id, entry);
}

void FairScheduler::setUsageHalfLife(Duration halfLife, TimePoint now)
{
    const double lambda = decayPerSecond(halfLife);
    if (lambda == m_lambda)
        return;
    for (auto &[id, entry] : m_sessions)
        entry.usage.setHeld(entry.usage.held(), now, m_lambda);
    m_lambda = lambda;
    m_epoch = now;
    for (auto &[id, entry] : m_sessions)
        relist(id, entry);
}

void FairScheduler::enqueue(const Waiter &waiter)
{
    if (waiter.route >= m_candidates.size()) {
        m_candidates.resize(waiter.route + 1);
        m_waitingOn.resize(waiter.route + 1, 0);
    }
    SessionEntry &entry = m_sessions.at(waiter.session);
    Lane &lane = entry.lanes[waiter.route];
    lane.line.emplace(waiter.place, waiter);
    ++entry.waiting;
    ++m_waitingOn[waiter.route];
    m_waiters.emplace(waiter.ticket, Where{waiter.session, waiter.route, waiter.place});
    if (lane.line.begin()->first == waiter.place)
        relist(waiter.session, entry, waiter.route, lane);
}

std::optional<Waiter> FairScheduler::remove(TicketId ticket)
{
    const auto it = m_waiters.find(ticket);
    if (it == m_waiters.end())
        return std::nullopt;
    const Where where = it->second;
    m_waiters.erase(it);
    SessionEntry &entry = m_sessions.at(where.session);
    const auto laneIt = entry.lanes.find(where.route);
    Lane &lane = laneIt->second;
    auto node = lane.line.extract(where.place);
    --entry.waiting;
    --m_waitingOn[where.route];
    relist(where.session, entry, where.route, lane);
    if (lane.line.empty())
        entry.lanes.erase(laneIt);
    return std::move(node.mapped());
}

const Waiter *FairScheduler::find(TicketId ticket) const
{
    const auto it = m_waiters.find(ticket);
    if (it == m_waiters.end())
        return nullptr;
    return &m_sessions.at(it->second.session).lanes.at(it->second.route).line.at(it->second.place);
}

bool FairScheduler::ranksBefore(SessionId id, const Waiter &other) const
{
    const SessionEntry &own = m_sessions.at(id);
    const SessionEntry &theirs = m_sessions.at(other.session);
    const Rank ownRank = rankOf(id, own, 0);
    const Rank otherRank = rankOf(other.session, theirs, 0);
    return id != other.session && ownRank < otherRank;
}

int FairScheduler::waitingOf(SessionId id) const
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? 0 : it->second.waiting;
}

int FairScheduler::waitingOf(SessionId id, RouteIndex route) const
{
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return 0;
    const auto lane = it->second.lanes.find(route);
    return lane == it->second.lanes.end() ? 0 : static_cast<int>(lane->second.line.size());
}

int FairScheduler::waitingOn(RouteIndex route) const
{
    return route < m_waitingOn.size() ? m_waitingOn[route] : 0;
}

std::vector<TicketId> FairScheduler::ticketsOf(SessionId id) const
{
    std::vector<TicketId> tickets;
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return tickets;
    for (const auto &[route, lane] : it->second.lanes) {
        for (const auto &[place, waiter] : lane.line)
            tickets.push_back(waiter.ticket);
    }
    return tickets;
}

const UsageMeter *FairScheduler::usageOf(SessionId id) const
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? nullptr : &it->second.usage;
}

double FairScheduler::usageOf(SessionId id, TimePoint now) const
{
    const UsageMeter *meter = usageOf(id);
    return meter ? meter->at(now, m_lambda) : 0;
}

int FairScheduler::positionOf(const Waiter &waiter, bool anyRoute) const
{
    const SessionEntry &own = m_sessions.at(waiter.session);
    const Lane &lane = own.lanes.at(waiter.route);
    const auto ahead = static_cast<int>(std::distance(lane.line.begin(), lane.line.find(waiter.place)));
    const Rank ownRank = rankOf(waiter.session, own, 0);
    // Max-min: before this one, each other session may rise to the level that its own session then stands at.
    const int level = own.usage.held() + ahead;
    int position = 1 + ahead;
    for (const auto &[id, entry] : m_sessions) {
        if (entry.waiting == 0 || id == waiter.session)
            continue;
        const int theirs = anyRoute ? entry.waiting : waitingOf(id, waiter.route);
        const int tie = rankOf(id, entry, 0).usage < ownRank.usage ? 1 : 0;
        position += std::clamp(level - entry.usage.held() + tie, 0, theirs);
    }
    return position;
}

void FairScheduler::keepPrecise(TimePoint now)
{
    if (m_lambda * toSeconds(now - m_epoch) < MaxKeyExponent)
        return;
    m_epoch = now;
    for (auto &[id, entry] : m_sessions) {
        entry.usage.setHeld(entry.usage.held(), now, m_lambda);
        relist(id, entry);
    }
}

FairScheduler::Rank FairScheduler::rankOf(SessionId id, const SessionEntry &entry, quint64 place) const
{
    return {entry.usage.held(), entry.usage.orderKey(m_epoch, m_lambda), place, id};
}

void FairScheduler::relist(SessionId id, SessionEntry &entry)
{
    for (auto &[route, lane] : entry.lanes)
        relist(id, entry, route, lane);
}

void FairScheduler::relist(SessionId id, SessionEntry &entry, RouteIndex route, Lane &lane)
{
    if (lane.listedAs)
        m_candidates[route].erase(*lane.listedAs);
    lane.listedAs.reset();
    if (lane.line.empty() || !entry.hasRoom)
        return;
    lane.listedAs = rankOf(id, entry, lane.line.begin()->first);
    m_candidates[route].insert(*lane.listedAs);
}

const Waiter &FairScheduler::front(const Rank &rank, RouteIndex route) const
{
    return m_sessions.at(rank.session).lanes.at(route).line.begin()->second;
}

} // namespace exaid
