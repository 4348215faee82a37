#pragma once

// One compiled schema: plain values. Between SchemaCompiler, which makes it, and SchemaMatcher, which reads
// it.

#include <QJsonArray>
#include <QJsonValue>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>

namespace exaid {

enum JsonTypeFlag {
    NullType = 1,
    BooleanType = 2,
    IntegerType = 4,
    NumberType = 8,
    StringType = 16,
    ArrayType = 32,
    ObjectType = 64
};

struct JsonSchemaRule
{
    int types = 0;      // JsonTypeFlags; 0: any
    QJsonArray allowed; // enum; empty: any
    std::map<QString, std::shared_ptr<const JsonSchemaRule>> properties;
    QStringList required;
    bool additional = true;
    std::optional<double> minimum, maximum, above, below;
    std::optional<double> minLength, maxLength, minItems, maxItems;
    std::optional<QRegularExpression> pattern;
    std::shared_ptr<const JsonSchemaRule> items;
    QJsonValue fallback{QJsonValue::Undefined};
};

} // namespace exaid
