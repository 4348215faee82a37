#include "core/tools/schemacompiler.h"

#include "core/tools/jsonvaluetext.h"
#include "core/tools/schemamatcher.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DeepestSchema = 16;
constexpr auto Dialect = "https://json-schema.org/draft/2020-12/schema"_L1;

bool isNote(const QString &keyword)
{
    static const QStringList notes{u"title"_s,      u"description"_s,     u"examples"_s,
                                   u"deprecated"_s, u"readOnly"_s,        u"writeOnly"_s,
                                   u"format"_s,     u"contentEncoding"_s, u"contentMediaType"_s,
                                   u"$comment"_s,   u"x-mcp-header"_s};
    return notes.contains(keyword);
}

QString escapedPointer(QString name)
{
    return name.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

QString unescapedPointer(QString name)
{
    return name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
}

// Undefined: there is nothing.
QJsonValue valueAt(QJsonValue value, const QString &pointer)
{
    const QStringList steps = pointer.split(u'/').mid(1);
    for (const QString &step : steps) {
        if (value.isObject())
            value = value.toObject().value(unescapedPointer(step));
        else if (value.isArray())
            value = value.toArray().at(step.toInt());
        else
            return QJsonValue(QJsonValue::Undefined);
    }
    return value;
}

} // namespace

SchemaCompiler::Place SchemaCompiler::Place::child(const QString &keyword, const QString &newPath) const
{
    return {newPath, QString(pointer + u'/' + keyword), depth + 1, isPart};
}

SchemaCompiler::Place SchemaCompiler::Place::part(const QString &keyword) const
{
    return {path, QString(pointer + u'/' + keyword), depth + 1, true};
}

SchemaCompiler::SchemaCompiler(const QJsonValue &schema, SchemaUse use)
    : m_schema(schema)
    , m_use(use)
{
    m_book->isLenient = use == SchemaUse::Arguments;
}

std::shared_ptr<const JsonSchemaBook> SchemaCompiler::compile()
{
    m_book->root = compileAt(m_schema, {});
    for (std::size_t i = 0; i < m_references.size() && !m_error; ++i) // resolving may find more
        resolve(Reference(m_references[i]));
    checkDefaults();
    return m_book;
}

const JsonSchemaRule *SchemaCompiler::compileAt(const QJsonValue &schema, const Place &place)
{
    m_book->rules.push_back(std::make_unique<JsonSchemaRule>());
    JsonSchemaRule &rule = *m_book->rules.back();
    m_byPointer.insert(place.pointer, &rule);
    if (schema.isBool()) {
        rule.never = !schema.toBool();
        return &rule;
    }
    if (!schema.isObject()) {
        fail(place, u"must be a schema: an object, true or false"_s);
        return &rule;
    }
    if (place.depth > DeepestSchema) {
        fail(place, u"nested deeper than %1 levels"_s.arg(DeepestSchema));
        return &rule;
    }
    const QJsonObject keywords = schema.toObject();
    for (auto it = keywords.begin(); it != keywords.end(); ++it)
        apply(rule, it.key(), it.value(), place);
    if (m_use == SchemaUse::Arguments)
        lint(rule, place);
    return &rule;
}

void SchemaCompiler::apply(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                           const Place &place)
{
    const bool isKnown = applyNumber(rule, keyword, value, place) ||
                         applyAssertion(rule, keyword, value, place) ||
                         applyObject(rule, keyword, value, place) || applyPart(rule, keyword, value, place) ||
                         applyCore(rule, keyword, value, place) || isNote(keyword);
    if (!isKnown)
        fail(place, u"keyword '%1' is not supported"_s.arg(keyword));
}

bool SchemaCompiler::applyNumber(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                                 const Place &place)
{
    struct Known
    {
        QLatin1StringView name;
        std::optional<double> JsonSchemaRule::*field;
    };
    static constexpr Known known[] = {
        {"minimum"_L1, &JsonSchemaRule::minimum},
        {"maximum"_L1, &JsonSchemaRule::maximum},
        {"exclusiveMinimum"_L1, &JsonSchemaRule::above},
        {"exclusiveMaximum"_L1, &JsonSchemaRule::below},
        {"multipleOf"_L1, &JsonSchemaRule::multipleOf},
        {"minLength"_L1, &JsonSchemaRule::minLength},
        {"maxLength"_L1, &JsonSchemaRule::maxLength},
        {"minItems"_L1, &JsonSchemaRule::minItems},
        {"maxItems"_L1, &JsonSchemaRule::maxItems},
        {"minProperties"_L1, &JsonSchemaRule::minProperties},
        {"maxProperties"_L1, &JsonSchemaRule::maxProperties},
        {"minContains"_L1, &JsonSchemaRule::minContains},
        {"maxContains"_L1, &JsonSchemaRule::maxContains},
    };
    for (const Known &k : known) {
        if (keyword != k.name)
            continue;
        if (!value.isDouble())
            fail(place, u"'%1' must be a number"_s.arg(keyword));
        if (keyword == "multipleOf"_L1 && value.toDouble() <= 0)
            fail(place, u"'multipleOf' must be more than 0"_s);
        rule.*k.field = value.toDouble();
        return true;
    }
    return false;
}

