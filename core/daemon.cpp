#include "core/daemon.h"

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/conversations/conversationstore.h"
#include "core/frontends/frontends.h"
#include "core/history/callhistory.h"
#include "core/logging/calllog.h"
#include "core/logging/categories.h"
#include "core/logging/healthfields.h"
#include "core/logging/healthfile.h"
#include "core/logging/redact.h"
#include "core/metricrecorder.h"
#include "core/monitordesk.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrichistory.h"
#include "core/monitoring/metrics.h"
#include "core/monitorpublisher.h"
#include "core/poolwork.h"
#include "core/providers/guardedprovider.h"
#include "core/providers/learnedfile.h"
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

// A crash loses so much of what was learned at most.
constexpr Duration LearnedInterval = 30s;

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
    // The setting bounds what can be seen.
    limits.holdMax = std::max(Duration::zero(), settings.limits.handBackHold - WakeTimer::Rounding);
    for (const ProviderSettings &provider : settings.providers)
        limits.providers.insert(provider.id, provider.maxInflight);
    return limits;
}

CallHistory::Options historyOptionsOf(const FileSettings &settings)
{
    const bool isOn = settings.history && !settings.stateDir.isEmpty();
    return {isOn ? QString(settings.stateDir + u"/history.sqlite"_s) : QString(), settings.historyKept};
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
    void remember(CallRow row);
    void tell(const MonitorEvent &event);
    void tickHealth();
    void finishDrain();
    void addProvider(const ProviderSettings &provider, quint16 simulatorPort);
    void learnedLoaded(const LearnedStalls &learned, const QString &problem);
    void saveLearned();

    Daemon &daemon;
    const Settings settings;
    SystemClock clock;
    SystemTimerService timers{clock};
    QThreadPool workers;
    QThreadPool metricCoder; // one thread: answers keep their order
    MetricHistory metricHistory{clock};
    Metrics metrics;
    EventLog events{clock};
    CallLog callLog;
    JsonLog eventLog;
    HealthFile healthFile;
    CallHistory history;
    SessionRegistry sessions;
    ModelCatalog models;
    Simulator simulator;
    ProviderGuards guards;
    std::optional<LearnedStalls> learnedBefore; // once it is read
    LearnedFile learnedFile;
    ProviderSet providers;
    ModelRefresher modelRefresher;
    ConversationStore conversations;
    AdmissionDriver admission;
    std::unique_ptr<ToolCatalog> tools;
    CallEngine calls;
    SnapshotBuilder builder;
    MonitorHub hub;
    MonitorPublisher publisher;
    MetricRecorder recorder;
    FrontEnds frontEnds;
    MonitorDesk desk;

    DaemonState state = DaemonState::Starting;
    const WallTime startedAt = clock.wallNow();
    quint16 port = 0;
    Timer healthTimer;
    Timer drainTimer;
    Timer learnedTimer; // set: something was learned since the last save
};

Daemon::Parts::Parts(Daemon &owner, const Settings &given, ModelCatalog catalog)
    : daemon(owner)
    , settings(given)
    , callLog(settings.files, clock)
    , eventLog(settings.files.eventLog, settings.files, clock)
    , healthFile(settings.files)
    , history(historyOptionsOf(settings.files), timers, events)
    , sessions(clock, settings.limits.maxSessions)
    , models(std::move(catalog))
    , simulator(timers)
    , learnedFile(settings.files.stateDir,
                  [this](const LearnedStalls &learned, const QString &problem) {
                      const auto take = [this, learned, problem] { learnedLoaded(learned, problem); };
                      QMetaObject::invokeMethod(&daemon, take, Qt::QueuedConnection);
                  })
    , modelRefresher(providers, models, timers,
                     [this](const QString &message) { events.add(EventLevel::Info, u"models"_s, message); })
    , conversations(clock, conversationLimitsOf(settings.tools))
    , admission(admissionLimitsOf(settings), timers, metrics, events)
    , tools(makeToolCatalog({settings, models, providers, conversations, [this] { return snapshot(); },
                             events, timers, workers}))
    , calls({timers, *tools, admission, sessions, metrics, events, settings.limits.queueTimeout,
             LocalToolTimeout, [this](const QJsonObject &record) { write(record); }, &guards,
             [this](const CallRow &row) { remember(row); }})
    , builder(settings, clock, admission, calls, sessions, providers, guards, metrics)
    , publisher(hub, timers, [this] { return snapshot(); })
    , recorder(metricHistory, settings.files.metricsFile, timers, events)
    , frontEnds(settings.server,
                {timers, calls, sessions, *tools, hub, events, [this] { return snapshot(); },
                 [this] { daemon.drain(); }, [this] { return health(); },
                 [this] { return metricHistory.totals(); }, owner.m_purpose == Purpose::Conformance,
                 [this] { return models.names(); }, [this] { return models.revision(); }})
    , desk(hub, {calls, history, sessions, admission, frontEnds, events})
{
    // Reading files is waiting, not computing; one on a dead network drive must not hold up the rest.
    workers.setMaxThreadCount(8);
    metricCoder.setMaxThreadCount(1);
    metrics.setHistory(&metricHistory);
    admission.startUsage([this](SessionId id) {
        const Session *session = sessions.find(id);
        return session ? session->name : QString();
    });
    hub.serve(u"metrics"_s, [this](const QJsonObject &question, const MonitorReply &reply) {
        // A day is half a megabyte, compressed: no call should wait for that.
        runOnPool(
            metricCoder, &hub,
            [frame = metricHistory.frame(metricQueryFrom(question))] { return toJson(frame); }, reply);
    });
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
    guard->setLearnListener([this] {
        if (!learnedTimer.isActive())
            learnedTimer = timers.after(LearnedInterval, [this] { saveLearned(); });
    });
    providers.add(std::make_unique<GuardedProvider>(makeProvider(provider, models, timers, simulatorPort),
                                                    *guard, timers));
    guards.add(std::move(guard));
}

