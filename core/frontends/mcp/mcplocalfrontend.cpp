#include "core/frontends/mcp/mcplocalfrontend.h"

#include "core/frontends/mcp/mcplocalconnection.h"
#include "core/monitoring/eventlog.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

McpLocalFrontEnd::McpLocalFrontEnd(const McpContext &context, const AccessToken &token)
    : m_context(context)
    , m_token(token)
    , m_door(context.settings, [this](QLocalSocket *socket, const LocalPeer &peer) { take(socket, peer); })
{}

// Connections go before the door that counts their sockets.
McpLocalFrontEnd::~McpLocalFrontEnd()
{
    const QList<McpLocalConnection *> all =
        findChildren<McpLocalConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(all);
}

Status McpLocalFrontEnd::listen()
{
    const Status listening = m_door.listen();
    if (!listening && listening.error().code == "no_socket"_L1) {
        m_context.events.add(EventLevel::Warning, u"no_socket"_s,
                             QString(listening.error().message + "; "_L1 + listening.error().hint));
        return Done{};
    }
    return listening;
}

void McpLocalFrontEnd::stopAccepting()
{
    m_door.stopAccepting();
}

void McpLocalFrontEnd::closeAll(const QString &reason)
{
    const QSet<McpLocalConnection *> all = m_connections;
    for (McpLocalConnection *connection : all)
        connection->close(reason);
}

void McpLocalFrontEnd::take(QLocalSocket *socket, const LocalPeer &peer)
{
    auto *connection = new McpLocalConnection(socket, peer, m_context, m_token, this);
    m_connections.insert(connection);
    connect(connection, &McpLocalConnection::ended, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
        Q_EMIT connectionEnded();
    });
}

} // namespace exaid::mcp
