#pragma once

// The monitor feed over WebSocket (path /monitor): hands each published snapshot and event to the readers.
// Core thread.

#include "core/frontends/admin/monitorcontext.h"
#include "core/monitoring/monitorevent.h"

#include <QObject>
#include <QSet>

class QWebSocket;

namespace exaid {

class MonitorConnection;

class MonitorFrontEnd final : public QObject
{
    Q_OBJECT
public:
    explicit MonitorFrontEnd(MonitorContext context);
    ~MonitorFrontEnd() override;

    // Takes over an upgraded socket that has not greeted yet.
    void take(QWebSocket *socket);
    void closeAll(int code, const QString &reason);
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

Q_SIGNALS:
    void connectionEnded();

private:
    void publishSnapshot(const Snapshot &snapshot);
    void publishEvents(const QList<MonitorEvent> &events);

    const MonitorContext m_context;
    QSet<MonitorConnection *> m_connections; // children
};

} // namespace exaid
