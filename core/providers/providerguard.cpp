#include "core/providers/providerguard.h"

#include "core/monitoring/eventlog.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A provider of thousands of models is nobody's; a client that invents names must not grow this for ever.
constexpr size_t MostModelsRemembered = 200;

QString wholeSeconds(Duration duration)
{
    return QString::number(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

qint64 wholeMs(Duration duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration).count();
}

template <typename Whole>
Outcome outcomeOfResult(const std::variant<Whole, TimedOut, ProviderFailed> &result)
{
    if (const auto *timedOut = std::get_if<TimedOut>(&result))
        return *timedOut;
    if (const auto *failed = std::get_if<ProviderFailed>(&result))
        return *failed;
    return Answer{};
}

} // namespace

ProviderGuard::ProviderGuard(const ProviderSettings &provider, const ResilienceSettings &settings,
                             TimerService &timers, EventLog &events, quint64 seed)
    : m_provider(provider)
    , m_settings(settings)
    , m_timers(timers)
    , m_events(events)
    , m_breaker(settings.breakerFailures, settings.breakerInterval)
    , m_budget(settings.retryShare)
    , m_policy(settings, seed)
    , m_limit(provider.maxInflight, settings.adaptLimits)
    , m_toldLimit(provider.maxInflight)
    , m_toldCeiling(provider.maxInflight)
{}

std::optional<Refused> ProviderGuard::refusal() const
{
    const auto wait = m_breaker.refusal(m_timers.now());
    if (!wait)
        return std::nullopt;
    const QString name = m_provider.displayName.isEmpty() ? m_provider.id : m_provider.displayName;
    return Refused{{u"PROVIDER_UNAVAILABLE"_s,
                    u"%1 failed %2 times in a row; nothing is sent to it for %3 s"_s.arg(
                        name, QString::number(m_settings.breakerFailures), wholeSeconds(*wait)),
                    u"retry then, choose a model of another provider, or set %1_FALLBACK_MODEL"_s.arg(
                        m_provider.id.toUpper())},
                   *wait,
                   {{u"limit"_s, u"circuit_breaker"_s}, {u"provider"_s, m_provider.id}}};
}

std::optional<ProviderGuard::Retry> ProviderGuard::retryAfter(const Outcome &failure,
                                                              const RetryPolicy::Attempt &attempt)
{
    if (m_breaker.refusal(m_timers.now()))
        return std::nullopt;
    const auto wait = m_policy.waitBefore(failure, attempt);
    if (!wait)
        return std::nullopt;
    const auto grant = m_budget.tryReserve(failureKindOf(failure) == FailureKind::Overloaded);
    if (grant == RetryBudget::Grant::Denied)
        return std::nullopt;
    return Retry{*wait, grant == RetryBudget::Grant::Reserved};
}

void ProviderGuard::setLimitListener(std::function<void(int)> listener)
{
    m_limitListener = std::move(listener);
}

void ProviderGuard::setConfiguredLimit(int limit)
{
    m_limit.setConfigured(limit);
    tellLimit();
}

bool ProviderGuard::hasRoom() const
{
    return m_limit.inFlight() < m_limit.ceiling(m_timers.now());
}

std::optional<ProviderGuard::Request> ProviderGuard::begin()
{
    const TimePoint now = m_timers.now();
    const BreakerState before = m_breaker.state();
    const auto pass = m_breaker.tryPass(now);
    if (!pass)
        return std::nullopt;
    tellBreaker(before);
    const AdaptiveLimit::Serial serial = m_limit.started(now);
    tellLimit();
    return Request{*pass, serial, false};
}

void ProviderGuard::accepted(Request &request)
{
    if (std::exchange(request.accepted, true))
        return;
    ++m_taken;
    const BreakerState before = m_breaker.state();
    m_breaker.succeeded(request.pass);
    tellBreaker(before);
    m_limit.accepted(request.serial);
    tellLimit();
}

// What an end says of the provider's health.
void ProviderGuard::judge(const CircuitBreaker::Pass &pass, const Outcome &outcome, bool accepted)
{
    const BreakerState before = m_breaker.state();
    switch (failureKindOf(outcome)) {
    case FailureKind::None:
    case FailureKind::Exhausted:
        // Alive, whatever it said; but a call that ran out of its total time has proved nothing.
        if (std::holds_alternative<TimedOut>(outcome))
            m_breaker.abandoned(pass);
        else
            m_breaker.succeeded(pass);
        break;
    case FailureKind::Overloaded:
        ++m_refusals;
        m_breaker.succeeded(pass);
        break;
    case FailureKind::Connect:
    case FailureKind::NotReady:
        ++m_failures;
        m_breaker.failed(pass, m_timers.now());
        break;
    case FailureKind::Broken:
        ++m_failures;
        if (accepted) // it answers, if badly: no reason to keep others away
            m_breaker.abandoned(pass);
        else
            m_breaker.failed(pass, m_timers.now());
        break;
    }
    tellBreaker(before);
}

