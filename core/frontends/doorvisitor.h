#pragma once

// One TCP connection while the front door deals with it: the head is peeked, never consumed, so that the
// WebSocket handshake finds it whole. A child of its socket: both die together. Core thread.

#include "core/frontends/connectioncounter.h"
#include "core/frontends/doorpolicy.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <functional>

class QTcpSocket;

namespace exaid {

class DoorVisitor final : public QObject
{
    Q_OBJECT
public:
    static constexpr Duration HeadTimeout = std::chrono::seconds(5);

    // `handOver` is called once when the socket is to be handed over; after that the visitor only watches the
    // time.
    DoorVisitor(QTcpSocket *socket, ConnectionCounter::Decision decision, const ServerSettings &settings,
                TimerService &timers, std::function<void(DoorVisitor &)> handOver, DoorPages pages);

    // Answers and ends the connection; nothing more is read.
    void answer(const HttpReply &reply);
    // The WebSocket is made, or the HTTP front end has the socket: the visitor lets go of the socket, and
    // puts back what came with the head.
    void handedOver();
    // Cuts the connection if it still stands then.
    void abortAfter(Duration delay);

    // Its head is not waited for any longer: 408, or the cut of what was answered already.
    void timeOut();

    // Its request head is not complete yet.
    bool isReading() const { return m_state == State::Reading; }
    TimePoint since() const { return m_since; }
    QTcpSocket *socket() const { return m_socket; }
    DoorRoute route() const { return m_route; }
    const ConnectionCounter::Decision &decision() const { return m_decision; }

private:
    enum class State { Reading, Answering, HandingOver, HandedOver };

    void readHead();
    void handOver(qsizetype headSize);
    void leaveOnlyHead(qsizetype headSize);
    void putBack(const QByteArray &bytes);
    void dropSocket();

    QTcpSocket *const m_socket;
    const ConnectionCounter::Decision m_decision;
    const ServerSettings &m_settings;
    TimerService &m_timers;
    const TimePoint m_since;
    std::function<void(DoorVisitor &)> m_handOver;
    const DoorPages m_pages;
    Timer m_timer;
    QByteArray m_tail; // what came with the head
    State m_state = State::Reading;
    DoorRoute m_route = DoorRoute::Exai;
    bool m_isHeadRequest = false;
};

} // namespace exaid
