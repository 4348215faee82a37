#include "core/frontends/exai/exaifrontend.h"

#include "core/frontends/exai/exaiconnection.h"

namespace exaid {

ExaiFrontEnd::ExaiFrontEnd(ExaiContext context)
    : m_context(std::move(context))
{}

// Connections use the context, so they go before it does.
ExaiFrontEnd::~ExaiFrontEnd()
{
    const QList<ExaiConnection *> all = findChildren<ExaiConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(all);
}

void ExaiFrontEnd::take(QWebSocket *socket)
{
    auto *connection = new ExaiConnection(++m_lastNumber, socket, m_context, this);
    m_connections.insert(connection);
    connect(connection, &ExaiConnection::ended, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
        Q_EMIT connectionEnded();
    });
}

void ExaiFrontEnd::closeAll(int code, const QString &reason)
{
    const QSet<ExaiConnection *> all = m_connections;
    for (ExaiConnection *connection : all)
        connection->close(code, reason);
}

} // namespace exaid
