#include "core/calls/admissiondriver.h"

#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Promise: a change of place is told within 250 ms.
constexpr Duration PlaceInterval = 200ms;
// As many in one turn of the loop: each is a message.
constexpr int PlacesPerTurn = 16;

// Few and lasting: sessions come and go, and share one.
QString counterName(const PoolName &pool)
{
    const QString kind = toString(pool.kind);
    return pool.name.isEmpty() ? kind : kind + u':' + pool.name;
}

QString reasonFor(const Recovery &recovery)
{
    switch (recovery.cause) {
    case LeakCause::Drift:
        return u"the semaphore disagreed with the leases that are out"_s;
    case LeakCause::Orphan:
        return u"its call or session no longer exists"_s;
    case LeakCause::Overdue:
        return u"past its deadline, and still there an audit after it was asked to end"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

AdmissionDriver::AdmissionDriver(const AdmissionLimits &limits, TimerService &timers, Metrics &metrics,
                                 EventLog &events)
    : m_timers(timers)
    , m_metrics(metrics)
    , m_events(events)
    , m_controller(limits)
    , m_usage(m_controller, metrics)
    , m_configured(limits)
    , m_link(std::make_shared<LeaseHomeLink>(LeaseHomeLink{this}))
{}

AdmissionDriver::~AdmissionDriver()
{
    m_link->home = nullptr;
}

TicketId AdmissionDriver::request(const AdmissionAsk &ask, AdmissionListener &listener)
{
    m_thread.assertHere("AdmissionDriver::request");
    const TicketId ticket = m_controller.issueTicket();
    m_waiting.emplace(ticket, Waiting{&listener, {}});
    handle(Arrive{ticket, ask.call, ask.session, ask.provider, ask.model, ask.queueDeadline, ask.callDeadline,
                  ask.place, ask.priority});
    return ticket;
}

void AdmissionDriver::withdraw(TicketId ticket)
{
    m_thread.assertHere("AdmissionDriver::withdraw");
    if (m_waiting.erase(ticket) > 0)
        handle(Withdraw{ticket});
}

void AdmissionDriver::enterPhase(const Lease &lease, CallPhase phase)
{
    handle(EnterPhase{lease.ref(), phase});
}

void AdmissionDriver::endSession(SessionId session)
{
    handle(EndSession{session});
}

void AdmissionDriver::changeLimits(const AdmissionLimits &limits)
{
    m_configured = limits;
    applyLimits();
}

void AdmissionDriver::limitSession(SessionId session, std::optional<int> limit)
{
    handle(LimitSession{session, limit});
}

void AdmissionDriver::setProviderCeiling(const QString &provider, int ceiling)
{
    m_ceilings.insert(provider, ceiling);
    applyLimits();
}

void AdmissionDriver::setPaused(bool paused)
{
    m_paused = paused;
    applyLimits();
}

void AdmissionDriver::applyLimits()
{
    AdmissionLimits limits = m_configured;
    limits.paused = m_paused;
    for (auto it = m_ceilings.cbegin(); it != m_ceilings.cend(); ++it) {
        if (const auto found = limits.providers.find(it.key()); found != limits.providers.end())
            found.value() = std::min(found.value(), it.value());
    }
    handle(ChangeLimits{limits});
}

void AdmissionDriver::startAudits(Duration interval, const Liveness &liveness,
                                  std::function<void(CallId)> canceller)
{
    m_auditInterval = interval;
    m_liveness = &liveness;
    m_canceller = std::move(canceller);
    scheduleAudit();
}

void AdmissionDriver::auditNow()
{
    if (m_liveness)
        handle(Audit{m_liveness});
}

void AdmissionDriver::leaseReturned(const LeaseRef &lease) noexcept
{
#ifdef EXAID_TEST_HOOKS
    if (std::exchange(m_dropNextReturn, false))
        return;
    if (std::exchange(m_doubleNextReturn, false))
        handle(Return{lease});
#endif
    handle(Return{lease});
}

void AdmissionDriver::handle(const AdmissionEvent &event)
{
    m_thread.assertHere("AdmissionDriver::handle");
    m_usage.before(event);
    const size_t earlier = m_pending.size();
    m_controller.handle(m_timers.now(), event, m_pending);
    m_usage.after(event, std::span(m_pending).subspan(earlier));
    deliver();
}

void AdmissionDriver::deliver()
{
    // A listener may release, request or withdraw: the controller takes that at once, its actions wait their
    // turn here.
    if (m_delivering)
        return;
    m_delivering = true;
    AdmissionActions batch;
    while (!m_pending.empty()) {
        batch.clear();
        std::swap(batch, m_pending);
        for (const AdmissionAction &action : batch)
            std::visit([this](const auto &a) { carryOut(a); }, action);
    }
    m_delivering = false;
    rearm();
}

void AdmissionDriver::carryOut(const Grant &grant)
{
    Lease lease(grant.lease, m_link);
    const auto node = m_waiting.extract(grant.ticket);
#ifdef EXAID_TEST_HOOKS
    m_lastGrantAt = m_timers.now();
#endif
    if (!node.empty()) // else withdrawn meanwhile: the lease goes back as it leaves this function
        node.mapped().listener->granted(std::move(lease), grant.place);
}

void AdmissionDriver::carryOut(const Enqueued &enqueued)
{
    const auto it = m_waiting.find(enqueued.ticket);
    if (it == m_waiting.end())
        return;
    const auto place = m_controller.place(enqueued.ticket);
    if (!place)
        return; // already granted, later in this batch
    it->second.told = place;
    it->second.listener->placeChanged(*place);
}

void AdmissionDriver::carryOut(const Refusal &refusal)
{
    const auto node = m_waiting.extract(refusal.ticket);
    if (!node.empty())
        node.mapped().listener->refused(refusal);
}

void AdmissionDriver::carryOut(const Recovery &recovery)
{
    const QString cause = toString(recovery.cause);
    m_metrics.leakFound(counterName(recovery.pool), cause);
    m_metrics.leakRecovered(cause);
    const QString pool = label(recovery.pool);
    QJsonObject fields{{u"pool"_s, QString(toString(recovery.pool.kind) + u':' + recovery.pool.name)},
                       {u"cause"_s, cause},
                       {u"reason"_s, reasonFor(recovery)},
                       {u"session"_s, static_cast<qint64>(recovery.session.value)}};
    if (recovery.cause == LeakCause::Drift) {
        const int missing = recovery.expected - recovery.found;
        fields.insert(u"expected"_s, recovery.expected);
        fields.insert(u"found"_s, recovery.found);
        m_events.add(EventLevel::Warning, u"leak_found"_s,
                     u"SEMAPHORE HEALTH: %1 semaphore leak: expected %2, got %3"_s.arg(pool)
                         .arg(recovery.expected)
                         .arg(recovery.found),
                     fields);
        m_events.add(EventLevel::Warning, u"leak_recovered"_s,
                     u"SEMAPHORE RECOVERY: Recovered leaks: %1: %2%3 (drift)"_s
                         .arg(pool, missing < 0 ? QString() : u"+"_s)
                         .arg(missing),
                     fields);
        return;
    }
    fields.insert(u"lease"_s, static_cast<qint64>(recovery.lease.id.value));
    fields.insert(u"call"_s, static_cast<qint64>(recovery.call.value));
    fields.insert(u"phase"_s, toString(recovery.phase));
    fields.insert(u"age_secs"_s, toSeconds(recovery.age));
    fields.insert(u"past_deadline_secs"_s, toSeconds(recovery.pastDeadline));
    const QString evidence = u"lease %1 of call %2, %3, %4 s old"_s.arg(recovery.lease.id.value)
                                 .arg(recovery.call.value)
                                 .arg(cause)
                                 .arg(toSeconds(recovery.age), 0, 'f', 1);
    m_events.add(EventLevel::Warning, u"leak_found"_s,
                 u"SEMAPHORE HEALTH: %1 semaphore leak: %2"_s.arg(pool, evidence), fields);
    m_events.add(EventLevel::Warning, u"leak_recovered"_s,
                 u"SEMAPHORE RECOVERY: Recovered leaks: %1: +1 (%2)"_s.arg(pool, evidence), fields);
}

void AdmissionDriver::carryOut(const AskToCancel &ask)
{
    m_events.add(EventLevel::Warning, u"call_overdue"_s,
                 u"call %1 is %2 s past its deadline and still holds a slot; ending it"_s.arg(ask.call.value)
                     .arg(toSeconds(ask.pastDeadline), 0, 'f', 1),
                 {{u"call"_s, static_cast<qint64>(ask.call.value)},
                  {u"lease"_s, static_cast<qint64>(ask.lease.id.value)}});
    if (m_canceller)
        m_canceller(ask.call);
}

void AdmissionDriver::rearm()
{
    const TimePoint wake = m_controller.nextWake();
    if (wake != m_wakeAt) {
        m_wakeAt = wake;
        m_wakeTimer = wake == TimePoint::max() ? Timer() : m_timers.at(wake, [this] {
            m_wakeAt = TimePoint::max();
            handle(Tick{});
        });
    }
    if (m_waiting.empty())
        m_placeTimer.cancel();
    else if (m_placesToldAt != m_controller.queueVersion() && !m_placeTimer.isActive())
        m_placeTimer = m_timers.after(PlaceInterval, [this] { beginToTellPlaces(); });
}

void AdmissionDriver::beginToTellPlaces()
{
    m_placesToldAt = m_controller.queueVersion();
    // A listener may withdraw others, so the tickets are gathered first.
    m_toldNext.clear();
    for (const auto &[ticket, waiting] : m_waiting)
        m_toldNext.push_back(ticket);
    tellPlaces();
}

void AdmissionDriver::tellPlaces()
{
    for (int told = 0; told < PlacesPerTurn && !m_toldNext.empty();) {
        const TicketId ticket = m_toldNext.back();
        m_toldNext.pop_back();
        const auto it = m_waiting.find(ticket);
        if (it == m_waiting.end())
            continue;
        const auto place = m_controller.place(ticket);
        if (!place || it->second.told == place)
            continue;
        it->second.told = place;
        it->second.listener->placeChanged(*place);
        ++told;
    }
    if (m_toldNext.empty())
        rearm();
    else
        m_placeTimer = m_timers.after(Duration::zero(), [this] { tellPlaces(); });
}

void AdmissionDriver::scheduleAudit()
{
    m_auditTimer = m_timers.after(m_auditInterval, [this] {
        auditNow();
        scheduleAudit();
    });
}

QString AdmissionDriver::label(const PoolName &pool) const
{
    switch (pool.kind) {
    case PoolKind::Global:
        return u"Global"_s;
    case PoolKind::Provider:
        return u"Provider "_s + pool.name.toUpper();
    case PoolKind::Model:
        return u"Model "_s + pool.name;
    case PoolKind::Session:
        return u"Session %1"_s.arg(pool.session.value);
    }
    Q_UNREACHABLE();
}

} // namespace exaid
