#include "core/tools/jsonschemacheck.h"

#include "core/tools/schemacompiler.h"
#include "core/tools/schemamatcher.h"

#include <QJsonArray>
#include <vector>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DeepestData = 64;
constexpr qsizetype MostValues = 100'000;

// Walks without recursion: what came off the wire may be nested as deep as the parser allows.
bool isTooDeepOrTooMuch(const QJsonValue &arguments)
{
    struct Open
    {
        QJsonValue value;
        int depth;
    };
    std::vector<Open> open{{arguments, 1}};
    qsizetype values = 0;
    const auto visit = [&](const QJsonValue &value, int depth) {
        ++values;
        if (value.isArray() || value.isObject())
            open.push_back({value, depth});
    };
    while (!open.empty()) {
        const Open next = open.back();
        open.pop_back();
        if (next.depth > DeepestData || values > MostValues)
            return true;
        if (next.value.isArray()) {
            for (const QJsonValue &item : next.value.toArray())
                visit(item, next.depth + 1);
        } else {
            const QJsonObject object = next.value.toObject();
            for (const QJsonValue &field : object)
                visit(field, next.depth + 1);
        }
    }
    return values > MostValues;
}

} // namespace

JsonSchemaCheck::JsonSchemaCheck(std::shared_ptr<const JsonSchemaBook> book)
    : m_book(std::move(book))
{}

Result<JsonSchemaCheck> JsonSchemaCheck::compile(const QJsonValue &schema, SchemaUse use)
{
    SchemaCompiler compiler(schema, use);
    std::shared_ptr<const JsonSchemaBook> book = compiler.compile();
    if (compiler.error())
        return *compiler.error();
    return JsonSchemaCheck(std::move(book));
}

Result<QJsonValue> JsonSchemaCheck::checkValue(const QJsonValue &value) const
{
    if (isTooDeepOrTooMuch(value)) {
        return Error{
            u"VALIDATION_ERROR"_s,
            u"Validation failed for 'arguments': nested deeper than %1 levels or more than %2 values"_s
                .arg(DeepestData)
                .arg(MostValues),
            u"pass large material as a file"_s};
    }
    SchemaMatcher matcher(*m_book);
    QJsonValue checked = matcher.match(*m_book->root, value, {});
    if (matcher.error())
        return *matcher.error();
    return checked;
}

Result<QJsonObject> JsonSchemaCheck::check(const QJsonObject &arguments) const
{
    const Result<QJsonValue> checked = checkValue(arguments);
    if (!checked)
        return checked.error();
    return checked->toObject();
}

} // namespace exaid
