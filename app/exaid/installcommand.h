#pragma once

#include <QStringList>

namespace exaid {

// `exaid install`: writes, shows or removes our entry in the configuration of an MCP host. Blocking. Returns
// the exit code: 2 wrong options, 1 the file can't be read or written or does not parse.
int runInstall(const QStringList &arguments);

} // namespace exaid
