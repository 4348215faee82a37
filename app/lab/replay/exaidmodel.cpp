#include "app/lab/replay/exaidmodel.h"

#include "core/overloaded.h"

#include <algorithm>
#include <deque>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

QString admissionName(ReplayProvider provider)
{
    return provider == ReplayProvider::Kimi ? u"kimi"_s : u"glm"_s;
}

} // namespace

ExaidModel::ExaidModel(const Settings &settings, TimerService &timers)
    : m_settings(settings)
    , m_timers(timers)
    , m_controller(limitsFrom(settings))
    , m_lost(timers.now())
    , m_above(timers.now())
{}

AdmissionLimits ExaidModel::limitsFrom(const Settings &settings)
{
    AdmissionLimits limits;
    limits.global = settings.limits.globalInflight;
    limits.perSession = settings.limits.sessionInflight;
    for (const ProviderSettings &provider : settings.providers)
        limits.providers.insert(provider.id, provider.maxInflight);
    limits.queuePerSession = settings.limits.queuePerSession;
    limits.queueTotal = settings.limits.queueTotal;
    limits.overdueGrace = settings.limits.overdueGrace;
    limits.patience = settings.limits.patience;
    limits.reservePerProvider = settings.limits.reservePerProvider;
    limits.holdMax = settings.limits.handBackHold;
    return limits;
}

void ExaidModel::start(ModelListener &listener)
{
    m_listener = &listener;
    scheduleAudit();
}

bool ExaidModel::hasRoomFor(int agent, const ReplayCall &call) const
{
    const QString provider = admissionName(call.provider);
    const auto of = m_sessionOf.find(agent);
    return std::ranges::all_of(m_controller.pools(), [&](const PoolState &pool) {
        const bool concerns = pool.name.kind == PoolKind::Global ||
                              (pool.name.kind == PoolKind::Provider && pool.name.name == provider) ||
                              (of != m_sessionOf.end() && pool.name.session == of->second);
        return !concerns || pool.held < pool.capacity;
    });
}

Duration ExaidModel::submit(CallId id, int agent, const ReplayCall &call)
{
    const QString providerId = admissionName(call.provider);
    const ProviderSettings *provider = m_settings.provider(providerId);
    Q_ASSERT(provider);
    const Duration promised = m_settings.limits.queueTimeout + provider->clocks.totalFor(call.workClass);
    const TimePoint now = m_timers.now();
    Call entry;
    entry.session = sessionOf(agent);
    entry.work = call;
    entry.deadline = now + promised;
    entry.ticket = m_controller.issueTicket();
    const Arrive arrive{entry.ticket,   id, entry.session,
                        providerId,     {}, now + m_settings.limits.queueTimeout,
                        entry.deadline, 0};
    m_calls.emplace(id, std::move(entry));
    send(arrive);
    return promised;
}

void ExaidModel::disconnect(int agent)
{
    const auto of = m_sessionOf.find(agent);
    if (of == m_sessionOf.end())
        return;
    const SessionId session = of->second;
    m_sessionOf.erase(of);
    // Waiting ones first, so that no slot goes to a call that is being given up.
    std::deque<AdmissionEvent> events;
    for (auto it = m_calls.begin(); it != m_calls.end();) {
        const auto &[id, call] = *it;
        if (call.session != session) {
            ++it;
            continue;
        }
        if (call.lease)
            events.push_back(Return{*call.lease});
        else
            events.push_front(Withdraw{call.ticket});
        it = m_calls.erase(it);
    }
    events.push_back(EndSession{session});
    for (const AdmissionEvent &event : events)
        send(event);
}

void ExaidModel::closeBooks()
{
    m_figures.slotSecondsLost = m_lost.at(m_timers.now());
    m_figures.secondsAboveLimit = m_above.at(m_timers.now());
}

bool ExaidModel::sessionAlive(SessionId session) const
{
    return std::ranges::any_of(m_sessionOf, [session](const auto &entry) { return entry.second == session; });
}

SessionId ExaidModel::sessionOf(int agent)
{
    const auto [of, isNew] = m_sessionOf.try_emplace(agent, SessionId{m_lastSession + 1});
    m_lastSession += isNew;
    return of->second;
}

void ExaidModel::send(const AdmissionEvent &event)
{
    AdmissionActions actions;
    m_controller.handle(m_timers.now(), event, actions);
    m_figures.invariantBreaches += m_controller.violation().has_value();
    for (const AdmissionAction &action : actions)
        std::visit([this](const auto &a) { take(a); }, action);
    record();
    rearm();
}

void ExaidModel::take(const Grant &grant)
{
    Call &call = m_calls.at(grant.call);
    call.lease = grant.lease;
    m_listener->started(grant.call);
    const TimePoint now = m_timers.now();
    const ClockSettings &clocks = m_settings.provider(admissionName(call.work.provider))->clocks;
    // Calls are streamed: one that hangs shows no first token. Nothing is sent again in the slot.
    const TimePoint end = call.work.hangs ? now + clocks.firstToken : now + call.work.service;
    const TimePoint limit = std::min(call.deadline, now + clocks.totalFor(call.work.workClass));
    const bool answers = !call.work.hangs && end <= limit;
    call.end = m_timers.at(std::min(end, limit), [this, id = grant.call, answers] {
        finish(id, answers ? ReplyKind::Answered : ReplyKind::TimedOut);
    });
}

void ExaidModel::take(const Refusal &refusal)
{
    m_calls.erase(refusal.call);
    m_listener->replied(refusal.call, ReplyKind::Refused);
}

void ExaidModel::take(const Recovery &recovery)
{
    ++m_figures.leakAlarms;
    const bool isLive = recovery.cause != LeakCause::Drift && m_calls.contains(recovery.call);
    m_figures.falseLeaks += isLive;
    m_figures.falseRecoveries += isLive;
    m_figures.realRecoveries += !isLive;
    m_figures.realLeaks += !isLive;
}

void ExaidModel::take(const AskToCancel &ask)
{
    finish(ask.call, ReplyKind::TimedOut);
}

void ExaidModel::finish(CallId id, ReplyKind kind)
{
    const auto node = m_calls.extract(id);
    m_listener->replied(id, kind);
    send(Return{*node.mapped().lease});
}

void ExaidModel::scheduleAudit()
{
    m_audit = m_timers.after(m_settings.limits.auditInterval, [this] {
        send(Audit{this});
        scheduleAudit();
    });
}

void ExaidModel::rearm()
{
    const TimePoint wake = m_controller.nextWake();
    m_wake = wake == TimePoint::max() ? Timer() : m_timers.at(wake, [this] { send(Tick{}); });
}

void ExaidModel::record()
{
    int above = 0;
    int inFlight = 0;
    for (const PoolState &pool : m_controller.pools()) {
        above = std::max(above, pool.held - pool.capacity);
        if (pool.name.kind == PoolKind::Global)
            inFlight = pool.held;
    }
    const auto running =
        std::ranges::count_if(m_calls, [](const auto &entry) { return entry.second.lease.has_value(); });
    m_figures.mostAboveLimit = std::max(m_figures.mostAboveLimit, above);
    m_figures.mostInFlight = std::max(m_figures.mostInFlight, inFlight);
    m_above.set(above > 0, m_timers.now());
    // Slots held by no living call.
    m_lost.set(static_cast<double>(m_controller.leases() - running), m_timers.now());
}

} // namespace exaid::lab