bool SchemaCompiler::applyAssertion(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                                    const Place &place)
{
    if (keyword == "type"_L1) {
        applyTypes(rule, value, place);
    } else if (keyword == "enum"_L1) {
        rule.allowed = value.toArray();
        if (rule.allowed.isEmpty())
            fail(place, u"'enum' must be a list of at least one value"_s);
    } else if (keyword == "const"_L1) {
        rule.constant = value;
    } else if (keyword == "pattern"_L1) {
        if (!value.isString())
            fail(place, u"'pattern' must be a string"_s);
        rule.pattern = expression(value.toString(), keyword, place);
    } else if (keyword == "uniqueItems"_L1) {
        if (!value.isBool())
            fail(place, u"'uniqueItems' must be true or false"_s);
        rule.unique = value.toBool();
    } else if (keyword == "default"_L1) {
        rule.fallback = value;
        m_withDefault.emplace_back(&rule, place);
    } else {
        return false;
    }
    return true;
}

bool SchemaCompiler::applyObject(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                                 const Place &place)
{
    if (keyword == "properties"_L1) {
        rule.properties = namedSchemas(keyword, value, place, true);
    } else if (keyword == "dependentSchemas"_L1) {
        rule.dependentSchemas = namedSchemas(keyword, value, place, false);
    } else if (keyword == "patternProperties"_L1) {
        for (const auto &[text, schema] : namedSchemas(keyword, value, place, true))
            rule.patternProperties.emplace_back(expression(text, keyword, place), schema);
    } else if (keyword == "required"_L1) {
        rule.required = namesIn(keyword, value, place);
    } else if (keyword == "dependentRequired"_L1) {
        if (!value.isObject())
            fail(place, u"'dependentRequired' must be an object"_s);
        const QJsonObject lists = value.toObject();
        for (auto it = lists.begin(); it != lists.end(); ++it)
            rule.dependentRequired[it.key()] = namesIn(keyword, it.value(), place);
    } else {
        return false;
    }
    return true;
}

// Keywords whose value is one schema, or a list of them.
bool SchemaCompiler::applyPart(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                               const Place &place)
{
    struct One
    {
        QLatin1StringView name;
        JsonSchemaRule::Other JsonSchemaRule::*field;
    };
    static constexpr One ones[] = {
        {"additionalProperties"_L1, &JsonSchemaRule::additional},
        {"propertyNames"_L1, &JsonSchemaRule::names},
        {"contains"_L1, &JsonSchemaRule::contains},
        {"not"_L1, &JsonSchemaRule::negated},
        {"if"_L1, &JsonSchemaRule::condition},
        {"then"_L1, &JsonSchemaRule::consequence},
        {"else"_L1, &JsonSchemaRule::alternative},
    };
    struct Many
    {
        QLatin1StringView name;
        JsonSchemaRule::Others JsonSchemaRule::*field;
    };
    static constexpr Many manies[] = {{"allOf"_L1, &JsonSchemaRule::allOf},
                                      {"anyOf"_L1, &JsonSchemaRule::anyOf},
                                      {"oneOf"_L1, &JsonSchemaRule::oneOf},
                                      {"prefixItems"_L1, &JsonSchemaRule::prefixItems}};
    if (keyword == "items"_L1) {
        if (value.isArray())
            fail(place, u"'items' must be one schema; a list of them is 'prefixItems'"_s);
        rule.items = compileAt(value, place.child(keyword, place.path + u"[]"_s));
        return true;
    }
    for (const One &one : ones) {
        if (keyword == one.name) {
            rule.*one.field = compileAt(value, place.part(keyword));
            return true;
        }
    }
    for (const Many &many : manies) {
        if (keyword != many.name)
            continue;
        if (value.toArray().isEmpty())
            fail(place, u"'%1' must be a list of at least one schema"_s.arg(keyword));
        const QJsonArray schemas = value.toArray();
        for (qsizetype i = 0; i < schemas.size(); ++i)
            (rule.*many.field).push_back(compileAt(schemas[i], place.part(u"%1/%2"_s.arg(keyword).arg(i))));
        return true;
    }
    return false;
}

