#pragma once

// One conversation with a daemon's monitor: connects, greets with the token, then sends commands and hands on
// frames. Asynchronous; lives on the thread that makes it. After failed() nothing more comes.

#include "app/exaid/daemonfinder.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/time/timerservice.h"

#include <QJsonObject>
#include <QObject>
#include <QWebSocket>

namespace exaid {

class MonitorClient final : public QObject
{
    Q_OBJECT
public:
    explicit MonitorClient(TimerService &timers, QObject *parent = nullptr);

    // Once per object. `limit`: for connecting and greeting, and again for each answer.
    void open(const DaemonAddress &address, const Secret &token, Duration limit);
    void send(const QString &op);
    // Nothing is expected any more; closes without a further signal.
    void finish();

Q_SIGNALS:
    void greeted();
    void frameArrived(const QJsonObject &frame);
    // not_running: nobody listens; no_answer: somebody does, but is silent; unauthorized; not_exaid: somebody
    // else answers.
    void failed(const exaid::Error &error);

private:
    void greet();
    void read(const QString &text);
    void readGreeting(const QJsonObject &frame);
    void lose();
    void fail(const QString &code, const QString &message, const QString &hint);
    void armDeadline();

    enum class State { Idle, Connecting, Greeting, Serving, Done };

    TimerService &m_timers;
    QWebSocket m_socket;
    DaemonAddress m_address;
    Secret m_token;
    Duration m_limit{};
    State m_state = State::Idle;
    Timer m_deadline;
};

} // namespace exaid
