#include "core/admission/admissioncontroller.h"

#include "core/admission/leakauditor.h"
#include "core/overloaded.h"

#include <algorithm>
#include <span>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Weight of the newest call in the mean service time; about the last twenty calls count.
constexpr double ServiceSmoothing = 0.1;
// One late return, or two, may be the machine's fault.
constexpr int SlowReturnsOfASlowSession = 3;

} // namespace

AdmissionController::AdmissionController(const AdmissionLimits &limits)
    : m_limits(limits)
    , m_scheduler(limits.usageHalfLife)
    , m_global(m_ledger.addPool({PoolKind::Global, {}, {}}, limits.global))
{
    for (auto it = limits.providers.cbegin(); it != limits.providers.cend(); ++it)
        m_providerPools.insert(it.key(), m_ledger.addPool({PoolKind::Provider, it.key(), {}}, it.value()));
    for (auto it = limits.models.cbegin(); it != limits.models.cend(); ++it)
        m_modelPools.insert(it.key(), m_ledger.addPool({PoolKind::Model, it.key(), {}}, it.value()));
}

void AdmissionController::handle(TimePoint now, const AdmissionEvent &event, AdmissionActions &actions)
{
    m_scheduler.keepPrecise(now);
    std::visit([&](const auto &e) { on(now, e, actions); }, event);
}

void AdmissionController::on(TimePoint now, const Arrive &event, AdmissionActions &actions)
{
    Waiter waiter{event.ticket, event.call, event.session, 0, event.place, now, event.queueDeadline, event.callDeadline};
    const auto route = routeFor(event.provider, event.model);
    if (!route)
        return refuse(now, waiter, RefusalCause::UnknownProvider, actions);
    SessionState &state = session(event.session, now);
    if (state.ended)
        return refuse(now, waiter, RefusalCause::SessionEnded, actions);
    if (state.lastReturn) {
        state.slowReturns = now - *state.lastReturn <= m_limits.holdMax ? 0 : state.slowReturns + 1;
        state.lastReturn.reset();
    }
    dropHolds(now, [&](const Hold &h) { return h.session == event.session && h.route == *route; });

    waiter.route = *route;
    if (waiter.place == 0)
        waiter.place = ++m_lastPlace;
    m_scheduler.enqueue(waiter);
    m_queueDeadlines.emplace(waiter.queueDeadline, waiter.ticket);
    ++m_queueVersion;
    dispatch(now, actions);
    if (!m_scheduler.find(event.ticket))
        return; // granted
    const bool sessionFull = m_scheduler.waitingOf(event.session) > m_limits.queuePerSession;
    if (sessionFull || m_scheduler.waitingTotal() > m_limits.queueTotal) {
        takeFromQueue(event.ticket);
        return refuse(now, waiter, sessionFull ? RefusalCause::SessionQueueFull : RefusalCause::TotalQueueFull, actions);
    }
    actions.emplace_back(Enqueued{event.ticket, event.call});
}

void AdmissionController::on(TimePoint now, const Withdraw &event, AdmissionActions &actions)
{
    if (const auto waiter = takeFromQueue(event.ticket)) {
        forgetIfOver(waiter->session);
        dispatch(now, actions);
    }
}

void AdmissionController::on(TimePoint now, const Return &event, AdmissionActions &actions)
{
    giveBack(now, event.lease);
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const EnterPhase &event, AdmissionActions &)
{
    if (LeaseRecord *record = m_ledger.find(event.lease)) {
        record->phase = event.phase;
        record->phaseSince = now;
    }
}

