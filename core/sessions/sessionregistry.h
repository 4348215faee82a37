#pragma once

// Who is connected. A session is one agent; it may have several connections (same session id). It ends with
// its last connection, or later, while calls of a client that may come back still run. Core thread.

#include "core/ids.h"
#include "core/monitoring/snapshot.h"
#include "core/result.h"
#include "core/sessions/minutecounter.h"
#include "core/threadbound.h"
#include "core/time/clock.h"

#include <QHash>
#include <QString>
#include <functional>
#include <map>
#include <optional>

namespace exaid {

struct SessionInfo
{
    QString wantedName; // the client's own session id; used when it fits [A-Za-z0-9_-]{3,64}, else a fresh
                        // UUID is assigned
    QString client;
    QString transport;
    QString address;
};

struct Session
{
    SessionId id;
    QString name; // public, unguessable unless the client chose it
    SessionInfo info;
    WallTime since{};
    int connections = 0;
    int holds = 0;     // calls that run on for a client that may come back
    qint64 total = 0;  // calls finished
    qint64 failed = 0; // of them without an answer
    QString lastError;
    bool batch = false;       // calls that say nothing of their priority are batch
    std::optional<int> limit; // of its own; none: SESSION_MAX_INFLIGHT
    MinuteCounter rate;       // of finished calls
};

class SessionRegistry
{
public:
    explicit SessionRegistry(const Clock &clock, int maxSessions);

    // Error code OVER_CAPACITY naming SESSION_MAX_CONCURRENT. Each success needs one leave().
    Result<SessionId> join(const SessionInfo &info);
    // True when the session is gone now: this was its last connection and nothing holds it.
    bool leave(SessionId id);
    // Keeps the session, though its connections go. Each hold needs one release().
    void hold(SessionId id);
    // True when the session is gone now.
    bool release(SessionId id);
    // Called with each session that has gone.
    void setEndListener(std::function<void(SessionId)> listener) { m_ended = std::move(listener); }

    const Session *find(SessionId id) const;
    const Session *findByName(const QString &name) const;
    void recordFinished(SessionId id, const QString &error);
    // For as long as the session lives. Unknown ids are ignored.
    void setBatch(SessionId id, bool batch);
    void setLimit(SessionId id, std::optional<int> limit);
    void setMaxSessions(int maxSessions) { m_maxSessions = maxSessions; }
    int maxSessions() const { return m_maxSessions; }
    int count() const { return static_cast<int>(m_sessions.size()); }
    const std::map<SessionId, Session> &all() const { return m_sessions; }

private:
    bool endIfDeserted(SessionId id);

    const ThreadBound m_thread;
    const Clock &m_clock;
    int m_maxSessions;
    quint64 m_lastId = 0;
    std::map<SessionId, Session> m_sessions;
    QHash<QString, SessionId> m_byName;
    std::function<void(SessionId)> m_ended;
};

} // namespace exaid
