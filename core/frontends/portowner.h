#pragma once

// Which process listens on a TCP port, for the message of a failed start. Reads the system's tables, so it
// blocks for some milliseconds: start-up only. Empty when it cannot be told (other system, other user's
// process).

#include <QString>

namespace exaid {

QString portOwner(quint16 port); // "python3 (pid 4711)"

} // namespace exaid