bool SchemaCompiler::applyCore(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                               const Place &place)
{
    if (keyword == "$ref"_L1) {
        const QString target = value.toString();
        if (!target.startsWith(u'#'))
            fail(place, u"'$ref' may only name a place in the same schema (#…), not %1"_s.arg(asJson(value)));
        m_references.push_back({&rule, target.mid(1), place});
    } else if (keyword == "$defs"_L1) {
        namedSchemas(keyword, value, place, false);
    } else if (keyword == "$anchor"_L1) {
        if (m_byAnchor.contains(value.toString()))
            fail(place, u"the anchor %1 is there twice"_s.arg(asJson(value)));
        m_byAnchor.insert(value.toString(), &rule);
    } else if (keyword == "$schema"_L1) {
        if (value.toString() != Dialect)
            fail(place, u"'$schema' must be %1"_s.arg(Dialect));
    } else {
        return false;
    }
    return true;
}

void SchemaCompiler::applyTypes(JsonSchemaRule &rule, const QJsonValue &value, const Place &place)
{
    const QJsonArray names = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &name : names) {
        const int flag = typeFlagOf(name.toString());
        if (flag == 0)
            fail(place, u"unknown type %1"_s.arg(asJson(name)));
        rule.types |= flag;
    }
    if (names.isEmpty())
        fail(place, u"'type' must name at least one type"_s);
}

JsonSchemaRule::Named SchemaCompiler::namedSchemas(const QString &keyword, const QJsonValue &value,
                                                   const Place &place, bool areFields)
{
    if (!value.isObject())
        fail(place, u"'%1' must be an object"_s.arg(keyword));
    JsonSchemaRule::Named named;
    const QJsonObject schemas = value.toObject();
    for (auto it = schemas.begin(); it != schemas.end(); ++it) {
        const QString step = keyword + u'/' + escapedPointer(it.key());
        named[it.key()] = compileAt(it.value(), areFields ? place.child(step, childPath(place.path, it.key()))
                                                          : place.part(step));
    }
    return named;
}

QStringList SchemaCompiler::namesIn(const QString &keyword, const QJsonValue &value, const Place &place)
{
    if (!value.isArray())
        fail(place, u"'%1' must be a list"_s.arg(keyword));
    QStringList names;
    for (const QJsonValue &name : value.toArray())
        names.append(name.toString());
    return names;
}

QRegularExpression SchemaCompiler::expression(const QString &text, const QString &keyword, const Place &place)
{
    QRegularExpression expression(text);
    if (!expression.isValid())
        fail(place, u"'%1' is no valid expression: %2"_s.arg(keyword, expression.errorString()));
    return expression;
}

// What a definition of ours must keep besides what the standard asks.
void SchemaCompiler::lint(const JsonSchemaRule &rule, const Place &place)
{
    if (rule.pattern && !rule.maxLength)
        fail(place, u"'pattern' needs 'maxLength', so that matching is bounded"_s);
    if (!rule.patternProperties.empty() && !(rule.names && rule.names->maxLength))
        fail(place,
             u"'patternProperties' needs 'propertyNames' with 'maxLength', so that matching is bounded"_s);
    for (const QString &name : rule.required) {
        if (!place.isPart && !rule.properties.contains(name))
            fail(place, u"'required' names '%1', which is no property"_s.arg(name));
    }
}

void SchemaCompiler::checkDefaults()
{
    if (m_use != SchemaUse::Arguments)
        return;
    for (const auto &[rule, place] : m_withDefault) {
        if (m_error)
            return;
        SchemaMatcher matcher(*m_book);
        matcher.match(*rule, rule->fallback, place.path);
        if (matcher.error())
            fail(place, u"its own default is not allowed: "_s + matcher.error()->message);
    }
}

void SchemaCompiler::resolve(const Reference &reference)
{
    const QString &target = reference.target;
    const bool isPlace = target.isEmpty() || target.startsWith(u'/');
    const QString pointer = QString::fromUtf8(QByteArray::fromPercentEncoding(target.toUtf8()));
    const JsonSchemaRule *found = isPlace ? m_byPointer.value(pointer) : m_byAnchor.value(target);
    if (!found && isPlace) {
        const QJsonValue schema = valueAt(m_schema, pointer);
        if (schema.isObject() || schema.isBool())
            found = compileAt(schema, {reference.place.path, pointer, reference.place.depth, true});
    }
    if (!found)
        fail(reference.place, u"'$ref' names '#%1', which is not there"_s.arg(target));
    reference.rule->reference = found;
}

void SchemaCompiler::fail(const Place &place, const QString &what)
{
    if (!m_error) {
        const QString where = place.path.isEmpty() ? u"(root)"_s : place.path;
        m_error = Error{u"bad_schema"_s, u"schema at '%1': %2"_s.arg(where, what), {}};
    }
}

} // namespace exaid
