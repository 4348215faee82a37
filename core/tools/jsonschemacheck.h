#pragma once

// Checks tool arguments against the part of JSON Schema that our definitions use: type (one or a list),
// properties, required, additionalProperties (true or false), enum, minimum, maximum, exclusiveMinimum,
// exclusiveMaximum, minLength, maxLength, items (one schema), minItems, maxItems, default, pattern (only with
// maxLength). A definition with any other keyword is refused by compile(), so that no rule is ever silently
// ignored. Pure and immutable; any thread.
//
// Lenient in two points, for agents that quote everything: "true" and "false" pass for booleans, and enum
// strings match in any case; check() hands on the proper value. Work is bounded: data deeper than 64 levels
// or of more than 100 000 values is refused.

#include "core/result.h"

#include <QJsonObject>
#include <memory>

namespace exaid {

struct JsonSchemaRule;

class JsonSchemaCheck
{
public:
    // Error code bad_schema: the definition is not understood; says which keyword, where.
    static Result<JsonSchemaCheck> compile(const QJsonObject &schema);

    // The arguments with defaults filled in. Error code VALIDATION_ERROR: the message names the field by its
    // path, what it was (shortened; hidden for names like "token") and what is allowed.
    Result<QJsonObject> check(const QJsonObject &arguments) const;

private:
    explicit JsonSchemaCheck(std::shared_ptr<const JsonSchemaRule> root);
    std::shared_ptr<const JsonSchemaRule> m_root;
};

} // namespace exaid
