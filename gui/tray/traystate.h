#pragma once

// What the tray icon says, from what is known of the daemon. Pure; any thread.

#include "core/monitoring/monitorfeed.h"

#include <QString>

namespace exaid {

enum class TrayKind {
    Disconnected, // no live data
    Idle,         // nothing runs
    Working,      // calls run, nobody waits
    Full,         // calls wait for a slot
    Attention,    // a leak was found and is not yet recovered
    Degraded,     // a provider fails and is left alone
    Paused,       // the user lets nobody in
    Draining,     // the daemon finishes its calls and stops
};

struct TrayState
{
    TrayKind kind = TrayKind::Disconnected;
    int running = 0; // calls past the queue
    QString title;   // first line of the tool tip
    QString detail;  // second line

    static TrayState from(MonitorFeed::Link link, const Snapshot &snapshot);

    bool operator==(const TrayState &) const = default;
};

} // namespace exaid
