#pragma once

// The EXAI WebSocket front end: owns its connections. Core thread. It only translates: limits on calls are
// the engine's.

#include "core/frontends/exai/exaicontext.h"
#include "core/ids.h"

#include <QObject>
#include <QSet>

class QWebSocket;

namespace exaid {

class ExaiConnection;

class ExaiFrontEnd final : public QObject
{
    Q_OBJECT
public:
    explicit ExaiFrontEnd(ExaiContext context);
    ~ExaiFrontEnd() override;

    // Takes over an upgraded socket that has not greeted yet.
    void take(QWebSocket *socket);
    void closeAll(int code, const QString &reason);
    // How many connections the session had.
    int closeSession(SessionId session, int code, const QString &reason);
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

Q_SIGNALS:
    void connectionEnded();

private:
    void handOn(ExaiConnection *connection, const QString &firstFrame);

    const ExaiContext m_context;
    quint64 m_lastNumber = 0;
    QSet<ExaiConnection *> m_connections; // children
};

} // namespace exaid
