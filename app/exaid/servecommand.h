#pragma once

#include <QStringList>

namespace exaid {

// `exaid serve`: runs the daemon until it is asked to end. Returns the exit code: 2 bad settings, 3 port in
// use, 1 it could not start for another reason, 0 after a clean end.
int runServe(const QStringList &arguments);

} // namespace exaid
