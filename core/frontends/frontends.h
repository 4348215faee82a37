#pragma once

// All front ends, as the daemon composes them: behind one port the front door, EXAI WebSocket, MCP, monitor
// feed; beside it the local socket for MCP. Lives on the core thread. What it is given must outlive it.
// Destroying it closes everything at once; closeAll() first is the polite way.

#include "core/config/settings.h"
#include "core/frontends/accesstoken.h"
#include "core/frontends/admin/adminpages.h"
#include "core/frontends/admin/monitorfrontend.h"
#include "core/frontends/exai/exaifrontend.h"
#include "core/frontends/exai/ratelimiter.h"
#include "core/frontends/frontdoor.h"
#include "core/frontends/mcp/mcpfrontend.h"
#include "core/frontends/mcp/mcplocalfrontend.h"
#include "core/frontends/mcp/mcpwsfrontend.h"
#include "core/frontends/resumedesk.h"
#include "core/result.h"

#include <QJsonObject>
#include <QObject>

namespace exaid {

class FrontEnds final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        TimerService &timers;
        CallService &calls;
        SessionRegistry &sessions;
        const ToolCatalog &tools;
        MonitorHub &hub;
        EventLog &events;
        std::function<Snapshot()> makeSnapshot; // for readers that ask for one
        std::function<void()>
            requestStop; // a monitor asked the daemon to drain; must not destroy this at once
        std::function<QJsonObject()> healthExtras; // global_capacity, version, …; merged into health_res
        std::function<MetricTotals()> metricTotals = {}; // since the start; for GET /metrics
        bool conformance = false;                     // serve the fixtures of the official MCP suite as well
        std::function<QStringList()> modelNames = {}; // ids and aliases; may be empty
        std::function<quint64()> modelsRevision = {}; // grows with each change of the models
    };

    FrontEnds(const ServerSettings &settings, const Parts &parts);
    ~FrontEnds() override;

    // The port listened on. Errors: those of FrontDoor::listen() and LocalDoor::listen(), and token_required
    // for an address beyond loopback without a token, conformance_beyond_loopback for one with fixtures.
    Result<quint16> listen();
    // New limits, marks, intervals, origins and token apply from now on; host and port stay as they are.
    void applySettings(const ServerSettings &settings);

    // Nobody comes in any more, so nothing is kept for a return: parked calls are abandoned.
    void stopAccepting();
    // Each connection gets what is queued for it, then the close frame; what still stands after a second is
    // cut. Calls that still run are abandoned, so the engine should be idle. allClosed() follows, at once
    // when there is nobody.
    void closeAll(int code, const QString &reason);

    // Closes the connections of one session, as if its user had; it may come back. Returns how many there
    // were.
    int closeSession(SessionId session, int code, const QString &reason);
    mcp::McpFrontEnd &mcp() { return m_mcp; }

    // TCP connections, greeted or not, and those of the local socket.
    int connectionCount() const { return m_door.connectionCount() + m_mcpLocal.connectionCount(); }

Q_SIGNALS:
    void allClosed();

private:
    void deliver(DoorRoute route, QWebSocket *socket);
    void reportIfClosed();

    ServerSettings m_settings;
    const bool m_isConformance;
    AccessToken m_token;
    RateLimiter m_limiter;
    ResumeDesk m_desk;
    bool m_isClosing = false;
    const AdminPages m_pages;
    // Connections die before the door, which owns the TCP sockets beneath them.
    FrontDoor m_door;
    ExaiFrontEnd m_exai;
    mcp::McpFrontEnd m_mcp;
    mcp::McpLocalFrontEnd m_mcpLocal;
    mcp::McpWsFrontEnd m_mcpWs;
    MonitorFrontEnd m_monitor;
};

} // namespace exaid