void ProviderGuard::ended(Request &request, const CompletionResult &result)
{
    const Outcome outcome = outcomeOfResult(result);
    judge(request.pass, outcome, request.accepted);
    m_taken -= request.accepted ? 1 : 0;
    if (failureKindOf(outcome) == FailureKind::Overloaded) {
        if (m_taken > 0)
            m_budget.refusedWhileServing();
        const auto *failed = std::get_if<ProviderFailed>(&result);
        m_limit.refused(m_timers.now(), request.serial, failed ? failed->retryAfter : std::nullopt);
    } else {
        if (std::holds_alternative<Completion>(result)) {
            m_budget.providerAnswered();
            if (!std::exchange(request.accepted, true))
                m_limit.accepted(request.serial);
        }
        m_limit.ended(request.serial);
    }
    tellLimit();
}

std::optional<CircuitBreaker::Pass> ProviderGuard::beginCall()
{
    const BreakerState before = m_breaker.state();
    const auto pass = m_breaker.tryPass(m_timers.now());
    tellBreaker(before);
    return pass;
}

void ProviderGuard::callEnded(const CircuitBreaker::Pass &pass, const ApiResult &result)
{
    if (std::holds_alternative<ApiReply>(result))
        m_budget.providerAnswered();
    judge(pass, outcomeOfResult(result), false);
}

void ProviderGuard::abandoned(const Request &request)
{
    m_breaker.abandoned(request.pass);
    m_taken -= request.accepted ? 1 : 0;
    m_limit.ended(request.serial);
    tellLimit();
}

