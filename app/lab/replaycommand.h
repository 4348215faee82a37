#pragma once

// `exaid replay`: needs no daemon and no event loop. Returns the exit code.

#include <QStringList>

namespace exaid::lab {

// arguments: the program, then what follows the command.
int runReplay(const QStringList &arguments);

} // namespace exaid::lab
