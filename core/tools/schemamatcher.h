#pragma once

#include "core/result.h"
#include "core/tools/jsonschemarule.h"

#include <QJsonObject>

namespace exaid {

// Matches data against rules; collects the first error and fills in defaults.
class SchemaMatcher
{
public:
    QJsonValue match(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    const std::optional<Error> &error() const { return m_error; }

private:
    static QJsonValue unquoted(const JsonSchemaRule &rule, const QJsonValue &value);
    void matchNumber(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void matchString(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    QJsonValue matchArray(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    QJsonValue matchObject(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);

    void fail(const QString &path, const QString &what, const QString &hint = {});
    void failGot(const QString &path, const QString &allowed, const QJsonValue &got);

    std::optional<Error> m_error;
};

} // namespace exaid
