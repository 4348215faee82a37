#pragma once

// Checks JSON against JSON Schema 2020-12. Pure and immutable; any thread.
//
// Understood: type, enum, const; properties, patternProperties, additionalProperties, propertyNames,
// required, dependentRequired, dependentSchemas, minProperties, maxProperties; prefixItems, items, contains,
// minContains, maxContains, uniqueItems, minItems, maxItems; minimum, maximum, exclusiveMinimum,
// exclusiveMaximum, multipleOf; minLength, maxLength, pattern; allOf, anyOf, oneOf, not, if, then, else; $ref
// to a place or an anchor of the same schema, $defs, $anchor; schemas `true` and `false`. Notes without
// effect: title, description, default, examples, deprecated, readOnly, writeOnly, format, contentEncoding,
// contentMediaType, $schema (only 2020-12), $comment, x-mcp-header. Any other keyword, $id and a $ref to
// elsewhere among them, is refused by compile(), so that no rule is ever silently ignored and nothing is ever
// fetched. Work is bounded: data deeper than 64 levels or of more than 100 000 values is refused, and so is
// data that would need more than 400 000 comparisons.

#include "core/result.h"

#include <QJsonObject>
#include <memory>

namespace exaid {

struct JsonSchemaBook;

enum class SchemaUse {
    // Arguments of our own tools. Stricter about definitions: `pattern` needs maxLength, `required` names
    // properties that are there, a default must be allowed. Lenient with data, for agents that quote
    // everything: "true" and "false" pass for booleans, and enum strings match in any case; check() hands on
    // the proper value, and fills in defaults.
    Arguments,
    Standard // to the letter
};

class JsonSchemaCheck
{
public:
    // Error code bad_schema: the definition is not understood; says which keyword, where.
    static Result<JsonSchemaCheck> compile(const QJsonValue &schema, SchemaUse use = SchemaUse::Arguments);

    // The arguments, with defaults filled in if lenient. Error code VALIDATION_ERROR: the message names the
    // field by its path, what it was (shortened; hidden for names like "token") and what is allowed.
    Result<QJsonObject> check(const QJsonObject &arguments) const;
    Result<QJsonValue> checkValue(const QJsonValue &value) const;

private:
    explicit JsonSchemaCheck(std::shared_ptr<const JsonSchemaBook> book);
    std::shared_ptr<const JsonSchemaBook> m_book;
};

} // namespace exaid
