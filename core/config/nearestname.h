#pragma once

// Finds what somebody meant to write. Pure; any thread.

#include <QStringList>

namespace exaid {

// Number of letters to insert, delete, replace or swap with their neighbour to make one of the other.
int editDistance(QStringView a, QStringView b);

// The closest of the names, or the shortest that goes on where this one ends; empty when none is close (more
// than about a third of the letters differ).
QString nearestName(const QString &name, const QStringList &known);

} // namespace exaid
