#include "core/daemon.h"

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/conversations/conversationstore.h"
#include "core/frontends/frontends.h"
#include "core/logging/calllog.h"
#include "core/logging/categories.h"
#include "core/logging/healthfields.h"
#include "core/logging/healthfile.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/monitorpublisher.h"
#include "core/providers/guardedprovider.h"
#include "core/providers/modelcatalog.h"
#include "core/providers/modelrefresher.h"
#include "core/providers/providerfactory.h"
#include "core/providers/providerguard.h"
#include "core/providers/providerset.h"
#include "core/providers/simulator.h"
#include "core/sessions/sessionregistry.h"
#include "core/snapshotbuilder.h"
#include "core/time/systemtime.h"
#include "core/tools/maketoolcatalog.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QThread>
#include <QThreadPool>
#include <algorithm>
#include <optional>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class DaemonState { Starting, Serving, Draining, Stopped };

QString nameOf(DaemonState state)
{
    switch (state) {
    case DaemonState::Starting:
        return u"starting"_s;
    case DaemonState::Serving:
        return u"serving"_s;
    case DaemonState::Draining:
        return u"draining"_s;
    case DaemonState::Stopped:
        return u"stopped"_s;
    }
    Q_UNREACHABLE();
}

// Tools that call no provider answer from memory; anything near this is a fault.
constexpr Duration LocalToolTimeout = 30s;

constexpr Duration TimerRounding = 1ms;

AdmissionLimits admissionLimitsOf(const Settings &settings)
{
    AdmissionLimits limits;
    limits.global = settings.limits.globalInflight;
    limits.perSession = settings.limits.sessionInflight;
    limits.queuePerSession = settings.limits.queuePerSession;
    limits.queueTotal = settings.limits.queueTotal;
    limits.overdueGrace = settings.limits.overdueGrace;
    limits.patience = settings.limits.patience;
    limits.reservePerProvider = settings.limits.reservePerProvider;
    // The setting bounds what can be seen, and a timer rounds up to the next millisecond.
    limits.holdMax = std::max(Duration::zero(), settings.limits.handBackHold - TimerRounding);
    for (const ProviderSettings &provider : settings.providers)
        limits.providers.insert(provider.id, provider.maxInflight);
    return limits;
}

ConversationLimits conversationLimitsOf(const ToolSettings &settings)
{
    ConversationLimits limits;
    limits.maxTurns = settings.maxConversationTurns;
    limits.lifetime = settings.conversationLifetime;
    return limits;
}

} // namespace

// In order of construction: what stands below may use what stands above. Destroyed from the bottom up.
struct Daemon::Parts
{
    Parts(Daemon &daemon, const Settings &given, ModelCatalog catalog);

    Snapshot snapshot() { return builder.build(facts()); }
    DaemonFacts facts() const;
    QJsonObject health() const;
    void write(const QJsonObject &callRecord) { callLog.write(callRecord); }
    void tell(const MonitorEvent &event);
    void tickHealth();
    void finishDrain();
    void addProvider(const ProviderSettings &provider, quint16 simulatorPort);

    Daemon &daemon;
    const Settings settings;
    SystemClock clock;
    SystemTimerService timers{clock};
    QThreadPool workers;
    Metrics metrics;
    EventLog events{clock};
    CallLog callLog;
    JsonLog eventLog;
    HealthFile healthFile;
    SessionRegistry sessions;
    ModelCatalog models;
    Simulator simulator;
    ProviderGuards guards;
    ProviderSet providers;
    ModelRefresher modelRefresher;
    ConversationStore conversations;
    AdmissionDriver admission;
    std::unique_ptr<ToolCatalog> tools;
    CallEngine calls;
    SnapshotBuilder builder;
    MonitorHub hub;
    MonitorPublisher publisher;
    FrontEnds frontEnds;

    DaemonState state = DaemonState::Starting;
    const WallTime startedAt = clock.wallNow();
    quint16 port = 0;
    Timer healthTimer;
    Timer drainTimer;
};

