#pragma once

// What one provider's past says about its next request: circuit breaker, retry budget, adaptive limit, and
// what its models' pauses taught. Fed by GuardedProvider with every request of every tool; asked by calls.
// Core thread.

#include "core/monitoring/snapshot.h"
#include "core/providers/adaptivelimit.h"
#include "core/providers/circuitbreaker.h"
#include "core/providers/learnedstalls.h"
#include "core/providers/provider.h"
#include "core/providers/retrybudget.h"
#include "core/providers/retrypolicy.h"
#include "core/providers/stalllearner.h"
#include "core/time/timerservice.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace exaid {

class EventLog;

class ProviderGuard
{
public:
    // One request, from its start to its end.
    struct Request
    {
        CircuitBreaker::Pass pass;
        AdaptiveLimit::Serial serial = 0;
        bool accepted = false;
    };

    ProviderGuard(const ProviderSettings &provider, const ResilienceSettings &settings, TimerService &timers,
                  EventLog &events, quint64 seed);

    const QString &id() const { return m_provider.id; }
    const QString &fallbackModel() const { return m_provider.fallbackModel; }

    // For calls.
    void callArrived() { m_budget.callArrived(); }
    // The breaker is open: what to tell the caller.
    std::optional<Refused> refusal() const;
    // Whether a failed call may ask again, and after how long.
    struct Retry
    {
        Duration wait{};
        bool reserved = false; // in the budget: retrySent() or retryDropped() must follow
    };
    std::optional<Retry> retryAfter(const Outcome &failure, const RetryPolicy::Attempt &attempt);
    void retrySent() { m_budget.sent(); }
    void retryDropped() { m_budget.dropped(); }
    // False: a refusal came after admission granted the call its slot; it should give the slot back and wait.
    bool hasRoom() const;
    qint64 retriesDenied() const { return m_budget.denied(); } // by the budget, since the start
    // Called with each change of the number of calls that may be at the provider; also when a hold ends.
    void setLimitListener(std::function<void(int)> listener);
    void setConfiguredLimit(int limit);

    // For GuardedProvider.
    std::optional<Request> begin(); // nothing: the breaker is open
    void accepted(Request &request);
    void ended(Request &request, const CompletionResult &result);
    void abandoned(const Request &request);
    // The same for a request beside the chats; the adaptive limit has no part in it.
    std::optional<CircuitBreaker::Pass> beginCall();
    void callEnded(const CircuitBreaker::Pass &pass, const ApiResult &result);
    void callAbandoned(const CircuitBreaker::Pass &pass) { m_breaker.abandoned(pass); }
    void limitsTold(const RateLimits &limits);
    // What is in force for a stream of this model, given what the settings say.
    Duration stallLimit(const QString &model, Duration start);
    void streamEnded(const QString &model, Duration longestPause);
    void stalled(const QString &model, Duration limit);
    // What is known of the models' pauses, to be kept over a restart.
    LearnedModels learned() const;
    void restore(const LearnedModels &models);
    void setLearnListener(std::function<void()> listener) { m_learnListener = std::move(listener); }

    ProviderSnapshot snapshot(const ProviderStatus &status);

private:
    struct Model
    {
        StallLearner learner;
        Duration start{}; // of the last request
    };
    Model &model(const QString &name);
    void judge(const CircuitBreaker::Pass &pass, const Outcome &outcome, bool accepted);
    void tellLimit();
    void tellBreaker(BreakerState before);
    void tellStallLimit(const QString &name, const Model &model, Duration before);

    const ProviderSettings m_provider;
    const ResilienceSettings m_settings;
    TimerService &m_timers;
    EventLog &m_events;
    CircuitBreaker m_breaker;
    RetryBudget m_budget;
    RetryPolicy m_policy;
    AdaptiveLimit m_limit;
    int m_taken = 0; // in flight, and answering
    std::map<QString, Model> m_models;
    std::function<void(int)> m_limitListener;
    std::function<void()> m_learnListener;
    int m_toldLimit;
    int m_toldCeiling;
    Timer m_limitTimer;
    qint64 m_refusals = 0;
    qint64 m_failures = 0;
    RateLimits m_told;
};

// One guard a provider. Owns them.
class ProviderGuards
{
public:
    void add(std::unique_ptr<ProviderGuard> guard) { m_guards.push_back(std::move(guard)); }
    ProviderGuard *find(const QString &provider) const;
    LearnedStalls learned() const;
    void restore(const LearnedStalls &learned);

private:
    std::vector<std::unique_ptr<ProviderGuard>> m_guards;
};

} // namespace exaid
