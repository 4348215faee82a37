#pragma once

// A provider that its guard watches: every request of every tool passes the circuit breaker, and what becomes
// of it is told to the guard before it is told to the tool. Core thread. The guard must outlive the provider
// and its completions.

#include "core/providers/provider.h"

namespace exaid {

class ProviderGuard;
class TimerService;

class GuardedProvider final : public Provider
{
public:
    GuardedProvider(std::unique_ptr<Provider> provider, ProviderGuard &guard, TimerService &timers)
        : m_provider(std::move(provider))
        , m_guard(guard)
        , m_timers(timers)
    {}

    QString id() const override { return m_provider->id(); }
    ProviderStatus status() const override { return m_provider->status(); }
    // Ends with the error code circuit_open while the breaker is open; nothing is sent then.
    [[nodiscard]] std::unique_ptr<CompletionHandle> complete(const CompletionRequest &request,
                                                             const CompletionLimits &limits,
                                                             CompletionListener &listener) override;
    // The same, but for the adaptive limit: files and lists say nothing of how many chats may run at once.
    [[nodiscard]] std::unique_ptr<CompletionHandle>
    call(const ApiRequest &request, const CompletionLimits &limits, ApiDone done) override;

private:
    const std::unique_ptr<Provider> m_provider;
    ProviderGuard &m_guard;
    TimerService &m_timers;
};

} // namespace exaid
