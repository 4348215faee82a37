#pragma once

// What the health file says. The names are those that older status scripts read. Pure; any thread.

#include "core/monitoring/snapshot.h"

#include <QJsonObject>

namespace exaid {

// t, pid, host, port, started_at, uptime_human, sessions, global_capacity, global_inflight, tool_count.
QJsonObject healthFields(const Snapshot &snapshot);

// "0:00:38", "1 day, 2:03:04".
QString uptimeText(std::chrono::seconds uptime);

} // namespace exaid
