#include "core/frontends/mcp/mcpwsfrontend.h"

#include "core/frontends/mcp/mcpwsconnection.h"

namespace exaid::mcp {

McpWsFrontEnd::McpWsFrontEnd(const McpContext &context, const AccessToken &token)
    : m_context(context)
    , m_token(token)
{}

McpWsFrontEnd::~McpWsFrontEnd()
{
    const QList<McpWsConnection *> all =
        findChildren<McpWsConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(all);
}

void McpWsFrontEnd::take(std::unique_ptr<WsLink> link, const QString &firstFrame)
{
    auto *connection = new McpWsConnection(std::move(link), m_context, m_token, this);
    m_connections.insert(connection);
    connect(connection, &McpWsConnection::ended, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
        Q_EMIT connectionEnded();
    });
    connection->begin(firstFrame);
}

void McpWsFrontEnd::closeAll(int code, const QString &reason)
{
    const QSet<McpWsConnection *> all = m_connections;
    for (McpWsConnection *connection : all)
        connection->close(code, reason);
}

} // namespace exaid::mcp
