#pragma once

// What calls work with. References to parts that outlive the engine; made by the composition root. Core
// thread.

#include "core/time/clock.h"

#include <QJsonObject>
#include <functional>

namespace exaid {

class AdmissionDriver;
struct CallRow;
class EventLog;
class Metrics;
class ProviderGuards;
class SessionRegistry;
class TimerService;
class ToolCatalog;

struct CallParts
{
    TimerService &timers;
    const ToolCatalog &tools;
    AdmissionDriver &admission;
    SessionRegistry &sessions;
    Metrics &metrics;
    EventLog &events;
    Duration queueTimeout{};                          // longest wait for a slot
    Duration localToolTimeout{};                      // total limit of tools that call no provider
    std::function<void(const QJsonObject &)> callLog; // one line a call; may be empty
    ProviderGuards *guards = nullptr;                 // none: no retries, no circuit breaker
    std::function<void(const CallRow &)> history{};   // of each call that has ended; may be empty
};

} // namespace exaid
