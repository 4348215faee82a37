#include "core/providers/guardedprovider.h"

#include "core/providers/providerguard.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

ProviderFailed circuitOpen(const ProviderGuard &guard, const QString &model)
{
    const auto refused = guard.refusal();
    ProviderFailed failed{guard.id(), model, {}, 0, {}, false, {}};
    failed.error = {u"circuit_open"_s,
                    refused ? refused->error.message : u"the provider is being tried by another call"_s,
                    refused ? refused->error.hint : u"retry in a second"_s};
    failed.retryAfter = refused && refused->retryAfter ? *refused->retryAfter : Duration(1s);
    return failed;
}

class GuardedCompletion final : public CompletionHandle, private CompletionListener
{
public:
    GuardedCompletion(Provider &provider, ProviderGuard &guard, TimerService &timers,
                      const CompletionRequest &request, CompletionLimits limits, CompletionListener &listener)
        : m_guard(guard)
        , m_timers(timers)
        , m_model(request.model)
        , m_listener(listener)
        , m_request(guard.begin())
    {
        if (!m_request) {
            m_refusal = timers.after(Duration::zero(), [this] { refuse(); });
            return;
        }
        limits.stall = guard.stallLimit(m_model, limits.stall);
        m_inner = provider.complete(request, limits, *this);
    }
    ~GuardedCompletion() override { cancel(); }

    void cancel() override
    {
        if (std::exchange(m_over, true))
            return;
        m_refusal.cancel();
        if (m_inner)
            m_inner->cancel();
        if (m_request)
            m_guard.abandoned(*m_request);
    }

private:
    void phaseChanged(CallPhase phase) override
    {
        if (phase == CallPhase::Connecting) {
            if (std::exchange(m_connectedBefore, true))
                m_guard.accepted(*m_request); // a further round: the first was answered
            m_lastDelta.reset();
        }
        m_listener.phaseChanged(phase);
    }
    void delta(const QString &text, const QString &reasoning) override
    {
        const TimePoint now = m_timers.now();
        if (m_lastDelta) {
            m_longestPause = std::max(m_longestPause, now - *m_lastDelta);
            m_pauses = true;
        }
        m_lastDelta = now;
        m_guard.accepted(*m_request);
        m_listener.delta(text, reasoning);
    }
    void limitsTold(const RateLimits &limits) override
    {
        m_guard.limitsTold(limits);
        m_listener.limitsTold(limits);
    }
    void finished(const CompletionResult &result) override
    {
        m_over = true;
        if (std::holds_alternative<Completion>(result) && m_pauses)
            m_guard.streamEnded(m_model, m_longestPause);
        else if (const auto *timedOut = std::get_if<TimedOut>(&result);
                 timedOut && timedOut->clock == CallClock::Stall)
            m_guard.stalled(m_model, timedOut->limit);
        m_guard.ended(*m_request, result);
        m_listener.finished(result); // may destroy this
    }

    void refuse()
    {
        m_over = true;
        m_listener.finished(circuitOpen(m_guard, m_model));
    }

    ProviderGuard &m_guard;
    TimerService &m_timers;
    const QString m_model;
    CompletionListener &m_listener;
    std::optional<ProviderGuard::Request> m_request; // none: refused by the breaker
    std::unique_ptr<CompletionHandle> m_inner;
    Timer m_refusal;
    bool m_over = false;
    bool m_connectedBefore = false;
    bool m_pauses = false; // at least two deltas
    std::optional<TimePoint> m_lastDelta;
    Duration m_longestPause{};
};

class GuardedCall final : public CompletionHandle
{
public:
    GuardedCall(Provider &provider, ProviderGuard &guard, TimerService &timers, const ApiRequest &request,
                const CompletionLimits &limits, ApiDone done)
        : m_guard(guard)
        , m_done(std::move(done))
        , m_pass(guard.beginCall())
    {
        if (m_pass) {
            m_inner = provider.call(request, limits, [this](const ApiResult &result) { finish(result); });
            return;
        }
        m_refusal = timers.after(Duration::zero(),
                                 [this, model = request.model] { finish(circuitOpen(m_guard, model)); });
    }
    ~GuardedCall() override { cancel(); }

    void cancel() override
    {
        if (std::exchange(m_over, true))
            return;
        m_refusal.cancel();
        if (m_inner)
            m_inner->cancel();
        if (m_pass)
            m_guard.callAbandoned(*m_pass);
    }

private:
    void finish(const ApiResult &result)
    {
        m_over = true;
        if (m_pass)
            m_guard.callEnded(*m_pass, result);
        const ApiDone done = m_done; // may destroy this
        done(result);
    }

    ProviderGuard &m_guard;
    const ApiDone m_done;
    const std::optional<CircuitBreaker::Pass> m_pass; // none: refused by the breaker
    std::unique_ptr<CompletionHandle> m_inner;
    Timer m_refusal;
    bool m_over = false;
};

} // namespace

std::unique_ptr<CompletionHandle> GuardedProvider::call(const ApiRequest &request,
                                                        const CompletionLimits &limits, ApiDone done)
{
    return std::make_unique<GuardedCall>(*m_provider, m_guard, m_timers, request, limits, std::move(done));
}

std::unique_ptr<CompletionHandle> GuardedProvider::complete(const CompletionRequest &request,
                                                            const CompletionLimits &limits,
                                                            CompletionListener &listener)
{
    return std::make_unique<GuardedCompletion>(*m_provider, m_guard, m_timers, request, limits, listener);
}

} // namespace exaid
