#pragma once

// One session of a load run: a WebSocket to the daemon's EXAI front end, on which it calls according to its
// plan. States: Idle → Connecting → Greeting → Ready → Running → Ending → Closed; a fault leads to Closed
// from anywhere. Each call sent yields exactly one sample. Lives on the thread of the TimerService; owns its
// socket.

#include "app/lab/load/callsample.h"
#include "app/lab/load/loadplan.h"
#include "core/time/timerservice.h"

#include <QJsonObject>
#include <QObject>
#include <QWebSocket>
#include <map>
#include <random>
#include <set>

namespace exaid::lab {

class LoadSession final : public QObject
{
    Q_OBJECT
public:
    LoadSession(int index, const LoadPlan &plan, TimerService &timers, QObject *parent = nullptr);

    void connectToDaemon(); // then ready() or closed()
    void begin(TimePoint start);
    // Sends nothing more and cancels what is outstanding; closed() follows when all is answered.
    void end();
    // Closes at once, with this fault or one about the calls left open.
    void giveUp(const QString &fault);

    bool isReady() const { return m_state == State::Ready; }
    bool isClosed() const { return m_state == State::Closed; }
    int outstanding() const { return static_cast<int>(m_calls.size()); }
    int sent() const { return m_sent; }
    int leftOut() const { return m_leftOut; } // Poisson arrivals beyond the plan's `outstanding`
    // Error frames that name no call.
    int strayErrors() const { return m_strayErrors; }
    QString fault() const { return m_fault; } // empty: none

Q_SIGNALS:
    void ready();
    void sampled(const exaid::lab::CallSample &sample);
    void closed();

private:
    enum class State { Idle, Connecting, Greeting, Ready, Running, Ending, Closed };
    struct Call
    {
        QString model;
        Duration sent{};
        std::optional<Duration> firstSign;
    };

    const SessionPlan &self() const { return m_plan.sessions.at(static_cast<size_t>(m_index)); }
    void greet();
    void read(const QString &text);
    void readHelloAck(const QJsonObject &frame);
    void readFinal(const QString &requestId, const QJsonObject &frame);
    void socketStateChanged(QAbstractSocket::SocketState state);
    void sendCall();
    void sendLater(Duration delay);
    void sendDue();
    void scheduleArrival();
    void sendFrame(const QJsonObject &frame);
    void close(const QString &fault);
    QString pickModel();
    double uniform();
    Duration now() const { return m_timers.now() - m_start; }

    const int m_index;
    const LoadPlan &m_plan;
    TimerService &m_timers;
    std::mt19937_64 m_random;
    QWebSocket m_socket;
    State m_state = State::Idle;
    QString m_fault;
    TimePoint m_start{};
    std::map<QString, Call> m_calls; // by request id
    std::multiset<TimePoint> m_due;  // calls to send later
    Timer m_timer;
    int m_sent = 0;
    int m_leftOut = 0;
    int m_strayErrors = 0;
};

} // namespace exaid::lab
