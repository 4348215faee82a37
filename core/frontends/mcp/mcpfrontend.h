#pragma once

// MCP as the daemon composes it: what is served, who has which seat, and (HTTP) the sessions. Transports that
// are not HTTP take context() and make McpPeers of their own. Core thread; owned by FrontEnds.

#include "core/frontends/mcp/hostpatience.h"
#include "core/frontends/mcp/http/mcphttpserver.h"
#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/mcpofferings.h"
#include "core/frontends/mcp/mcppeers.h"
#include "core/frontends/mcp/mcpseats.h"
#include "core/frontends/mcp/resourcenews.h"
#include "core/frontends/mcp/stateseal.h"
#include "core/frontends/mcp/taskdesk.h"

#include <QObject>
#include <functional>

namespace exaid::mcp {

class McpFrontEnd final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        const ServerSettings &settings;
        TimerService &timers;
        CallService &calls;
        SessionRegistry &sessions;
        const ToolCatalog &tools;
        EventLog &events;
        const AccessToken &token;
        ResumeDesk &desk;
        std::function<QStringList()> modelNames; // for completion; may be empty
        bool conformance = false; // fixtures of the official suite; never in a daemon that people use
        ResourceNews::Sources news = {};
    };

    explicit McpFrontEnd(const Parts &parts);
    ~McpFrontEnd() override;

    const McpContext &context() const { return m_context; }
    McpOfferings &offerings() { return m_offerings; }
    McpHttpServer &http() { return m_http; }

    // Ends the connections and sessions of that seat, whatever their transport, once its calls, which the
    // caller has cancelled, are answered. Returns how many there are; 0: it is not an MCP client's.
    int closeSession(SessionId session, int closeCode, const QString &reason);

private:
    struct Ending
    {
        QString identity;
        int closeCode = 0;
        QString reason;
    };
    void endSessions();

    const Parts m_parts;
    StateSeal m_seal;
    McpSeats m_seats;
    McpPeers m_peers;
    const HostPatience m_patience;
    TaskDesk m_tasks; // its work holds seats
    McpOfferings m_offerings;
    ResourceNews m_news;
    const McpContext m_context;
    McpHttpServer m_http;
    QList<Ending> m_endings;
    Timer m_endTimer;
};

} // namespace exaid::mcp
