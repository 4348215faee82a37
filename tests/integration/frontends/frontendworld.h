#pragma once

// The front ends over real sockets, with a scripted engine behind them. Change `settings` before open().

#include "core/frontends/frontends.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/monitorhub.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/systemtime.h"
#include "core/tools/toolcatalog.h"
#include "fakecallservice.h"

#include <memory>

namespace exaid {

class FrontEndWorld
{
public:
    FrontEndWorld();

    // Listens; asserts that it could.
    void open();
    quint16 port() const { return m_port; }

    ServerSettings settings; // port 0
    SystemClock clock;
    SystemTimerService timers;
    FakeCallService calls;
    SessionRegistry sessions;
    ToolCatalog tools;
    MonitorHub hub;
    EventLog events;
    Snapshot snapshot;
    int stopRequests = 0;
    std::unique_ptr<FrontEnds> frontEnds;

private:
    quint16 m_port = 0;
};

} // namespace exaid
