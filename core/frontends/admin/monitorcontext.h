#pragma once

// What the connections of the monitor front end share. References outlive them; core thread.

#include "core/config/settings.h"
#include "core/monitoring/snapshot.h"

#include <functional>

namespace exaid {

class AccessToken;
class EventLog;
class MonitorHub;
class TimerService;

struct MonitorContext
{
    const ServerSettings &settings;
    TimerService &timers;
    MonitorHub &hub;
    EventLog &events;
    AccessToken &token;
    std::function<Snapshot()> makeSnapshot;
    std::function<void()> requestStop;
};

QByteArray snapshotFrame(const Snapshot &snapshot);

} // namespace exaid
