#pragma once

// Asks whether anybody listens at one of some addresses, one after the other, a second each at most. GUI
// thread. One use.

#include "app/exaid/daemonfinder.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <QTcpSocket>

namespace exaid {

class DaemonProbe final : public QObject
{
    Q_OBJECT
public:
    DaemonProbe(const QList<DaemonAddress> &candidates, TimerService &timers, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    // Exactly one of the two, from the event loop.
    void found(const exaid::DaemonAddress &address);
    void nobody();

private:
    void next();

    QList<DaemonAddress> m_left;
    TimerService &m_timers;
    QTcpSocket m_socket;
    Timer m_limit;
};

} // namespace exaid
