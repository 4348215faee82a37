#include "core/tools/schemacompiler.h"

#include "core/tools/jsonvaluetext.h"
#include "core/tools/schemamatcher.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DeepestSchema = 16;

} // namespace

std::shared_ptr<const JsonSchemaRule> SchemaCompiler::compile(const QJsonObject &schema, const QString &path,
                                                              int depth)
{
    auto rule = std::make_shared<JsonSchemaRule>();
    if (depth > DeepestSchema) {
        fail(path, u"nested deeper than %1 levels"_s.arg(DeepestSchema));
        return rule;
    }
    for (auto it = schema.begin(); it != schema.end(); ++it)
        apply(*rule, it.key(), it.value(), path, depth);
    if (rule->pattern && !rule->maxLength)
        fail(path, u"'pattern' needs 'maxLength', so that matching is bounded"_s);
    for (const QString &name : rule->required) {
        if (!rule->properties.contains(name))
            fail(path, u"'required' names '%1', which is no property"_s.arg(name));
    }
    if (!m_error && !rule->fallback.isUndefined()) {
        SchemaMatcher matcher;
        matcher.match(*rule, rule->fallback, path);
        if (matcher.error())
            fail(path, u"its own default is not allowed: "_s + matcher.error()->message);
    }
    return rule;
}

std::optional<double> JsonSchemaRule::*SchemaCompiler::numberOf(const QString &keyword)
{
    struct Known
    {
        QLatin1StringView name;
        std::optional<double> JsonSchemaRule::*field;
    };
    static constexpr Known known[] = {
        {"minimum"_L1, &JsonSchemaRule::minimum},        {"maximum"_L1, &JsonSchemaRule::maximum},
        {"exclusiveMinimum"_L1, &JsonSchemaRule::above}, {"exclusiveMaximum"_L1, &JsonSchemaRule::below},
        {"minLength"_L1, &JsonSchemaRule::minLength},    {"maxLength"_L1, &JsonSchemaRule::maxLength},
        {"minItems"_L1, &JsonSchemaRule::minItems},      {"maxItems"_L1, &JsonSchemaRule::maxItems},
    };
    for (const Known &k : known) {
        if (keyword == k.name)
            return k.field;
    }
    return nullptr;
}

void SchemaCompiler::apply(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                           const QString &path, int depth)
{
    if (const auto field = numberOf(keyword)) {
        if (!value.isDouble())
            fail(path, u"'%1' must be a number"_s.arg(keyword));
        rule.*field = value.toDouble();
    } else if (keyword == "type"_L1) {
        applyTypes(rule, value, path);
    } else if (keyword == "properties"_L1) {
        applyProperties(rule, value, path, depth);
    } else if (keyword == "required"_L1) {
        if (!value.isArray())
            fail(path, u"'required' must be a list"_s);
        for (const QJsonValue &name : value.toArray())
            rule.required.append(name.toString());
    } else if (keyword == "additionalProperties"_L1) {
        if (!value.isBool())
            fail(path, u"'additionalProperties' must be true or false"_s);
        rule.additional = value.toBool();
    } else if (keyword == "enum"_L1) {
        rule.allowed = value.toArray();
        if (rule.allowed.isEmpty())
            fail(path, u"'enum' must be a list of at least one value"_s);
    } else if (keyword == "items"_L1) {
        if (!value.isObject())
            fail(path, u"'items' must be one schema"_s);
        rule.items = compile(value.toObject(), path + u"[]"_s, depth + 1);
    } else if (keyword == "pattern"_L1) {
        applyPattern(rule, value, path);
    } else if (keyword == "default"_L1) {
        rule.fallback = value;
    } else if (keyword != "title"_L1 && keyword != "description"_L1) {
        fail(path, u"keyword '%1' is not supported"_s.arg(keyword));
    }
}

void SchemaCompiler::applyTypes(JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const QJsonArray names = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &name : names) {
        const int flag = typeFlagOf(name.toString());
        if (flag == 0)
            fail(path, u"unknown type %1"_s.arg(asJson(name)));
        rule.types |= flag;
    }
    if (names.isEmpty())
        fail(path, u"'type' must name at least one type"_s);
}

void SchemaCompiler::applyProperties(JsonSchemaRule &rule, const QJsonValue &value, const QString &path,
                                     int depth)
{
    if (!value.isObject())
        fail(path, u"'properties' must be an object"_s);
    const QJsonObject properties = value.toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString name = childPath(path, it.key());
        if (!it.value().isObject())
            fail(name, u"must be a schema object"_s);
        rule.properties[it.key()] = compile(it.value().toObject(), name, depth + 1);
    }
}

void SchemaCompiler::applyPattern(JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    rule.pattern = QRegularExpression(value.toString());
    if (!value.isString() || !rule.pattern->isValid())
        fail(path, u"'pattern' is no valid expression: "_s + rule.pattern->errorString());
}

void SchemaCompiler::fail(const QString &path, const QString &what)
{
    if (!m_error) {
        const QString where = path.isEmpty() ? u"(root)"_s : path;
        m_error = Error{u"bad_schema"_s, u"schema at '%1': %2"_s.arg(where, what), {}};
    }
}

} // namespace exaid
