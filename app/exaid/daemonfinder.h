#pragma once

// Where a running daemon may be: the address of the settings, and what its health file says when the settings
// leave the port open.

#include "core/config/settingsstore.h"
#include "core/time/clock.h"

#include <QList>

namespace exaid {

struct DaemonAddress
{
    QString host;
    int port = 0;
    QString origin; // "settings", "health file /…"

    QString url() const; // ws://127.0.0.1:8079, without a path
};

struct DaemonSearch
{
    QList<DaemonAddress> candidates; // to try in this order
    QString note;                    // what the health file tells, if anything; for people
};

// Reads the health file: blocking, before the event loop runs.
DaemonSearch findDaemon(const LoadedSettings &loaded, const Clock &clock);

} // namespace exaid
