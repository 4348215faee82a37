#pragma once

// JSON values in words, for error messages. Pure; any thread.

#include <QJsonValue>
#include <QString>

namespace exaid {

// JsonTypeFlags of a value; a whole number is both number and integer.
int typeFlagsOf(const QJsonValue &value);
int typeFlagOf(const QString &typeName); // 0: no such type
QString typeNamesOf(int flags);          // "string or null"
QString asJson(const QJsonValue &value); // compact
// As JSON Schema compares: 1 is 1.0, order counts in arrays only.
bool isSameJson(const QJsonValue &a, const QJsonValue &b);

// What a client sent, for an error message: shortened, never a whole document, "(hidden)" when the path
// sounds like a secret.
QString shownValue(const QString &path, const QJsonValue &value);
QString shownName(const QString &name);
QString childPath(const QString &path, const QString &name); // "a.b"
qsizetype characterCount(const QString &text);               // code points

} // namespace exaid
