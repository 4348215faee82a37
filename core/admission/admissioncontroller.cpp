#include "core/admission/admissioncontroller.h"

#include "core/admission/leakauditor.h"
#include "core/overloaded.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// After so many fair turns a session that was passed over goes first.
constexpr int PatientTurns = 8;

Duration shareOf(Duration time, double share)
{
    return std::chrono::duration_cast<Duration>(share * time);
}

} // namespace

AdmissionController::AdmissionController(const AdmissionLimits &limits)
    : m_limits(limits)
    , m_routes(m_ledger, limits)
    , m_scheduler(limits)
    , m_reserve(m_scheduler, limits)
{}

void AdmissionController::handle(TimePoint now, const AdmissionEvent &event, AdmissionActions &actions)
{
    m_now = std::max(m_now, now);
    m_scheduler.advance(m_now);
    std::visit([&](const auto &e) { on(m_now, e, actions); }, event);
}

void AdmissionController::on(TimePoint now, const Arrive &event, AdmissionActions &actions)
{
    if (!m_scheduler.isUnused(event.ticket))
        return;
    Waiter waiter{event.ticket,        event.call,        0,           0,
                  event.priority,      event.place != 0,  event.place, now,
                  event.queueDeadline, event.callDeadline};
    const auto route = routeFor(event.provider, event.model);
    if (!route)
        return turnAway(now, waiter, RefusalCause::UnknownProvider, actions);
    waiter.route = *route;
    waiter.sessionIndex = sessionFor(event.session);
    SessionState &state = m_sessions[waiter.sessionIndex];
    if (state.ended)
        return turnAway(now, waiter, RefusalCause::SessionEnded, actions);
    if (state.lastReturn) {
        state.returns.returned(now - *state.lastReturn);
        state.lastReturn.reset();
    }
    m_holds.claim(waiter.sessionIndex, *route, now);
    m_reserve.noteArrival(waiter.sessionIndex, event.session, m_routes[*route].provider, now);

    if (waiter.place == 0)
        waiter.place = ++m_lastPlace;
    m_scheduler.enqueue(waiter);
    ++m_queueVersion;
    dispatch(now, actions);
    const Waiter *left = m_scheduler.find(event.ticket);
    if (!left)
        return; // granted, or refused because its queue deadline has passed
    const bool sessionFull = m_scheduler.waitingOf(waiter.sessionIndex) > m_limits.queuePerSession;
    if (sessionFull || m_scheduler.waitingTotal() > m_limits.queueTotal) {
        takeFromQueue(event.ticket);
        return refuse(now, waiter,
                      sessionFull ? RefusalCause::SessionQueueFull : RefusalCause::TotalQueueFull, actions);
    }
    m_scheduler.watchDeadline(*left);
    actions.emplace_back(Enqueued{event.ticket, event.call});
}

void AdmissionController::on(TimePoint now, const Withdraw &event, AdmissionActions &actions)
{
    if (const auto session = m_scheduler.withdraw(event.ticket)) {
        ++m_queueVersion;
        forgetIfOver(*session);
        dispatch(now, actions);
    }
}

void AdmissionController::on(TimePoint now, const Return &event, AdmissionActions &actions)
{
    giveBack(now, event.lease, actions);
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
    const auto session = knownSession(event.session);
    if (!session)
        return;
    m_sessions[*session].ended = true;
    m_holds.dropAllOf(*session, now);
    m_reserve.forget(*session);
    for (const TicketId ticket : m_scheduler.ticketsOf(*session))
        refuse(now, *takeFromQueue(ticket), RefusalCause::SessionEnded, actions);
    forgetIfOver(*session);
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const Tick &, AdmissionActions &actions)
{
    m_holds.dropDue(now);
    while (m_scheduler.earliestDeadline() <= now)
        refuse(now, *takeFromQueue(m_scheduler.earliestDue()), RefusalCause::QueueDeadline, actions);
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const Audit &event, AdmissionActions &actions)
{
    const auto recover = [&](LeakCause cause, const LeaseRef &lease) {
        actions.emplace_back(LeakAuditor::evidence(cause, now, m_ledger, *m_ledger.find(lease)));
        giveBack(now, lease, actions);
    };
    for (const LeakFinding &finding :
         LeakAuditor::audit(now, m_ledger, *event.liveness, m_limits.overdueGrace)) {
        std::visit(Overloaded{
                       [&](const DriftFinding &drift) { mend(drift.pool, actions); },
                       [&](const OrphanFinding &orphan) { recover(LeakCause::Orphan, orphan.lease); },
                       [&](const OverdueFinding &overdue) {
                           if (overdue.deaf)
                               return recover(LeakCause::Overdue, overdue.lease);
                           LeaseRecord *record = m_ledger.find(overdue.lease);
                           record->cancelAsked = true;
                           actions.emplace_back(
                               AskToCancel{record->call, overdue.lease, overdue.pastDeadline});
                       },
                   },
                   finding);
    }
    refreshRoom();
    dispatch(now, actions);
}

