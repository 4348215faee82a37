#pragma once

// `exaid mcp`: between a host's standard streams and the daemon's local socket. One process for each session
// of a host, so it is small: no Qt event loop, no thread. Runs until the host closes its end, SIGTERM,
// SIGINT, SIGHUP, or the host's death.

#include "core/secret.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace exaid {

struct BridgeSetup
{
    QString socketPath;
    Secret token;
    qint64 maxLine = 33'554'432;
    bool mayStart = true; // the daemon, where none runs
    QString program;      // that is the daemon when started with:
    QStringList serveArguments;
    QString startLog; // where a daemon that does not start says why
    QString version;
};

// Blocking. The exit code of the process.
int runBridge(const BridgeSetup &setup);

} // namespace exaid
