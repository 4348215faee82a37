#include "core/frontends/admin/monitorfrontend.h"

#include "core/frontends/admin/monitorconnection.h"
#include "core/monitoring/monitorhub.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QByteArray snapshotFrame(const Snapshot &snapshot)
{
    const QJsonObject frame{{u"op"_s, u"snapshot"_s}, {u"snapshot"_s, toJson(snapshot)}};
    return QJsonDocument(frame).toJson(QJsonDocument::Compact);
}

MonitorFrontEnd::MonitorFrontEnd(MonitorContext context)
    : m_context(std::move(context))
{
    connect(&m_context.hub, &MonitorHub::snapshotPublished, this, &MonitorFrontEnd::publishSnapshot);
    connect(&m_context.hub, &MonitorHub::eventsPublished, this, &MonitorFrontEnd::publishEvents);
}

// Connections use the context, so they go before it does.
MonitorFrontEnd::~MonitorFrontEnd()
{
    const QList<MonitorConnection *> all =
        findChildren<MonitorConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(all);
}

void MonitorFrontEnd::take(QWebSocket *socket)
{
    auto *connection = new MonitorConnection(socket, m_context, this);
    m_connections.insert(connection);
    connect(connection, &MonitorConnection::ended, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
        Q_EMIT connectionEnded();
    });
}

void MonitorFrontEnd::closeAll(int code, const QString &reason)
{
    const QSet<MonitorConnection *> all = m_connections;
    for (MonitorConnection *connection : all)
        connection->close(code, reason);
}

void MonitorFrontEnd::publishSnapshot(const Snapshot &snapshot)
{
    if (m_connections.isEmpty())
        return;
    const QByteArray frame = snapshotFrame(snapshot);
    for (MonitorConnection *connection : std::as_const(m_connections))
        connection->showSnapshot(frame);
}

void MonitorFrontEnd::publishEvents(const QList<MonitorEvent> &events)
{
    if (m_connections.isEmpty() || events.isEmpty())
        return;
    QJsonArray list;
    for (const MonitorEvent &event : events)
        list.append(toJson(event));
    const QJsonObject frame{{u"op"_s, u"events"_s}, {u"events"_s, list}};
    const QByteArray bytes = QJsonDocument(frame).toJson(QJsonDocument::Compact);
    for (MonitorConnection *connection : std::as_const(m_connections))
        connection->showEvents(bytes);
}

} // namespace exaid