TimePoint AdmissionController::nextWake() const
{
    return std::min({m_scheduler.earliestDeadline(), m_holds.nextEnd(), m_reserve.nextEnd()});
}

std::optional<QueuePlace> AdmissionController::place(TicketId ticket) const
{
    const Waiter *waiter = m_scheduler.find(ticket);
    if (!waiter)
        return std::nullopt;
    const int position = m_scheduler.positionOf(*waiter, m_ledger.room(m_routes.globalPool()) <= 0);
    if (m_limits.paused)
        return QueuePlace{position, std::nullopt, true};
    return QueuePlace{position, expectedWait(*waiter, position)};
}

std::vector<PoolState> AdmissionController::pools() const
{
    std::vector<PoolState> states;
    m_ledger.forEachPool([&](PoolIndex index, const PermitPool &pool) {
        const PoolName &name = pool.name();
        const bool listed = (name.kind != PoolKind::Provider || m_limits.providers.contains(name.name)) &&
                            (name.kind != PoolKind::Model || m_limits.models.contains(name.name));
        if (!listed && m_ledger.held(index) == 0)
            return;
        PoolState state{name, pool.capacity(),         m_ledger.held(index), pool.available(), pool.debt(),
                        0,    m_ledger.peakHeld(index)};
        state.waiting = name.kind == PoolKind::Session ? waitingOf(name.session) : waitingFor(index);
        states.push_back(std::move(state));
    });
    return states;
}

int AdmissionController::heldBy(SessionId id) const
{
    const auto session = knownSession(id);
    return session ? m_ledger.held(m_sessions[*session].pool) : 0;
}

int AdmissionController::waitingOf(SessionId id) const
{
    const auto session = knownSession(id);
    return session ? m_scheduler.waitingOf(*session) : 0;
}

int AdmissionController::waitingFor(PoolIndex pool) const
{
    if (m_ledger.pool(pool).name().kind == PoolKind::Global)
        return m_scheduler.waitingTotal();
    int waiting = 0;
    for (RouteIndex i = 0; i < m_routes.size(); ++i) {
        if (std::ranges::find(m_routes[i].pools, pool) != m_routes[i].pools.end())
            waiting += m_scheduler.waitingOn(i);
    }
    return waiting;
}

double AdmissionController::slotSeconds(SessionId id, TimePoint now) const
{
    const auto session = knownSession(id);
    return session ? m_scheduler.usageOf(*session).totalAt(now) : 0;
}

std::optional<Duration> AdmissionController::meanService(const QString &name) const
{
    const auto provider = m_routes.providerNamed(name);
    return provider ? m_service.mean(*provider) : std::nullopt;
}

std::optional<Duration> AdmissionController::patienceOf(TicketId ticket) const
{
    const Waiter *waiter = m_scheduler.find(ticket);
    return waiter ? std::optional(patienceOn(waiter->route)) : std::nullopt;
}

std::optional<QString> AdmissionController::violation() const
{
    if (const auto wrong = m_ledger.violation())
        return wrong;
    if (m_scheduler.next([this](RouteIndex route, bool sharing) { return isOpen(route, sharing); }))
        return u"a slot is free while a waiter could use it"_s;
    if (m_reserve.nextEnd() <= m_now)
        return u"a permit was kept for others for longer than allowed"_s;
    return std::nullopt;
}

std::optional<RouteIndex> AdmissionController::routeFor(const QString &provider, const QString &model)
{
    const RouteIndex before = m_routes.size();
    const auto route = m_routes.find(provider, model);
    if (m_routes.size() > before) {
        const ProviderIndex index = m_routes[*route].provider;
        m_scheduler.addRoute(index);
        m_service.addProvider(index);
    }
    return route;
}

SessionIndex AdmissionController::sessionFor(SessionId id)
{
    if (const auto known = knownSession(id))
        return *known;
    const SessionIndex index = m_scheduler.addSession(id);
    if (index >= m_sessions.size())
        m_sessions.resize(index + 1);
    m_sessions[index] = {
        id, m_ledger.addPool({PoolKind::Session, {}, id}, m_limits.perSession), false, {}, {}, {}};
    m_scheduler.setHasRoom(index, m_limits.perSession > 0);
    m_sessionIndex.insert(id, index);
    return index;
}

