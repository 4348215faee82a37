#include "core/frontends/frontends.h"

#include "core/frontends/wslink.h"
#include "core/time/timerservice.h"

#include <QWebSocket>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

FrontEnds::FrontEnds(const ServerSettings &settings, const Parts &parts)
    : m_settings(settings)
    , m_isConformance(parts.conformance)
    , m_token(settings.token)
    , m_limiter(parts.timers.clock(), m_settings)
    , m_desk(m_settings, parts.timers, parts.calls, parts.sessions, parts.events)
    , m_pages(m_token, parts.makeSnapshot, parts.metricTotals)
    , m_door(
          m_settings, parts.timers, [this](DoorRoute route, QWebSocket *socket) { deliver(route, socket); },
          [this](DoorRoute, QTcpSocket *socket) { m_mcp.http().take(socket); },
          [this](const std::optional<QHostAddress> &from, TimePoint since) {
              return m_mcp.http().endDawdler(from, since);
          },
          [this](DoorPage page, const HttpHead &head) { return m_pages.page(page, head); })
    , m_exai({m_settings, parts.timers, parts.calls, parts.sessions, parts.tools, parts.events, m_token,
              m_limiter, m_desk, parts.healthExtras, parts.timers.now(),
              [this](std::unique_ptr<WsLink> link, const QString &firstFrame) {
                  m_mcpWs.take(std::move(link), firstFrame);
              }})
    , m_mcp({m_settings,
             parts.timers,
             parts.calls,
             parts.sessions,
             parts.tools,
             parts.events,
             m_token,
             m_desk,
             parts.modelNames,
             parts.conformance,
             {parts.makeSnapshot, parts.modelsRevision}})
    , m_mcpLocal(m_mcp.context(), m_token)
    , m_mcpWs(m_mcp.context(), m_token)
    , m_monitor(
          {m_settings, parts.timers, parts.hub, parts.events, m_token, parts.makeSnapshot, parts.requestStop})
{
    connect(&m_exai, &ExaiFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
    connect(&m_monitor, &MonitorFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
    connect(&m_mcp.http(), &mcp::McpHttpServer::connectionEnded, this, &FrontEnds::reportIfClosed);
    connect(&m_mcpLocal, &mcp::McpLocalFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
    connect(&m_mcpWs, &mcp::McpWsFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
}

FrontEnds::~FrontEnds() = default;

Result<quint16> FrontEnds::listen()
{
    const bool isLocal = m_settings.host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
                         QHostAddress(m_settings.host).isLoopback();
    if (!isLocal && m_isConformance) {
        return Error{u"conformance_beyond_loopback"_s,
                     u"will not listen on %1 with the fixtures of --conformance"_s.arg(m_settings.host),
                     u"set EXAI_WS_HOST to 127.0.0.1, or leave out --conformance"_s};
    }
    if (!isLocal && !m_token.isSet()) {
        return Error{u"token_required"_s,
                     u"will not listen on %1 without a token: it is reachable from other machines"_s.arg(
                         m_settings.host),
                     u"set EXAI_WS_TOKEN (16 characters or more), or EXAI_WS_HOST to 127.0.0.1"_s};
    }
    auto port = m_door.listen();
    if (!port)
        return port;
    // Whoever finds the socket finds a daemon: the port comes first.
    if (const Status local = m_mcpLocal.listen(); !local) {
        m_door.stopAccepting();
        return local.error();
    }
    return port;
}

void FrontEnds::applySettings(const ServerSettings &settings)
{
    m_settings = settings;
    m_token.configure(settings.token);
    m_desk.refresh();
}

void FrontEnds::stopAccepting()
{
    m_door.stopAccepting();
    m_mcpLocal.stopAccepting();
    m_desk.closeForGood();
}

void FrontEnds::closeAll(int code, const QString &reason)
{
    m_isClosing = true;
    m_desk.closeForGood();
    m_exai.closeAll(code, reason);
    m_monitor.closeAll(code, reason);
    m_mcp.http().closeAll();
    m_mcpLocal.closeAll(reason);
    m_mcpWs.closeAll(code, reason);
    QMetaObject::invokeMethod(this, &FrontEnds::reportIfClosed, Qt::QueuedConnection);
}

void FrontEnds::deliver(DoorRoute route, QWebSocket *socket)
{
    if (route == DoorRoute::Monitor)
        m_monitor.take(socket);
    else
        m_exai.take(socket);
}

void FrontEnds::reportIfClosed()
{
    const int open = m_exai.connectionCount() + m_monitor.connectionCount() + m_mcp.http().connectionCount() +
                     m_mcpLocal.connectionCount() + m_mcpWs.connectionCount();
    if (!m_isClosing || open > 0)
        return;
    m_isClosing = false;
    Q_EMIT allClosed();
}

int FrontEnds::closeSession(SessionId session, int code, const QString &reason)
{
    return m_exai.closeSession(session, code, reason) + m_mcp.closeSession(session, code, reason);
}

} // namespace exaid
