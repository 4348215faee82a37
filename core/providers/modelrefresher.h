#pragma once

// Reads each provider's own list of models (GET /models) at the start and then at intervals, so that new
// models can be used without a release. A list that can't be read changes nothing; it is told once until it
// works again. Takes no permit: these requests cost nothing. Core thread.

#include "core/providers/modelcatalog.h"
#include "core/providers/provider.h"
#include "core/time/timerservice.h"

#include <functional>
#include <map>
#include <memory>

namespace exaid {

class ProviderSet;

class ModelRefresher
{
public:
    // A line for the event log.
    using Tell = std::function<void(const QString &message)>;

    // All must outlive it.
    ModelRefresher(const ProviderSet &providers, ModelCatalog &catalog, TimerService &timers, Tell tell);
    ~ModelRefresher();
    Q_DISABLE_COPY_MOVE(ModelRefresher)

    // Providers that are simulated or have no key are left out. interval zero: never.
    void start(Duration interval);
    void stop();

private:
    void refreshAll();
    void answered(const QString &provider, const ApiResult &result);
    void failed(const QString &provider, const QString &why);

    const ProviderSet &m_providers;
    ModelCatalog &m_catalog;
    TimerService &m_timers;
    const Tell m_tell;
    Duration m_interval{};
    Timer m_timer;
    std::map<QString, std::unique_ptr<CompletionHandle>> m_running;
    std::map<QString, bool> m_broken;
};

} // namespace exaid
