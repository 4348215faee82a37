#pragma once

// Answers what the dashboard asks, in process or over WebSocket: pages of the history of calls, one call with
// all its clocks; and what it wants of a session: another limit, another priority, the end of its
// connections, each told as an event with old and new. Core thread. The parts must outlive the desk, and the
// desk the hub's last question.

#include "core/monitoring/monitorrequest.h"

#include <QObject>

namespace exaid {

class AdmissionDriver;
class CallEngine;
class CallHistory;
class EventLog;
class FrontEnds;
class MonitorHub;
class SessionRegistry;
struct Session;

class MonitorDesk final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        CallEngine &calls;
        CallHistory &history;
        SessionRegistry &sessions;
        AdmissionDriver &admission;
        FrontEnds &frontEnds;
        EventLog &events;
    };

    MonitorDesk(MonitorHub &hub, const Parts &parts);

private:
    void answerCallsPage(const QJsonObject &question, const MonitorReply &reply);
    void answerCallDetails(const QJsonObject &question, const MonitorReply &reply);

    void limitSession(const QJsonObject &question, const MonitorReply &reply);
    void prioritiseSession(const QJsonObject &question, const MonitorReply &reply);
    void disconnectSession(const QJsonObject &question, const MonitorReply &reply);
    // Replies with the error when there is no such session.
    const Session *sessionOf(const QJsonObject &question, const MonitorReply &reply) const;

    const Parts m_parts;
};

} // namespace exaid
