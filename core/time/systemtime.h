#pragma once

// The real clock, and timers on the Qt event loop of the thread that makes the service. Nothing else reads
// the system's time.

#include "core/time/timerservice.h"
#include "core/time/waketimer.h"

#include <QObject>
#include <QTimer>

namespace exaid {

class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
    WallTime wallNow() const override;
};

// What is due runs after the sockets of the same turn of the loop: what has arrived in time counts as in
// time.
class SystemTimerService final : public QObject, public TimerService
{
    Q_OBJECT
public:
    explicit SystemTimerService(const Clock &clock);

protected:
    void rearm() override;

private:
    void fire();

    QTimer m_turn; // of zero length
    WakeTimer m_wake;
};

} // namespace exaid
