#pragma once

// What goes into the diagnostics bundle, as text files: what the daemon told (scrubbed by it), and what the
// window knows of itself. Pure; any thread.

#include "app/desktop/zipwriter.h"

#include <QJsonObject>

namespace exaid {

// `fromDaemon`: its answer to "diagnostics"; empty when it could not be asked, which `problem` explains.
// `window`: facts of the window. Both pass the redaction once more.
QList<ZipEntry> bundleEntries(const QJsonObject &fromDaemon, const QJsonObject &window,
                              const QString &problem);

} // namespace exaid
