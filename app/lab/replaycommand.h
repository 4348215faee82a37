#pragma once

// `exaid replay`. Needs no event loop and no daemon. Returns the exit code: 0, or 2 for wrong arguments.

#include <QStringList>

namespace exaid::lab {

// arguments: all after the word "replay".
int runReplay(const QStringList &arguments);

} // namespace exaid::lab
