#pragma once

// What all MCP peers share, whatever their transport. References outlive them; core thread.

#include "core/config/settings.h"
#include "core/time/timerservice.h"

namespace exaid {

class CallService;
class EventLog;
class ResumeDesk;
class SessionRegistry;
class ToolCatalog;

namespace mcp {

class HostPatience;
class McpOfferings;
class McpPeers;
class McpSeats;
class ResourceNews;
class StateSeal;
class TaskDesk;

struct McpContext
{
    const ServerSettings &settings;
    TimerService &timers;
    CallService &calls;
    EventLog &events;
    McpOfferings &offerings;
    ResourceNews &news;
    McpSeats &seats;
    McpPeers &peers;
    StateSeal &seal;
    ResumeDesk &desk;
    TaskDesk &tasks;
    const HostPatience &patience;
};

} // namespace mcp
} // namespace exaid
