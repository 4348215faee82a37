#include "core/frontends/exai/exaifrontend.h"

#include "core/frontends/exai/exaiconnection.h"
#include "core/frontends/wslink.h"

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
    connect(connection, &ExaiConnection::otherProtocolSpoken, this,
            [this, connection](const QString &firstFrame) { handOn(connection, firstFrame); });
}

void ExaiFrontEnd::handOn(ExaiConnection *connection, const QString &firstFrame)
{
    std::unique_ptr<WsLink> link = connection->releaseLink();
    m_connections.remove(connection);
    connection->deleteLater();
    m_context.otherProtocol(std::move(link), firstFrame);
}

void ExaiFrontEnd::closeAll(int code, const QString &reason)
{
    const QSet<ExaiConnection *> all = m_connections;
    for (ExaiConnection *connection : all)
        connection->close(code, reason);
}

int ExaiFrontEnd::closeSession(SessionId session, int code, const QString &reason)
{
    int closing = 0;
    for (ExaiConnection *connection : m_connections) {
        if (connection->session() != session)
            continue;
        connection->closeSoon(code, reason);
        ++closing;
    }
    return closing;
}

} // namespace exaid
