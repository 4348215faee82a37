#pragma once

// A whole daemon on a thread of its own, as the desktop runs it, so that a test's clients and the daemon
// never share a turn.

#include "core/daemon.h"

#include <QTemporaryDir>
#include <QThread>
#include <atomic>
#include <functional>

namespace exaid::test {

// What admission control says of itself at one moment.
struct AdmissionState
{
    QString violation; // empty: none
    int leases = 0;
    int waiting = 0;
    bool allFree = true; // every pool has all its permits
    double longestHoldMs = 0;
};

class DaemonThread
{
public:
    // A state directory of its own, unless the settings name one.
    explicit DaemonThread(Settings settings);
    ~DaemonThread();
    Q_DISABLE_COPY_MOVE(DaemonThread)

    // Precondition of the rest: started() holds.
    const Status &started() const { return m_status; }
    quint16 port() const { return m_port; }
    // Runs on the daemon's thread; returns when it has.
    void run(const std::function<void(Daemon &)> &what);
    AdmissionState admission();
    bool hasStopped() const { return m_stopped; }
    void loseNextRelease();
    // On the same clock as steadyNs().
    qint64 lastGrantNs();
    QString stateDir() const { return m_directory.path(); }

private:
    QTemporaryDir m_directory;
    QThread m_thread;
    Daemon *m_daemon = nullptr; // lives on m_thread
    Status m_status = Done{};
    quint16 m_port = 0;
    std::atomic<bool> m_stopped = false;
};

// Development limits, Kimi and GLM at the mock, no rate limits, room for many sessions.
Settings settingsFor(const QString &kimiUrl, const QString &glmUrl);

} // namespace exaid::test
