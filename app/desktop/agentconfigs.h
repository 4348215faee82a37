#pragma once

// What the wizard offers to copy for each MCP host that exaid knows: its entry, and where that belongs. Looks
// at the disk (which of several files is in use, where exaid is installed): worker pool or start-up.

#include "gui/wizard/setupchoices.h"

#include <QMap>

namespace exaid {

// `folder`: of the desktop program, where `exaid` usually lies too. `envFile`: the settings file that was
// given to it; empty: the usual one.
QList<AgentConfig> agentConfigs(const QMap<QString, QString> &environment, const QString &folder,
                                const QString &envFile);

} // namespace exaid
