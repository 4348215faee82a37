#pragma once

// "Did you mean …?" for names that people and agents type. Pure; any thread.

#include <QString>
#include <QStringList>

namespace exaid {

// The names closest to `wanted`, best first: those that contain it or differ by few letters. Empty when
// nothing is near.
QStringList nearestNames(const QString &wanted, const QStringList &names, int atMost = 3);

} // namespace exaid
