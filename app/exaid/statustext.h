#pragma once

// A snapshot as a page of text for a terminal. Pure.

#include "core/monitoring/snapshot.h"

namespace exaid {

QString statusText(const Snapshot &snapshot);

// "0.4 s", "38 s", "4 m 05 s", "3 h 10 m".
QString ageText(qint64 milliseconds);

// Texts of clients without control characters, cut to the width, so that nobody writes to the reader's
// terminal.
QString terminalSafe(const QString &text, qsizetype longest);

} // namespace exaid