void ProviderGuard::limitsTold(const RateLimits &limits)
{
    m_told = limits;
    if (const auto wait = limits.wait())
        m_limit.holdUntil(m_timers.now() + std::min<Duration>(*wait, 60s));
    if (limits.concurrency.limit)
        m_limit.told(static_cast<int>(std::min<qint64>(*limits.concurrency.limit, 100'000)));
    tellLimit();
}

ProviderGuard::Model &ProviderGuard::model(const QString &name)
{
    if (!m_models.contains(name) && m_models.size() >= MostModelsRemembered)
        m_models.erase(m_models.begin());
    return m_models.try_emplace(name, Model{StallLearner({m_settings.stallFloor, m_settings.stallCap}), {}})
        .first->second;
}

Duration ProviderGuard::stallLimit(const QString &name, Duration start)
{
    if (!m_settings.learnStall || start <= Duration::zero())
        return start;
    Model &known = model(name);
    known.start = start;
    return known.learner.limitFrom(start).limit;
}

void ProviderGuard::streamEnded(const QString &name, Duration longestPause)
{
    if (!m_settings.learnStall)
        return;
    Model &known = model(name);
    const Duration before = known.learner.limitFrom(known.start).limit;
    known.learner.streamEnded(longestPause);
    tellStallLimit(name, known, before);
}

void ProviderGuard::stalled(const QString &name, Duration limit)
{
    if (!m_settings.learnStall)
        return;
    Model &known = model(name);
    const Duration before = known.learner.limitFrom(known.start).limit;
    known.learner.stalled(limit);
    tellStallLimit(name, known, before);
}

void ProviderGuard::tellLimit()
{
    const TimePoint now = m_timers.now();
    m_limit.settle(now);
    const int limit = m_limit.effective(now);
    const int ceiling = m_limit.ceiling(now);
    const auto next = m_limit.nextChange(now);
    m_limitTimer = next ? m_timers.at(*next, [this] { tellLimit(); }) : Timer();
    if (limit != m_toldLimit) {
        const bool lowered = limit < std::exchange(m_toldLimit, limit);
        const QString &name = m_provider.displayName;
        const QString text =
            limit == 0 ? u"%1 is left alone for %2 s, as it asks"_s.arg(
                             name, wholeSeconds(m_limit.heldUntil(now).value_or(now) - now))
                       : u"%1 takes %2 of %3 calls at once"_s.arg(name).arg(limit).arg(m_limit.configured());
        m_events.add(lowered ? EventLevel::Warning : EventLevel::Info, u"provider_limit"_s, text,
                     {{u"provider"_s, m_provider.id},
                      {u"effective"_s, limit},
                      {u"configured"_s, m_limit.configured()}});
    }
    if (ceiling != std::exchange(m_toldCeiling, ceiling) && m_limitListener)
        m_limitListener(ceiling);
}

void ProviderGuard::tellBreaker(BreakerState before)
{
    const BreakerState state = m_breaker.state();
    if (state == before)
        return;
    const QJsonObject fields{{u"provider"_s, m_provider.id}, {u"state"_s, toString(state)}};
    switch (state) {
    case BreakerState::Open:
        m_events.add(EventLevel::Warning, u"breaker"_s,
                     u"%1 failed %2 times in a row: no calls to it for %3 s"_s.arg(
                         m_provider.displayName, QString::number(m_breaker.failuresInRow()),
                         wholeSeconds(m_settings.breakerInterval)),
                     fields);
        break;
    case BreakerState::HalfOpen:
        m_events.add(EventLevel::Info, u"breaker"_s,
                     u"%1: one call tries whether it answers again"_s.arg(m_provider.displayName), fields);
        break;
    case BreakerState::Closed:
        m_events.add(EventLevel::Info, u"breaker"_s, u"%1 answers again"_s.arg(m_provider.displayName),
                     fields);
        break;
    }
}

LearnedModels ProviderGuard::learned() const
{
    LearnedModels models;
    for (const auto &[name, known] : m_models) {
        // What the simulator does says nothing about those that it stands in for.
        if (!m_provider.simulated && !known.learner.streams().empty())
            models.insert(name, known.learner.streams());
    }
    return models;
}

void ProviderGuard::restore(const LearnedModels &models)
{
    if (!m_settings.learnStall || m_provider.simulated)
        return;
    for (auto streams = models.cbegin(); streams != models.cend(); ++streams)
        model(streams.key()).learner.restore(*streams);
}

void ProviderGuard::tellStallLimit(const QString &name, const Model &known, Duration before)
{
    if (m_learnListener)
        m_learnListener();
    const StallLearner::Limit now = known.learner.limitFrom(known.start);
    // Small steps are no news.
    if (now.limit < before + before / 4 && before < now.limit + now.limit / 4)
        return;
    m_events.add(EventLevel::Info, u"stall_limit"_s,
                 u"%1: a pause of %2 s in %3 streams makes a stall limit of %4 s"_s.arg(
                     name, QString::number(toSeconds(now.pause), 'g', 4), QString::number(now.streams),
                     QString::number(toSeconds(now.limit), 'g', 4)),
                 {{u"provider"_s, m_provider.id},
                  {u"model"_s, name},
                  {u"limit_secs"_s, toSeconds(now.limit)},
                  {u"pause_secs"_s, toSeconds(now.pause)},
                  {u"streams"_s, now.streams}});
}

ProviderSnapshot ProviderGuard::snapshot(const ProviderStatus &status)
{
    const TimePoint now = m_timers.now();
    ProviderSnapshot s;
    s.id = m_provider.id;
    s.label = m_provider.displayName;
    s.simulated = m_provider.simulated;
    s.breaker = toString(m_breaker.state());
    if (m_breaker.state() == BreakerState::Open)
        s.breakerRetryMs = wholeMs(m_breaker.refusal(now).value_or(Duration::zero()));
    s.breakerOpened = m_breaker.timesOpened();
    s.configuredLimit = m_limit.configured();
    s.effectiveLimit = m_limit.effective(now);
    if (const auto heldUntil = m_limit.heldUntil(now))
        s.holdMs = wholeMs(*heldUntil - now);
    s.inFlight = m_limit.inFlight();
    s.requests = status.requests;
    s.refusals = m_refusals;
    s.failures = m_failures;
    s.retries = m_budget.spent();
    s.retriesDenied = m_budget.denied();
    s.budgetLeft = m_budget.left();
    s.told = toJson(m_told);
    s.lastError = status.lastError;
    for (const auto &[name, known] : m_models) {
        const StallLearner::Limit limit = known.learner.limitFrom(known.start);
        s.models.append({name, wholeMs(limit.limit), wholeMs(limit.pause), limit.streams});
    }
    return s;
}

ProviderGuard *ProviderGuards::find(const QString &provider) const
{
    const auto found = std::ranges::find(m_guards, provider, [](const auto &guard) { return guard->id(); });
    return found == m_guards.end() ? nullptr : found->get();
}

LearnedStalls ProviderGuards::learned() const
{
    LearnedStalls learned;
    for (const auto &guard : m_guards) {
        if (const LearnedModels models = guard->learned(); !models.isEmpty())
            learned.insert(guard->id(), models);
    }
    return learned;
}

void ProviderGuards::restore(const LearnedStalls &learned)
{
    for (auto models = learned.cbegin(); models != learned.cend(); ++models) {
        if (ProviderGuard *guard = find(models.key()))
            guard->restore(*models);
    }
}

} // namespace exaid
