#include "core/frontends/frontends.h"

#include "core/time/timerservice.h"

#include <QWebSocket>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

FrontEnds::FrontEnds(const ServerSettings &settings, const Parts &parts)
    : m_settings(settings)
    , m_token(settings.token)
    , m_limiter(parts.timers.clock(), m_settings)
    , m_desk(m_settings, parts.timers, parts.calls, parts.sessions, parts.events)
    , m_door(m_settings, parts.timers,
             [this](DoorRoute route, QWebSocket *socket) { deliver(route, socket); })
    , m_exai({m_settings, parts.timers, parts.calls, parts.sessions, parts.tools, parts.events, m_token,
              m_limiter, m_desk, parts.healthExtras, parts.timers.now()})
    , m_monitor(
          {m_settings, parts.timers, parts.hub, parts.events, m_token, parts.makeSnapshot, parts.requestStop})
{
    connect(&m_exai, &ExaiFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
    connect(&m_monitor, &MonitorFrontEnd::connectionEnded, this, &FrontEnds::reportIfClosed);
}

FrontEnds::~FrontEnds() = default;

Result<quint16> FrontEnds::listen()
{
    const bool isLocal = m_settings.host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
                         QHostAddress(m_settings.host).isLoopback();
    if (!isLocal && !m_token.isSet()) {
        return Error{u"token_required"_s,
                     u"will not listen on %1 without a token: it is reachable from other machines"_s.arg(
                         m_settings.host),
                     u"set EXAI_WS_TOKEN (16 characters or more), or EXAI_WS_HOST to 127.0.0.1"_s};
    }
    return m_door.listen();
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
    m_desk.closeForGood();
}

void FrontEnds::closeAll(int code, const QString &reason)
{
    m_isClosing = true;
    m_desk.closeForGood();
    m_exai.closeAll(code, reason);
    m_monitor.closeAll(code, reason);
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
    if (!m_isClosing || m_exai.connectionCount() + m_monitor.connectionCount() > 0)
        return;
    m_isClosing = false;
    Q_EMIT allClosed();
}

} // namespace exaid
