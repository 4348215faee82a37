#pragma once

// MCP over the local socket: owns the door and its connections. Core thread; what it is given outlives it.

#include "core/frontends/local/localdoor.h"
#include "core/frontends/mcp/mcpcontext.h"

#include <QObject>
#include <QSet>

namespace exaid {

class AccessToken;

namespace mcp {

class McpLocalConnection;

class McpLocalFrontEnd final : public QObject
{
    Q_OBJECT
public:
    McpLocalFrontEnd(const McpContext &context, const AccessToken &token);
    ~McpLocalFrontEnd() override;

    // Error socket_in_use. A path that is unfit is told as an event, and the daemon goes on without.
    Status listen();
    void stopAccepting();
    void closeAll(const QString &reason);
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

Q_SIGNALS:
    void connectionEnded();

private:
    void take(QLocalSocket *socket, const LocalPeer &peer);

    const McpContext &m_context;
    const AccessToken &m_token;
    LocalDoor m_door;
    QSet<McpLocalConnection *> m_connections; // children
};

} // namespace mcp
} // namespace exaid
