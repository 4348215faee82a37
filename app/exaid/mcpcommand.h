#pragma once

#include <QStringList>

namespace exaid {

// `exaid mcp`: what an MCP host starts and talks to over its standard streams. Blocking, without an event
// loop. Returns the exit code: 2 bad options or settings, 0 after the host is gone.
int runMcp(const QStringList &arguments);

} // namespace exaid
