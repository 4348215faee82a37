#pragma once

// A line of CSV as of RFC 4180: UTF-8, CRLF, quotes where they are needed. A cell that a spreadsheet would
// take for a formula (it begins with = + - @, a tab or a return) gets an apostrophe before it, unless it is a
// plain number. Pure.

#include <QByteArray>
#include <QStringList>

namespace exaid {

QByteArray csvLine(const QStringList &cells);

} // namespace exaid
