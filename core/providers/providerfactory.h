#pragma once

// Makes a provider from its settings. Core thread.

#include "core/providers/modelcatalog.h"
#include "core/providers/provider.h"
#include "core/time/timerservice.h"

namespace exaid {

// simulatorPort: where the simulator listens; used only if settings.simulated. The timers must outlive the
// provider.
std::unique_ptr<Provider> makeProvider(const ProviderSettings &settings, const ModelCatalog &catalog,
                                       TimerService &timers, quint16 simulatorPort = 0);

} // namespace exaid
