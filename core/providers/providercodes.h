#pragma once

// The error codes that providers send in their bodies, and what they mean for asking again. Pure.

#include <QJsonObject>
#include <QString>

namespace exaid {

// "1302", "engine_overloaded_error", … of an error body or event; the telling one when there are several.
// Empty: none.
QString providerCodeIn(const QJsonObject &answer);

// Alive, but wants less for the moment.
bool isOverloadCode(const QString &providerCode);
// Quota or balance: only its owner can mend it.
bool isExhaustedCode(const QString &providerCode);

} // namespace exaid
