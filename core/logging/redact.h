#pragma once

// The last net below Secret: takes out of text and JSON what looks like a key or a token. Pure; any thread.

#include <QJsonObject>
#include <QString>

namespace exaid {

// "Bearer abc" → "Bearer ********", "api_key=abc" → "api_key=********", "sk-abcdef" → "sk-********".
QString redact(const QString &text);
// The values of fields such as token, api_key, authorization, at any depth; other texts as redact() does.
QJsonObject redact(const QJsonObject &object);

// "key=value", quoted when the value has blanks or quotes; for the tail of log lines.
QString kv(QLatin1StringView key, const QString &value);
QString kv(QLatin1StringView key, qint64 value);
QString kv(QLatin1StringView key, double value);

} // namespace exaid
