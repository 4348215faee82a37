#pragma once

// Starts the daemon for a bridge, in a session of its own: it outlives bridge and host. Of several bridges
// that want one at the same time, one starts it and the others wait. Blocks for the time of two forks.

#include "core/frontends/local/filelock.h"

#include <QString>
#include <QStringList>
#include <memory>

namespace exaid {

class DaemonStart
{
public:
    enum class Step {
        Waiting, // a daemon is on its way, started by this bridge or another
        Failed,  // see why()
    };

    DaemonStart(QString program, QStringList arguments, QString lockFile, QString log);
    ~DaemonStart();
    Q_DISABLE_COPY_MOVE(DaemonStart)

    // To be called now and then, each time after another look whether the daemon is there.
    Step advance();
    // What the daemon said last.
    QString why() const;

private:
    bool launch();
    bool hasEnded() const;

    const QString m_program;
    const QStringList m_arguments;
    const QString m_lockFile;
    const QString m_log;
    std::shared_ptr<FileLock> m_lock;
    QString m_why;
    int m_lifeline = -1; // its other end is the daemon's, and closes with it
};

} // namespace exaid