void Daemon::Parts::learnedLoaded(const LearnedStalls &learned, const QString &problem)
{
    if (!problem.isEmpty())
        events.add(EventLevel::Warning, u"learned"_s, problem);
    if (learnedBefore)
        return; // only a problem with writing
    learnedBefore = learned;
    guards.restore(learned);
}

void Daemon::Parts::saveLearned()
{
    learnedTimer.cancel();
    if (!learnedBefore)
        return;
    // Providers that are not there this time keep what was known of them.
    LearnedStalls all = *learnedBefore;
    all.insert(guards.learned());
    learnedFile.save(all);
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

void Daemon::Parts::remember(CallRow row)
{
    row.message = redact(row.message);
    history.add(row);
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
    if (learnedTimer.isActive())
        saveLearned();
    recorder.stop();
    QObject::connect(&frontEnds, &FrontEnds::allClosed, &daemon, [this] {
        healthFile.close();
        learnedFile.close();
        history.close();
        callLog.close();
        eventLog.close();
        Q_EMIT daemon.stopped();
    });
    frontEnds.closeAll(1001, u"the daemon is shutting down"_s);
}

Daemon::Daemon(const Settings &settings, QObject *parent)
    : Daemon(settings, Purpose::Service, parent)
{}

Daemon::Daemon(const Settings &settings, Purpose purpose, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_purpose(purpose)
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
    connect(&p.hub, &MonitorHub::pauseRequested, this, &Daemon::setIntakePaused);
    connect(&p.hub, &MonitorHub::stopRequested, this, &Daemon::drain);
    p.admission.startAudits(p.settings.limits.auditInterval, p.calls,
                            [this](CallId call) { m_parts->calls.cancel(call, CancelCause::Overdue); });
    p.state = DaemonState::Serving;
    p.recorder.start();
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
    p.admission.setPaused(false); // the calls that wait may finish too
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

void Daemon::setIntakePaused(bool paused)
{
    if (m_parts->admission.isPaused() == paused)
        return;
    m_parts->admission.setPaused(paused);
    m_parts->events.add(EventLevel::Info, paused ? u"intake_paused"_s : u"intake_resumed"_s,
                        paused ? u"intake is paused: no call gets a slot until it is resumed"_s
                               : u"intake is resumed: calls get slots again"_s);
}

void Daemon::tell(EventLevel level, const QString &kind, const QString &message, const QJsonObject &fields)
{
    if (m_parts)
        m_parts->events.add(level, kind, message, fields);
}

void Daemon::applySettings(const Settings &settings, const QString &summary, const QJsonObject &fields)
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
    p.events.add(EventLevel::Info, u"settings_changed"_s, summary, fields);
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

QList<MonitorEvent> Daemon::recentEvents() const
{
    return m_parts ? m_parts->events.recent() : QList<MonitorEvent>();
}

#ifdef EXAID_TEST_HOOKS
AdmissionDriver &Daemon::admissionForFaults()
{
    return m_parts->admission;
}
#endif

} // namespace exaid