std::optional<SessionIndex> AdmissionController::knownSession(SessionId id) const
{
    const auto it = m_sessionIndex.constFind(id);
    return it == m_sessionIndex.cend() ? std::nullopt : std::optional(*it);
}

bool AdmissionController::isOpen(RouteIndex index, bool sharing) const
{
    if (m_limits.paused)
        return false;
    const Route &route = m_routes[index];
    if (sharing && m_reserve.isKept(route.provider) && freeAt(route) <= m_reserve.permits())
        return false;
    return std::ranges::all_of(route.pools,
                               [this](PoolIndex i) { return m_ledger.room(i) > m_holds.heldBack(i); });
}

int AdmissionController::freeAt(const Route &route) const
{
    const PoolIndex pool = m_routes.poolOf(route.provider);
    return m_ledger.room(pool) - m_holds.heldBack(pool);
}

// Which providers keep their last permits from sessions that hold one there already; see ProviderReserve.
void AdmissionController::reviewReserve(TimePoint now)
{
    m_reserve.beginReview(now);
    for (RouteIndex i = 0; i < m_routes.size(); ++i) {
        if (!m_scheduler.hasSharers(i))
            continue;
        const Route &route = m_routes[i];
        const int free = freeAt(route);
        const bool last = free > 0 && free <= m_reserve.permits();
        if (last && m_ledger.pool(m_routes.poolOf(route.provider)).capacity() > m_reserve.permits())
            m_reserve.keep(route.provider, m_service.mean(route.provider));
    }
    m_reserve.endReview();
}

Duration AdmissionController::patienceOn(RouteIndex index) const
{
    const Route &route = m_routes[index];
    const double mean = toSeconds(m_service.mean(route.provider).value_or(Duration::zero()));
    const double turns = PatientTurns * mean * m_scheduler.candidatesOn(index) / slotsOf(route);
    return std::max(m_limits.patience,
                    std::chrono::duration_cast<Duration>(std::chrono::duration<double>(turns)));
}

const Waiter *AdmissionController::nextToServe(TimePoint now)
{
    reviewReserve(now);
    const Waiter *impatient = nullptr;
    TimePoint longest = now - m_limits.patience;
    for (RouteIndex i = 0; i < m_routes.size(); ++i) {
        if (m_scheduler.candidatesOn(i) == 0 || m_scheduler.longestPassedOver(i) > longest)
            continue;
        const TimePoint since = m_scheduler.longestPassedOver(i);
        if (now - since < patienceOn(i) || !isOpen(i, false))
            continue;
        longest = since;
        impatient = &m_scheduler.longestPassedOverWaiter(i);
    }
    if (impatient)
        return impatient;
    return m_scheduler.next([this](RouteIndex route, bool sharing) { return isOpen(route, sharing); });
}

void AdmissionController::dispatch(TimePoint now, AdmissionActions &actions)
{
    while (const Waiter *next = nextToServe(now)) {
        if (next->queueDeadline <= now)
            refuse(now, *takeFromQueue(next->ticket), RefusalCause::QueueDeadline, actions);
        else
            grant(now, *next, actions);
    }
}

void AdmissionController::grant(TimePoint now, const Waiter &next, AdmissionActions &actions)
{
    const SessionState &state = m_sessions[next.sessionIndex];
    const Route &route = m_routes[next.route];
    LeaseRecord record;
    record.call = next.call;
    record.session = state.id;
    record.sessionIndex = next.sessionIndex;
    record.route = next.route;
    record.pools = route.pools;
    record.pools.add(state.pool);
    record.since = record.phaseSince = now;
    record.deadline = next.callDeadline;
    const PoolSet pools = record.pools;
    const auto lease = m_ledger.tryTake(std::move(record));
    if (!lease) {
        // Only when the session's semaphore has drifted: mended, it is asked again.
        mend(pools, actions);
        return m_scheduler.setHasRoom(next.sessionIndex, hasRoom(next.sessionIndex));
    }
    const Waiter waiter = m_scheduler.serve(next.ticket);
    m_reserve.granted(route.provider, state.id, m_scheduler.heldAt(waiter.sessionIndex, route.provider) > 0);
    m_scheduler.slotTaken(waiter.sessionIndex, waiter.route, hasRoom(waiter.sessionIndex));
    ++m_queueVersion;
    actions.emplace_back(Grant{waiter.ticket, waiter.call, *lease, now - waiter.since, waiter.place});
    mend(pools, actions);
}

std::optional<Waiter> AdmissionController::takeFromQueue(TicketId ticket)
{
    auto waiter = m_scheduler.remove(ticket);
    if (waiter)
        ++m_queueVersion;
    return waiter;
}

