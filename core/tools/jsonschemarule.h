#pragma once

// Compiled schemas: plain values. Between SchemaCompiler, which makes them, and SchemaMatcher, which reads
// them. Rules name each other by address, also in circles ($ref); their book owns all of them.

#include <QJsonArray>
#include <QJsonValue>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

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
    using Other = const JsonSchemaRule *; // null: no such keyword
    using Others = std::vector<Other>;
    using Named = std::map<QString, Other>;

    bool never = false; // the schema `false`
    int types = 0;      // JsonTypeFlags; 0: any
    QJsonArray allowed; // enum; empty: any
    QJsonValue constant{QJsonValue::Undefined};
    QJsonValue fallback{QJsonValue::Undefined};

    Named properties;
    std::vector<std::pair<QRegularExpression, Other>> patternProperties;
    Other additional = nullptr;
    Other names = nullptr; // propertyNames
    QStringList required;
    std::map<QString, QStringList> dependentRequired;
    Named dependentSchemas;

    Others prefixItems;
    Other items = nullptr;
    Other contains = nullptr;
    bool unique = false;

    std::optional<double> minimum, maximum, above, below, multipleOf;
    std::optional<double> minLength, maxLength, minItems, maxItems, minProperties, maxProperties;
    std::optional<double> minContains, maxContains;
    std::optional<QRegularExpression> pattern;

    Other reference = nullptr;
    Others allOf, anyOf, oneOf;
    Other negated = nullptr;
    Other condition = nullptr, consequence = nullptr, alternative = nullptr; // if, then, else
};

struct JsonSchemaBook
{
    std::vector<std::unique_ptr<JsonSchemaRule>> rules;
    const JsonSchemaRule *root = nullptr;
    bool isLenient = false; // see SchemaUse::Arguments
};

} // namespace exaid
