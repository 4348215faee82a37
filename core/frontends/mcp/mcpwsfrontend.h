#pragma once

// MCP over the WebSocket port: owns the connections whose first frame turned out to be JSON-RPC. Core thread;
// what it is given outlives it.

#include "core/frontends/mcp/mcpcontext.h"

#include <QObject>
#include <QSet>
#include <memory>

namespace exaid {

class AccessToken;
class WsLink;

namespace mcp {

class McpWsConnection;

class McpWsFrontEnd final : public QObject
{
    Q_OBJECT
public:
    McpWsFrontEnd(const McpContext &context, const AccessToken &token);
    ~McpWsFrontEnd() override;

    void take(std::unique_ptr<WsLink> link, const QString &firstFrame);
    void closeAll(int code, const QString &reason);
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

Q_SIGNALS:
    void connectionEnded();

private:
    const McpContext &m_context;
    const AccessToken &m_token;
    QSet<McpWsConnection *> m_connections; // children
};

} // namespace mcp
} // namespace exaid