void AdmissionController::on(TimePoint now, const EndSession &event, AdmissionActions &actions)
{
    const auto it = m_sessions.find(event.session);
    if (it == m_sessions.end())
        return;
    it->second.ended = true;
    dropHolds(now, [&](const Hold &h) { return h.session == event.session; });
    for (const TicketId ticket : m_scheduler.ticketsOf(event.session)) {
        const auto waiter = takeFromQueue(ticket);
        refuse(now, *waiter, RefusalCause::SessionEnded, actions);
    }
    forgetIfOver(event.session);
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const ChangeLimits &event, AdmissionActions &actions)
{
    const auto applyTo = [this](QHash<QString, PoolIndex> &pools, PoolKind kind, const QHash<QString, int> &limits) {
        for (auto it = pools.cbegin(); it != pools.cend(); ++it)
            m_ledger.setCapacity(it.value(), limits.value(it.key(), 0)); // gone: nothing more is granted
        for (auto it = limits.cbegin(); it != limits.cend(); ++it) {
            if (!pools.contains(it.key()))
                pools.insert(it.key(), m_ledger.addPool({kind, it.key(), {}}, it.value()));
        }
    };
    m_limits = event.limits;
    m_ledger.setCapacity(m_global, m_limits.global);
    applyTo(m_providerPools, PoolKind::Provider, m_limits.providers);
    applyTo(m_modelPools, PoolKind::Model, m_limits.models);
    for (const auto &[id, state] : m_sessions) {
        m_ledger.setCapacity(state.pool, m_limits.perSession);
        refresh(now, id);
    }
    m_scheduler.setUsageHalfLife(m_limits.usageHalfLife, now);
    ++m_queueVersion;
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const Tick &, AdmissionActions &actions)
{
    expire(now, actions);
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const Audit &event, AdmissionActions &actions)
{
    const auto evidence = [&](LeakCause cause, const LeaseRecord &r) {
        const auto past = r.deadline < now ? now - r.deadline : Duration::zero();
        return Recovery{cause, m_ledger.pool(r.pools.at(1)).name(), 0, 0, r.ref, r.call, r.session, r.phase, now - r.since, past};
    };
    for (const LeakFinding &finding : LeakAuditor::audit(now, m_ledger, *event.liveness, m_limits.overdueGrace)) {
        std::visit(Overloaded{
                       [&](const DriftFinding &drift) {
                           Recovery recovery;
                           recovery.pool = m_ledger.pool(drift.pool).name();
                           recovery.expected = drift.expected;
                           recovery.found = drift.found;
                           recovery.session = recovery.pool.session;
                           m_ledger.reconcile(drift.pool);
                           actions.emplace_back(recovery);
                       },
                       [&](const OrphanFinding &orphan) {
                           actions.emplace_back(evidence(LeakCause::Orphan, *m_ledger.find(orphan.lease)));
                           giveBack(now, orphan.lease);
                       },
                       [&](const OverdueFinding &overdue) {
                           LeaseRecord *record = m_ledger.find(overdue.lease);
                           if (overdue.deaf) {
                               actions.emplace_back(evidence(LeakCause::Overdue, *record));
                               giveBack(now, overdue.lease);
                               return;
                           }
                           record->cancelAsked = true;
                           actions.emplace_back(AskToCancel{record->call, overdue.lease, overdue.pastDeadline});
                       },
                   },
                   finding);
    }
    for (const auto &[id, state] : m_sessions)
        refresh(now, id);
    dispatch(now, actions);
}

TimePoint AdmissionController::nextWake() const
{
    TimePoint wake = m_queueDeadlines.empty() ? TimePoint::max() : m_queueDeadlines.begin()->first;
    for (const Hold &hold : m_holds)
        wake = std::min(wake, hold.until);
    return wake;
}

std::optional<QueuePlace> AdmissionController::place(TicketId ticket) const
{
    const Waiter *waiter = m_scheduler.find(ticket);
    if (!waiter)
        return std::nullopt;
    const int position = m_scheduler.positionOf(*waiter, m_ledger.available(m_global) <= 0);
    return QueuePlace{position, expectedWait(*waiter, position)};
}

std::vector<PoolState> AdmissionController::pools() const
{
    std::vector<PoolState> states;
    m_ledger.forEachPool([&](PoolIndex index, const PermitPool &pool) {
        PoolState state{pool.name(),         pool.capacity(),  m_ledger.held(index), pool.available(),
                        pool.debt(),         0,                m_ledger.peakHeld(index)};
        if (state.name.kind == PoolKind::Global) {
            state.waiting = m_scheduler.waitingTotal();
        } else if (state.name.kind == PoolKind::Session) {
            state.waiting = m_scheduler.waitingOf(state.name.session);
        } else {
            for (RouteIndex i = 0; i < m_routes.size(); ++i) {
                if (std::ranges::find(m_routes[i].pools, index) != m_routes[i].pools.end())
                    state.waiting += m_scheduler.waitingOn(i);
            }
        }
        states.push_back(std::move(state));
    });
    return states;
}

int AdmissionController::heldBy(SessionId id) const
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? 0 : m_ledger.held(it->second.pool);
}

double AdmissionController::slotSeconds(SessionId id, TimePoint now) const
{
    const UsageMeter *meter = m_scheduler.usageOf(id);
    return meter ? meter->totalAt(now) : 0;
}

std::optional<Duration> AdmissionController::meanService(const QString &provider) const
{
    const auto it = m_meanService.constFind(provider);
    return it == m_meanService.cend() ? std::nullopt : std::optional(*it);
}