void AdmissionController::refuse(TimePoint now, const Waiter &waiter, RefusalCause cause,
                                 AdmissionActions &actions)
{
    Refusal refusal{waiter.ticket, waiter.call, cause, now - waiter.since, std::nullopt};
    if (cause != RefusalCause::UnknownProvider && cause != RefusalCause::SessionEnded)
        refusal.retryAfter = expectedWait(waiter, m_scheduler.waitingOn(waiter.route) + 1);
    actions.emplace_back(refusal);
}

void AdmissionController::turnAway(TimePoint now, const Waiter &waiter, RefusalCause cause,
                                   AdmissionActions &actions)
{
    m_scheduler.discard(waiter.ticket);
    refuse(now, waiter, cause, actions);
}

void AdmissionController::refuseWhereNobodyServes(TimePoint now, AdmissionActions &actions)
{
    for (RouteIndex route = 0; route < m_routes.size(); ++route) {
        if (m_routes.isServed(route) || m_scheduler.waitingOn(route) == 0)
            continue;
        for (const TicketId ticket : m_scheduler.ticketsOn(route))
            refuse(now, *takeFromQueue(ticket), RefusalCause::UnknownProvider, actions);
    }
}

void AdmissionController::giveBack(TimePoint now, const LeaseRef &ref, AdmissionActions &actions)
{
    const auto record = m_ledger.giveBack(ref);
    if (!record)
        return; // a late release of a lease that was recovered
    const ProviderIndex provider = m_routes[record->route].provider;
    m_service.served(provider, now - record->since);
    m_holds.earn(provider, now - record->since, m_limits.holdBudget, *m_service.mean(provider));
    mend(record->pools, actions);
    m_scheduler.slotReturned(record->sessionIndex, record->route, hasRoom(record->sessionIndex));
    considerHold(now, record->sessionIndex, record->route);
    forgetIfOver(record->sessionIndex);
    ++m_queueVersion;
}

void AdmissionController::considerHold(TimePoint now, SessionIndex session, RouteIndex index)
{
    SessionState &state = m_sessions[session];
    if (state.ended)
        return;
    m_reserve.noteActive(session, now);
    if (m_scheduler.waitingOf(session, index) > 0)
        return;
    state.lastReturn = now;
    const Route &route = m_routes[index];
    const Duration mean = *m_service.mean(route.provider);
    const Duration hold =
        state.returns.holdWithin(std::min(m_limits.holdMax, shareOf(mean, m_limits.holdShareMax)),
                                 std::min(m_limits.holdUnlearned, shareOf(mean, m_limits.holdShare)));
    if (hold <= Duration::zero())
        return;
    const Waiter *rival = m_scheduler.next([this](RouteIndex i, bool sharing) { return isOpen(i, sharing); });
    if (rival && m_scheduler.ranksBefore(session, *rival))
        m_holds.add(session, index, route.provider, route.pools, now, now + hold);
}

void AdmissionController::mend(const PoolSet &pools, AdmissionActions &actions)
{
    for (const PoolIndex pool : pools) {
        if (!m_ledger.agrees(pool))
            mend(pool, actions);
    }
}

void AdmissionController::mend(PoolIndex index, AdmissionActions &actions)
{
    actions.emplace_back(LeakAuditor::evidence(m_ledger, index));
    m_ledger.reconcile(index);
}

void AdmissionController::refreshRoom()
{
    for (SessionIndex session = 0; session < m_sessions.size(); ++session) {
        if (m_sessions[session].id)
            m_scheduler.setHasRoom(session, hasRoom(session));
    }
}

void AdmissionController::forgetIfOver(SessionIndex index)
{
    SessionState &state = m_sessions[index];
    if (!state.ended || m_ledger.held(state.pool) > 0 || m_scheduler.waitingOf(index) > 0)
        return;
    m_scheduler.removeSession(index);
    m_ledger.removePool(state.pool);
    m_sessionIndex.remove(state.id);
    state = SessionState{};
}

// How many calls the route can serve at once, by the tightest of its pools.
int AdmissionController::slotsOf(const Route &route) const
{
    int slots = std::max(1, m_limits.global);
    for (const PoolIndex index : route.pools)
        slots = std::min(slots, std::max(1, m_ledger.pool(index).capacity()));
    return slots;
}

std::optional<Duration> AdmissionController::expectedWait(const Waiter &waiter, int position) const
{
    const Route &route = m_routes[waiter.route];
    const auto mean = m_service.mean(route.provider);
    if (!mean)
        return std::nullopt;
    // On average a busy slot is free after the mean service time divided by the number of slots.
    return std::chrono::duration_cast<Duration>(*mean * (static_cast<double>(position) / slotsOf(route)));
}

} // namespace exaid