Daemon::Parts::Parts(Daemon &owner, const Settings &given, ModelCatalog catalog)
    : daemon(owner)
    , settings(given)
    , callLog(settings.files, clock)
    , eventLog(settings.files.eventLog, settings.files, clock)
    , healthFile(settings.files)
    , sessions(clock, settings.limits.maxSessions)
    , models(std::move(catalog))
    , simulator(timers)
    , modelRefresher(providers, models, timers,
                     [this](const QString &message) { events.add(EventLevel::Info, u"models"_s, message); })
    , conversations(clock, conversationLimitsOf(settings.tools))
    , admission(admissionLimitsOf(settings), timers, metrics, events)
    , tools(makeToolCatalog({settings, models, providers, conversations, [this] { return snapshot(); },
                             events, timers, workers}))
    , calls({timers, *tools, admission, sessions, metrics, events, settings.limits.queueTimeout,
             LocalToolTimeout, [this](const QJsonObject &record) { write(record); }, &guards})
    , builder(settings, clock, admission, calls, sessions, providers, guards, metrics)
    , publisher(hub, timers, [this] { return snapshot(); })
    , frontEnds(settings.server, {timers, calls, sessions, *tools, hub, events, [this] { return snapshot(); },
                                  [this] { daemon.drain(); }, [this] { return health(); }})
{
    // Reading files is waiting, not computing; one on a dead network drive must not hold up the rest.
    workers.setMaxThreadCount(8);
    events.setListener([this](const MonitorEvent &event) { tell(event); });
    sessions.setEndListener([this](SessionId session) { admission.endSession(session); });
    calls.setIdleListener([this] {
        if (state == DaemonState::Draining)
            finishDrain();
    });
}

void Daemon::Parts::addProvider(const ProviderSettings &provider, quint16 simulatorPort)
{
    auto guard = std::make_unique<ProviderGuard>(provider, settings.resilience, timers, events,
                                                 QRandomGenerator::system()->generate64());
    guard->setLimitListener([this, id = provider.id](int limit) { admission.setProviderCeiling(id, limit); });
    providers.add(std::make_unique<GuardedProvider>(makeProvider(provider, models, timers, simulatorPort),
                                                    *guard, timers));
    guards.add(std::move(guard));
}

DaemonFacts Daemon::Parts::facts() const
{
    return {nameOf(state), startedAt.time_since_epoch().count(), settings.server.host,
            port,          static_cast<int>(tools->count()),     frontEnds.connectionCount()};
}

QJsonObject Daemon::Parts::health() const
{
    const auto pools = admission.controller().pools();
    const auto global =
        std::ranges::find(pools, PoolKind::Global, [](const PoolState &p) { return p.name.kind; });
    return {{u"global_capacity"_s, global->capacity},
            {u"global_inflight"_s, global->held},
            {u"waiting"_s, global->waiting},
            {u"tool_count"_s, static_cast<qint64>(tools->count())},
            {u"sessions"_s, sessions.count()},
            {u"state"_s, nameOf(state)},
            {u"version"_s, QCoreApplication::applicationVersion()}};
}

void Daemon::Parts::tell(const MonitorEvent &event)
{
    publisher.add(event);
    eventLog.write(toJson(event));
    switch (event.level) {
    case EventLevel::Info:
        qCInfo(lcDaemon).noquote() << event.message;
        break;
    case EventLevel::Warning:
        qCWarning(lcDaemon).noquote() << event.message;
        break;
    case EventLevel::Error:
        qCWarning(lcDaemon).noquote() << u"error: "_s + event.message;
        break;
    }
}

void Daemon::Parts::tickHealth()
{
    healthFile.write(healthFields(snapshot()));
    healthTimer = timers.after(settings.files.healthInterval, [this] { tickHealth(); });
}

void Daemon::Parts::finishDrain()
{
    state = DaemonState::Stopped;
    drainTimer.cancel();
    healthTimer.cancel();
    modelRefresher.stop();
    QObject::connect(&frontEnds, &FrontEnds::allClosed, &daemon, [this] {
        healthFile.close();
        callLog.close();
        eventLog.close();
        Q_EMIT daemon.stopped();
    });
    frontEnds.closeAll(1001, u"the daemon is shutting down"_s);
}

