#pragma once

#include "core/result.h"
#include "core/tools/jsonschemarule.h"

#include <QJsonObject>

namespace exaid {

// Turns a definition into rules, refusing what it does not understand.
class SchemaCompiler
{
public:
    std::shared_ptr<const JsonSchemaRule> compile(const QJsonObject &schema, const QString &path, int depth);
    const std::optional<Error> &error() const { return m_error; }

private:
    void apply(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value, const QString &path,
               int depth);
    void applyTypes(JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void applyProperties(JsonSchemaRule &rule, const QJsonValue &value, const QString &path, int depth);
    void applyPattern(JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    static std::optional<double> JsonSchemaRule::*numberOf(const QString &keyword);

    void fail(const QString &path, const QString &what);

    std::optional<Error> m_error;
};

} // namespace exaid
