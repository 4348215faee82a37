#include "core/snapshotbuilder.h"

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/monitoring/metrics.h"
#include "core/providers/providerguard.h"
#include "core/providers/providerset.h"
#include "core/sessions/sessionregistry.h"

#include <QCoreApplication>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SnapshotBuilder::SnapshotBuilder(const Settings &settings, const Clock &clock,
                                 const AdmissionDriver &admission, const CallEngine &calls,
                                 const SessionRegistry &sessions, const ProviderSet &providers,
                                 const ProviderGuards &guards, const Metrics &metrics)
    : m_settings(settings)
    , m_clock(clock)
    , m_admission(admission)
    , m_calls(calls)
    , m_sessions(sessions)
    , m_providers(providers)
    , m_guards(guards)
    , m_metrics(metrics)
{}

Snapshot SnapshotBuilder::build(const DaemonFacts &facts)
{
    Snapshot s;
    s.sequence = ++m_sequence;
    s.wallMs = m_clock.wallNow().time_since_epoch().count();
    s.startedMs = facts.startedMs;
    s.version = QCoreApplication::applicationVersion();
    s.state = facts.state;
    s.address = facts.address;
    s.port = facts.port;
    s.pid = QCoreApplication::applicationPid();
    s.toolCount = facts.toolCount;
    s.connections = facts.connections;
    s.paused = m_admission.isPaused();
    s.simulated = std::ranges::any_of(m_settings.providers, &ProviderSettings::simulated);
    s.pools = pools();
    s.sessions = sessions(m_clock.now());
    s.calls = m_calls.snapshot();
    s.counters = m_metrics.counters();
    for (const auto &provider : m_providers.all()) {
        const ProviderStatus status = provider->status();
        s.counters.providerAborts += status.aborts;
        if (ProviderGuard *guard = m_guards.find(provider->id()))
            s.providers.append(guard->snapshot(status));
    }
    return s;
}

QList<PoolSnapshot> SnapshotBuilder::pools() const
{
    QList<PoolSnapshot> list;
    for (const PoolState &state : m_admission.controller().pools()) {
        PoolSnapshot pool;
        pool.kind = toString(state.name.kind);
        pool.name = state.name.name;
        pool.label = state.name.name;
        pool.capacity = state.capacity;
        pool.held = state.held;
        pool.available = state.available;
        pool.debt = state.debt;
        pool.waiting = state.waiting;
        pool.peakHeld = state.peakHeld;
        if (const ProviderSettings *provider = m_settings.provider(state.name.name)) {
            pool.label = provider->displayName;
            pool.simulated = provider->simulated;
        }
        if (state.name.kind == PoolKind::Session) {
            const Session *session = m_sessions.find(state.name.session);
            pool.name = session ? session->name : u"(ended %1)"_s.arg(state.name.session.value);
            pool.label = session && !session->info.client.isEmpty() ? session->info.client : pool.name;
        }
        list.append(pool);
    }
    return list;
}

QList<SessionSnapshot> SnapshotBuilder::sessions(TimePoint now) const
{
    QList<SessionSnapshot> list;
    for (const auto &[id, session] : m_sessions.all()) {
        SessionSnapshot s;
        s.name = session.name;
        s.client = session.info.client;
        s.transport = session.info.transport;
        s.address = session.info.address;
        s.sinceMs = session.since.time_since_epoch().count();
        s.connections = session.connections;
        s.running = m_calls.runningOf(id);
        s.waiting = m_admission.controller().waitingOf(id);
        s.total = session.total;
        s.failed = session.failed;
        s.slotSeconds = m_admission.controller().slotSeconds(id, now);
        s.lastError = session.lastError;
        s.batch = session.batch;
        s.limit = session.limit.value_or(m_admission.controller().limits().perSession);
        s.ownLimit = session.limit.has_value();
        s.callsLastMinute = session.rate.count(now);
        list.append(s);
    }
    return list;
}

} // namespace exaid
