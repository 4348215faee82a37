#pragma once

// What the connections of the EXAI front end share. References outlive them; core thread.

#include "core/config/settings.h"

#include <QJsonObject>
#include <functional>
#include <memory>

namespace exaid {

class AccessToken;
class CallService;
class EventLog;
class RateLimiter;
class ResumeDesk;
class SessionRegistry;
class TimerService;
class ToolCatalog;
class WsLink;

struct ExaiContext
{
    const ServerSettings &settings;
    TimerService &timers;
    CallService &calls;
    SessionRegistry &sessions;
    const ToolCatalog &tools;
    EventLog &events;
    AccessToken &token;
    RateLimiter &limiter;
    ResumeDesk &desk;
    std::function<QJsonObject()> healthExtras; // merged into the `health` of health_res; may be empty
    TimePoint startedAt{};
    // Takes connections whose first frame is JSON-RPC. Empty: they are strangers like others.
    std::function<void(std::unique_ptr<WsLink>, const QString &firstFrame)> otherProtocol = {};
};

} // namespace exaid