std::optional<QString> AdmissionController::violation() const
{
    std::optional<QString> wrong;
    std::unordered_map<PoolIndex, int> leased;
    m_ledger.forEachLease([&](const LeaseRecord &record) {
        for (const PoolIndex index : record.pools)
            ++leased[index];
        if (!m_sessions.contains(record.session))
            wrong = u"a lease of an unknown session"_s;
    });
    m_ledger.forEachPool([&](PoolIndex index, const PermitPool &pool) {
        const int held = m_ledger.held(index);
        const QString label = toString(pool.name().kind) + u' ' + pool.name().name;
        if (!pool.agreesWith(held))
            wrong = u"pool %1: available %2 + held %3 - debt %4 is not capacity %5"_s.arg(label).arg(pool.available()).arg(held).arg(pool.debt()).arg(pool.capacity());
        if (leased[index] != held)
            wrong = u"pool %1: %2 permits counted as held, %3 by leases"_s.arg(label).arg(held).arg(leased[index]);
        if (pool.debt() != std::max(0, held - pool.capacity()))
            wrong = u"pool %1: debt %2 with %3 of %4 held"_s.arg(label).arg(pool.debt()).arg(held).arg(pool.capacity());
    });
    if (m_scheduler.next([this](RouteIndex i) { return isOpen(m_routes[i]); }))
        wrong = u"a slot is free while a waiter could use it"_s;
    if (m_queueDeadlines.size() != static_cast<size_t>(m_scheduler.waitingTotal()))
        wrong = u"the queue and its deadlines disagree"_s;
    return wrong;
}

std::optional<RouteIndex> AdmissionController::routeFor(const QString &provider, const QString &model)
{
    const auto providerPool = m_providerPools.constFind(provider);
    if (providerPool == m_providerPools.cend())
        return std::nullopt;
    std::vector<PoolIndex> pools{m_global, *providerPool};
    if (const auto modelPool = m_modelPools.constFind(model); modelPool != m_modelPools.cend())
        pools.push_back(*modelPool);
    const auto known = std::ranges::find(m_routes, pools, &Route::pools);
    if (known != m_routes.end())
        return static_cast<RouteIndex>(known - m_routes.begin());
    m_routes.push_back({provider, std::move(pools), *providerPool});
    return static_cast<RouteIndex>(m_routes.size() - 1);
}

AdmissionController::SessionState &AdmissionController::session(SessionId id, TimePoint now)
{
    const auto [it, isNew] = m_sessions.try_emplace(id);
    if (isNew) {
        it->second.pool = m_ledger.addPool({PoolKind::Session, {}, id}, m_limits.perSession);
        m_scheduler.addSession(id, now);
        refresh(now, id);
    }
    return it->second;
}

bool AdmissionController::isOpen(const Route &route) const
{
    return std::ranges::all_of(route.pools, [this](PoolIndex i) {
        const int heldBack = i < m_heldBack.size() ? m_heldBack[i] : 0;
        return m_ledger.available(i) > heldBack;
    });
}

void AdmissionController::dispatch(TimePoint now, AdmissionActions &actions)
{
    const auto open = [this](RouteIndex i) { return isOpen(m_routes[i]); };
    while (const Waiter *next = m_scheduler.next(open)) {
        if (next->queueDeadline <= now) {
            const auto late = takeFromQueue(next->ticket);
            refuse(now, *late, RefusalCause::QueueDeadline, actions);
        } else if (!grant(now, *next, actions)) {
            return;
        }
    }
}

bool AdmissionController::grant(TimePoint now, const Waiter &next, AdmissionActions &actions)
{
    const PoolIndex sessionPool = m_sessions.at(next.session).pool;
    LeaseRecord record{{}, next.call, next.session, m_routes[next.route].pools, CallPhase::Connecting, now, now,
                       next.callDeadline};
    record.pools.push_back(sessionPool);
    const auto lease = m_ledger.tryTake(std::move(record));
    if (!lease) {
        // Only when the session's semaphore has drifted below the ledger; the session waits for the audit, others go on.
        refresh(now, next.session);
        return m_ledger.available(sessionPool) <= 0;
    }
    const auto waiter = takeFromQueue(next.ticket);
    refresh(now, waiter->session);
    actions.emplace_back(Grant{waiter->ticket, waiter->call, *lease, now - waiter->since, waiter->place});
    return true;
}

std::optional<Waiter> AdmissionController::takeFromQueue(TicketId ticket)
{
    auto waiter = m_scheduler.remove(ticket);
    if (waiter) {
        m_queueDeadlines.erase({waiter->queueDeadline, ticket});
        ++m_queueVersion;
    }
    return waiter;
}