Daemon::Daemon(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{}

Daemon::~Daemon() = default;

Status Daemon::start()
{
    Q_ASSERT(thread() == QThread::currentThread());
    auto catalog = ModelCatalog::loadBuiltIn(m_settings.providers);
    if (!catalog)
        return catalog.error();
    m_parts = std::make_unique<Parts>(*this, m_settings, std::move(catalog).value());
    Parts &p = *m_parts;

    quint16 simulatorPort = 0;
    if (std::ranges::any_of(p.settings.providers, &ProviderSettings::simulated)) {
        const auto listening = p.simulator.start();
        if (!listening)
            return listening.error();
        simulatorPort = *listening;
    }
    for (const ProviderSettings &provider : p.settings.providers)
        p.addProvider(provider, simulatorPort);

    const auto port = p.frontEnds.listen();
    if (!port)
        return port.error();
    p.port = *port;
    connect(&p.hub, &MonitorHub::cancelCallRequested, this,
            [this](quint64 call) { m_parts->calls.cancel(CallId{call}, CancelCause::ByUser); });
    connect(&p.hub, &MonitorHub::cancelSessionRequested, this, [this](const QString &name) {
        if (const Session *session = m_parts->sessions.findByName(name))
            m_parts->calls.cancelSession(session->id, CancelCause::ByUser);
    });
    connect(&p.hub, &MonitorHub::auditRequested, this, [this] { m_parts->admission.auditNow(); });
    p.admission.startAudits(p.settings.limits.auditInterval, p.calls,
                            [this](CallId call) { m_parts->calls.cancel(call, CancelCause::Overdue); });
    p.state = DaemonState::Serving;
    p.modelRefresher.start(p.settings.tools.modelRefresh);
    p.tickHealth();
    return Done{};
}

void Daemon::drain()
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!m_parts || m_parts->state == DaemonState::Stopped)
        return;
    Parts &p = *m_parts;
    if (p.state == DaemonState::Draining) {
        p.calls.cancelAll(CancelCause::ShuttingDown);
        return;
    }
    p.state = DaemonState::Draining;
    p.frontEnds.stopAccepting();
    p.calls.startDraining();
    p.events.add(EventLevel::Info, u"draining"_s,
                 u"stopping: %1 calls may finish"_s.arg(p.calls.liveCount()));
    if (p.calls.liveCount() == 0) {
        p.drainTimer = p.timers.after(Duration::zero(), [&p] { p.finishDrain(); });
        return;
    }
    p.drainTimer = p.timers.after(p.settings.limits.drainTimeout,
                                  [&p] { p.calls.cancelAll(CancelCause::ShuttingDown); });
}

void Daemon::applySettings(const Settings &settings, const QString &summary)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!m_parts || m_parts->state != DaemonState::Serving)
        return;
    Parts &p = *m_parts;
    AdmissionLimits limits = admissionLimitsOf(settings);
    // Providers are made at the start; one that is new or gone in the settings waits for a restart.
    limits.providers.clear();
    for (const ProviderSettings &provider : p.settings.providers) {
        const ProviderSettings *changed = settings.provider(provider.id);
        const int limit = changed ? changed->maxInflight : provider.maxInflight;
        limits.providers.insert(provider.id, limit);
        p.guards.find(provider.id)->setConfiguredLimit(limit);
    }
    p.admission.changeLimits(limits);
    p.sessions.setMaxSessions(settings.limits.maxSessions);
    ServerSettings server = settings.server;
    server.host =
        p.settings.server.host; // where it listens does not change, and so neither does who may connect
    server.port = p.settings.server.port;
    p.frontEnds.applySettings(server);
    p.events.add(EventLevel::Info, u"settings_changed"_s, summary);
}

quint16 Daemon::port() const
{
    return m_parts ? m_parts->port : 0;
}

MonitorHub &Daemon::monitor()
{
    return m_parts->hub;
}

Snapshot Daemon::snapshot()
{
    return m_parts->snapshot();
}

#ifdef EXAID_TEST_HOOKS
AdmissionDriver &Daemon::admissionForFaults()
{
    return m_parts->admission;
}
#endif

} // namespace exaid
