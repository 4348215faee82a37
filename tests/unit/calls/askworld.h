#pragma once

// The real engine, admission and guards around a provider that the test scripts, all in simulated time.

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/providers/callwatchdog.h"
#include "core/providers/guardedprovider.h"
#include "core/providers/providerguard.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/toolcatalog.h"

#include <QList>
#include <memory>
#include <vector>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

// What the provider does with one request.
struct Behaviour
{
    Duration firstToken{100ms};              // then the result, after `rest`
    Duration rest{100ms};                    // silence between the first token and the result
    bool hangs = false;                      // never a first token
    std::optional<ProviderFailed> failure{}; // instead of a first token
};

inline ProviderFailed failedWith(const QString &code, int status, std::optional<Duration> retryAfter = {})
{
    return {u"kimi"_s, u"k2"_s, {code, code, {}}, status, retryAfter, false, {}};
}

// A provider on simulated time, with the real clocks of a call.
class SimProvider final : public Provider
{
public:
    SimProvider(TimerService &timers, std::function<Behaviour()> next)
        : m_timers(timers)
        , m_next(std::move(next))
    {}

    QString id() const override { return u"kimi"_s; }
    ProviderStatus status() const override { return {}; }
    std::unique_ptr<CompletionHandle> complete(const CompletionRequest &, const CompletionLimits &limits,
                                               CompletionListener &listener) override
    {
        requests.push_back(m_timers.now());
        ++inFlight;
        return std::make_unique<Handle>(*this, limits, listener, m_next());
    }

    std::unique_ptr<CompletionHandle> call(const ApiRequest &, const CompletionLimits &, ApiDone) override
    {
        return nullptr;
    }

    std::vector<TimePoint> requests;
    int inFlight = 0;

private:
    class Handle final : public CompletionHandle
    {
    public:
        Handle(SimProvider &provider, const CompletionLimits &limits, CompletionListener &listener,
               const Behaviour &behaviour)
            : m_provider(provider)
            , m_listener(listener)
            , m_behaviour(behaviour)
            , m_watchdog(provider.m_timers, limits, [this](CallClock clock, Duration limit) {
                end(TimedOut{clock, limit, u"kimi"_s, u"k2"_s});
            })
        {
            m_watchdog.roundStarted();
            m_watchdog.connected();
            if (!m_behaviour.hangs)
                m_timer = provider.m_timers.after(m_behaviour.firstToken, [this] { speak(); });
        }
        ~Handle() override { cancel(); }
        void cancel() override
        {
            if (std::exchange(m_over, true))
                return;
            m_watchdog.stop();
            m_timer.cancel();
            --m_provider.inFlight;
        }

    private:
        void speak()
        {
            if (m_behaviour.failure)
                return end(*m_behaviour.failure);
            m_watchdog.firstToken();
            m_timer = m_provider.m_timers.after(m_behaviour.rest, [this] { end(Completion{}); });
            m_listener.delta(u"x"_s, {});
        }
        void end(const CompletionResult &result)
        {
            cancel();
            m_listener.finished(result);
        }

        SimProvider &m_provider;
        CompletionListener &m_listener;
        const Behaviour m_behaviour;
        CallWatchdog m_watchdog;
        Timer m_timer;
        bool m_over = false;
    };

    TimerService &m_timers;
    const std::function<Behaviour()> m_next;
};

// Asks the provider once an execute(), as chat does.
class AskTool final : public Tool
{
public:
    AskTool(Provider &provider, TimerService &timers)
        : m_provider(provider)
        , m_timers(timers)
    {
        m_definition.name = u"ask"_s;
        m_definition.inputSchema = {{u"type"_s, u"object"_s}};
        plan_.provider = u"kimi"_s;
        plan_.limits.firstToken = 120s;
        plan_.limits.stall = 120s;
        plan_.limits.total = 240s;
    }
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return plan_; }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &events) const override
    {
        return std::make_unique<Run>(*this, events);
    }

    CallPlan plan_;

