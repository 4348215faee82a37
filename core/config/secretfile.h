#pragma once

// Files that hold secrets: who else may read them, and what is in them. Blocking; start-up or worker pool.

#include "core/result.h"
#include "core/secret.h"

#include <QString>

namespace exaid {

// Error (not_private) when group or others may read or write the file; names the command that repairs it.
// Always fine where the system has no such bits, and for files in `credentialsDir`, where systemd keeps
// others out by the directory.
Status checkPrivate(const QString &path, const QString &credentialsDir);

// The content without surrounding blanks and line ends. Errors: unreadable, not_private, empty, too long (64
// KiB).
Result<Secret> readSecretFile(const QString &path, const QString &credentialsDir);

} // namespace exaid
