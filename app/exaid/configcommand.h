#pragma once

#include <QStringList>

namespace exaid {

// `exaid config`: every effective value, its source and default; problems at the end. Returns the exit code:
// 2 with errors.
int runConfig(const QStringList &arguments);

} // namespace exaid