private:
    class Run final : public ToolRun, private CompletionListener
    {
    public:
        Run(const AskTool &tool, ToolEvents &events)
            : m_tool(tool)
            , m_events(events)
        {}
        void prepare() override { m_events.prepared(); }
        void execute(Deadline deadline) override
        {
            CompletionLimits limits = m_tool.plan_.limits;
            limits.deadline = deadline;
            m_completion = m_tool.m_provider.complete({}, limits, *this);
        }
        void cancel() override
        {
            m_later.cancel();
            m_completion.reset();
        }

    private:
        void phaseChanged(CallPhase) override {}
        void delta(const QString &text, const QString &) override { m_events.chunk(text); }
        void finished(const CompletionResult &result) override
        {
            m_later = m_tool.m_timers.after(Duration::zero(), [this, result] {
                if (const auto *failed = std::get_if<ProviderFailed>(&result))
                    m_events.attemptFailed(*failed);
                else if (const auto *timedOut = std::get_if<TimedOut>(&result))
                    m_events.attemptFailed(*timedOut);
                else
                    m_events.finished(Answer{});
            });
        }

        const AskTool &m_tool;
        ToolEvents &m_events;
        std::unique_ptr<CompletionHandle> m_completion;
        Timer m_later;
    };

    Provider &m_provider;
    TimerService &m_timers;
    ToolDefinition m_definition;
};

// One client's view of one call.
struct Listener final : CallObserver
{
    void accepted(CallId, Duration timeout) override { limit = timeout; }
    void queued(CallId, const QueuePlace &place) override { places << place.position; }
    void phaseChanged(CallId, CallPhase phase) override { phases << phase; }
    void note(CallId, const QString &message) override { notes << message; }
    void chunk(CallId, const QString &) override {}
    void finished(CallId, const Outcome &end, const CallTimes &t) override
    {
        ++finals;
        outcome = end;
        times = t;
    }
    QString verdict() const
    {
        return !outcome ? u"none"_s : isAnswer(*outcome) ? u"ok"_s : wireCode(*outcome);
    }

    std::optional<Duration> limit;
    QList<int> places;
    QList<CallPhase> phases;
    QStringList notes;
    int finals = 0;
    std::optional<Outcome> outcome;
    CallTimes times;
};

class AskWorld
{
public:
    explicit AskWorld(int slots = 1, const ResilienceSettings &resilience = {})
    {
        ProviderSettings provider;
        provider.id = u"kimi"_s;
        provider.displayName = u"KIMI"_s;
        provider.maxInflight = slots;
        auto made = std::make_unique<ProviderGuard>(provider, resilience, time, events, 1);
        guard = made.get();
        guards.add(std::move(made));
        AdmissionLimits limits;
        limits.global = limits.perSession = slots;
        limits.providers = {{u"kimi"_s, slots}};
        limits.queuePerSession = limits.queueTotal = 100'000;
        limits.holdMax = {};
        admission = std::make_unique<AdmissionDriver>(limits, time, metrics, events);
        guard->setLimitListener([this](int limit) { admission->setProviderCeiling(u"kimi"_s, limit); });
        auto sim = std::make_unique<SimProvider>(time, [this] { return next(); });
        provider_ = sim.get();
        guarded = std::make_unique<GuardedProvider>(std::move(sim), *guard, time);
        auto tool = std::make_unique<AskTool>(*guarded, time);
        ask = tool.get();
        tools.add(std::move(tool));
        engine = std::make_unique<CallEngine>(
            CallParts{time, tools, *admission, sessions, metrics, events, 120s, 30s, {}, &guards});
        session = sessions.join({}).value();
    }

    CallId submit(Listener &listener)
    {
        const auto submitted =
            engine->submit({session, 1, QString::number(++m_lastRequest), u"ask"_s, {}}, listener);
        time.advance(0ns);
        return submitted.call;
    }
    SimProvider &provider() { return *provider_; }
    int leases() const { return admission->controller().leases(); }

    std::function<Behaviour()> next = [] { return Behaviour{}; };
    ManualClock clock;
    ManualTime time{clock};
    Metrics metrics;
    EventLog events{clock};
    SessionRegistry sessions{clock, 10};
    ProviderGuards guards;
    ProviderGuard *guard = nullptr;
    ToolCatalog tools;
    std::unique_ptr<AdmissionDriver> admission;
    std::unique_ptr<GuardedProvider> guarded;
    AskTool *ask = nullptr;
    std::unique_ptr<CallEngine> engine;
    SessionId session;

private:
    SimProvider *provider_ = nullptr;
    int m_lastRequest = 0;
};

} // namespace exaid::test