void AdmissionController::refuse(TimePoint now, const Waiter &waiter, RefusalCause cause, AdmissionActions &actions)
{
    Refusal refusal{waiter.ticket, waiter.call, cause, now - waiter.since, std::nullopt};
    if (cause != RefusalCause::UnknownProvider && cause != RefusalCause::SessionEnded)
        refusal.retryAfter = expectedWait(waiter, m_scheduler.waitingOn(waiter.route) + 1);
    actions.emplace_back(refusal);
}

void AdmissionController::giveBack(TimePoint now, const LeaseRef &ref)
{
    const auto record = m_ledger.giveBack(ref);
    if (!record)
        return; // a late release of a lease that was recovered
    const auto route = std::ranges::find_if(m_routes, [&](const Route &r) {
        return std::ranges::equal(r.pools, std::span(record->pools).first(record->pools.size() - 1));
    });
    const double served = toSeconds(now - record->since);
    const auto mean = m_meanService.constFind(route->provider);
    const double smoothed =
        mean == m_meanService.cend() ? served : toSeconds(*mean) + ServiceSmoothing * (served - toSeconds(*mean));
    m_meanService.insert(route->provider, std::chrono::duration_cast<Duration>(std::chrono::duration<double>(smoothed)));
    refresh(now, record->session);
    considerHold(now, record->session, static_cast<RouteIndex>(route - m_routes.begin()));
    forgetIfOver(record->session);
    ++m_queueVersion;
}

void AdmissionController::considerHold(TimePoint now, SessionId id, RouteIndex routeIndex)
{
    SessionState &state = m_sessions.at(id);
    if (state.ended || m_scheduler.waitingOf(id, routeIndex) > 0)
        return;
    state.lastReturn = now;
    const Route &route = m_routes[routeIndex];
    const Duration hold = std::min(m_limits.holdMax, std::chrono::duration_cast<Duration>(
                                                         m_limits.holdShare * m_meanService.value(route.provider)));
    if (state.slowReturns >= SlowReturnsOfASlowSession || hold <= Duration::zero())
        return;
    const Waiter *rival = m_scheduler.next([this](RouteIndex i) { return isOpen(m_routes[i]); });
    if (!rival || !m_scheduler.ranksBefore(id, *rival))
        return;
    m_heldBack.resize(std::max(m_heldBack.size(), size_t{1} + *std::ranges::max_element(route.pools)), 0);
    for (const PoolIndex index : route.pools)
        ++m_heldBack[index];
    m_holds.push_back({id, routeIndex, now, now + hold});
}

void AdmissionController::dropHolds(TimePoint now, const std::function<bool(const Hold &)> &which)
{
    std::erase_if(m_holds, [&](const Hold &hold) {
        if (!which(hold))
            return false;
        m_longestHold = std::max(m_longestHold, now - hold.since);
        for (const PoolIndex index : m_routes[hold.route].pools)
            --m_heldBack[index];
        return true;
    });
}

void AdmissionController::refresh(TimePoint now, SessionId id)
{
    const PoolIndex pool = m_sessions.at(id).pool;
    if (m_scheduler.usageOf(id)->held() != m_ledger.held(pool))
        m_scheduler.setHeld(id, m_ledger.held(pool), now);
    m_scheduler.setHasRoom(id, m_ledger.available(pool) > 0);
}

void AdmissionController::forgetIfOver(SessionId id)
{
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end() || !it->second.ended || m_ledger.held(it->second.pool) > 0 || m_scheduler.waitingOf(id) > 0)
        return;
    m_scheduler.removeSession(id);
    m_ledger.removePool(it->second.pool);
    m_sessions.erase(it);
}

void AdmissionController::expire(TimePoint now, AdmissionActions &actions)
{
    dropHolds(now, [now](const Hold &hold) { return hold.until <= now; });
    while (!m_queueDeadlines.empty() && m_queueDeadlines.begin()->first <= now) {
        const auto waiter = takeFromQueue(m_queueDeadlines.begin()->second);
        refuse(now, *waiter, RefusalCause::QueueDeadline, actions);
    }
}

std::optional<Duration> AdmissionController::expectedWait(const Waiter &waiter, int position) const
{
    const Route &route = m_routes[waiter.route];
    const auto mean = meanService(route.provider);
    if (!mean)
        return std::nullopt;
    int slots = std::max(1, m_limits.global);
    for (const PoolIndex index : route.pools)
        slots = std::min(slots, std::max(1, m_ledger.pool(index).capacity()));
    // On average a busy slot is free after the mean service time divided by the number of slots.
    return std::chrono::duration_cast<Duration>(*mean * (static_cast<double>(position) / slots));
}

} // namespace exaid
