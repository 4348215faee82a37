#pragma once

// `exaid stop`: asks a running daemon to drain, and waits until its port is closed. Asynchronous; finished()
// comes once, from the event loop.

#include "app/exaid/monitorclient.h"
#include "core/config/settingsstore.h"

#include <QObject>
#include <QTcpSocket>
#include <memory>

namespace exaid {

class StopCommand final : public QObject
{
    Q_OBJECT
public:
    // patience: how long the daemon may take after it was asked.
    StopCommand(const LoadedSettings &loaded, Duration patience, TimerService &timers,
                QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    enum class State { Asking, Waiting, Done };

    void tryNext();
    void readFrame(const QJsonObject &frame);
    void handleFailure(const Error &error);
    void waitForEnd();
    void probe();
    void probeEnded();
    void checkEnded();
    void end(int exitCode, const QString &message);

    TimerService &m_timers;
    const Secret m_token;
    const Duration m_patience;
    DaemonSearch m_search;
    DaemonAddress m_address;
    QStringList m_tried;
    State m_state = State::Asking;
    qint64 m_pid = 0;
    bool m_connectionClosed = false;
    bool m_portClosed = false;
    std::unique_ptr<MonitorClient> m_client;
    QTcpSocket m_probe;
    Timer m_nextProbe;
    Timer m_deadline;
};

// Parses, runs the event loop, returns the exit code: 0 stopped, 3 not running, 1 still there.
int runStop(const QStringList &arguments);

} // namespace exaid
