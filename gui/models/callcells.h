#pragma once

// What the cells and headers of the calls table say. Pure; GUI thread.

#include "core/monitoring/callpage.h"

#include <QVariant>

namespace exaid::callcells {

// `column` is a CallTableModel::Column; roles as of all our models (ModelRole).
QVariant data(const CallRow &row, int column, int role, qint64 nowMs);
QVariant header(int column, int role);
QString text(const CallRow &row, int column, qint64 nowMs);
CallQuery::Sort sortOf(int column);
// "answered", "timed out (stall)", "streaming", …
QString stateText(const CallRow &row);
// All that it can be, for the width of the column.
QStringList stateTexts();

} // namespace exaid::callcells
