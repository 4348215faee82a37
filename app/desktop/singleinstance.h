#pragma once

// One program for each daemon: the first start holds a lock and listens, later ones ask it to come forward
// and end. Which daemon is meant is in the options, so that two different ones can be watched at once. The
// lock of a program that died is taken over. GUI thread; nothing waits, answers come as signals.

#include "core/time/timerservice.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QObject>

namespace exaid {

struct DesktopOptions;

class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    SingleInstance(const DesktopOptions &options, TimerService &timers);

    // Takes the lock and listens. False: another one runs (or nobody could tell, then true).
    [[nodiscard]] bool claim();
    // Of a second start: asks the first to come forward; answered() follows within three seconds.
    void askFirst();

Q_SIGNALS:
    void raiseRequested(); // of the first
    void answered(bool raised);

private:
    void serve();
    void answer(bool raised);

    TimerService &m_timers;
    const QString m_path;
    QLockFile m_lock;
    QLocalServer m_server;
    QLocalSocket m_socket;
    Timer m_patience;
};

} // namespace exaid
