#pragma once

// The one listening socket: accepts, counts, peeks the head, refuses or answers, or upgrades to WebSocket and
// hands on. Speaks to strangers, so every step has a limit: connections (total, per address), head size, head
// time. Core thread.

#include "core/frontends/connectioncounter.h"
#include "core/frontends/dawdlerwatch.h"
#include "core/frontends/doorpolicy.h"
#include "core/result.h"
#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QWebSocketServer>
#include <functional>
#include <optional>

class QTcpSocket;
class QWebSocket;

namespace exaid {

class DoorVisitor;

class FrontDoor final : public QObject
{
    Q_OBJECT
public:
    // Gets each admitted WebSocket, message limits set. The receiver takes it over by giving it a parent; it
    // must die before the front door does, which owns the TCP sockets beneath.
    using Deliver = std::function<void(DoorRoute, QWebSocket *)>;

    // Gets each admitted plain HTTP connection, its first request unread. The receiver owns the socket.
    using DeliverHttp = std::function<void(DoorRoute, QTcpSocket *)>;

    // At a connection limit: ends one HTTP connection (of that address, if one is given) that has waited
    // since that time for a request or for the rest of one, at once. False: there is none.
    using MakeRoom = std::function<bool(const std::optional<QHostAddress> &, TimePoint since)>;

    FrontDoor(const ServerSettings &settings, TimerService &timers, Deliver deliver,
              DeliverHttp deliverHttp = {}, MakeRoom makeRoom = {}, DoorPages pages = {});
    ~FrontDoor() override;

    // Listens on settings.host:port, for a loopback host on ::1 as well where there is one. Returns the port.
    // Errors: port_in_use (names the owner where the system tells), bad_address, permission_denied,
    // listen_failed. May block for some milliseconds.
    Result<quint16> listen();
    void stopAccepting();

    // TCP connections open now, whatever they are.
    int connectionCount() const { return m_counter.open(); }

private:
    void acceptFrom(QTcpServer &server);
    void receive(QTcpSocket *socket);
    ConnectionCounter::Decision admit(const QHostAddress &peer);
    QList<DoorVisitor *> dawdlers(TimePoint since) const;
    bool endDawdler(const std::optional<QHostAddress> &address);
    void handOver(DoorVisitor &visitor);
    void finishUpgrades();
    void pauseAfterError(QTcpServer &server);
    Error listenError(const QHostAddress &address) const;

    const ThreadBound m_thread;
    const ServerSettings &m_settings;
    TimerService &m_timers;
    Deliver m_deliver;
    DeliverHttp m_deliverHttp;
    MakeRoom m_makeRoom;
    const DoorPages m_pages;
    ConnectionCounter m_counter;
    QList<DoorVisitor *> m_visitors;           // oldest first
    QHash<QString, DoorVisitor *> m_upgrading; // by peer address and port
    DawdlerWatch m_watch;
    QWebSocketServer m_upgrader;
    QTcpServer m_server;
    QTcpServer m_server6; // ::1 beside a loopback IPv4
    Timer m_resume;
};

} // namespace exaid
