#pragma once

// `exaid load`: a bounded load run against a running daemon. Runs the application's event loop. Returns the
// exit code.

#include <QStringList>

namespace exaid::lab {

// arguments: the program, then what follows the command.
int runLoad(const QStringList &arguments);

} // namespace exaid::lab
