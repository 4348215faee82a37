#pragma once

#include "core/result.h"
#include "core/tools/jsonschemacheck.h"
#include "core/tools/jsonschemarule.h"

#include <QHash>
#include <QJsonObject>

namespace exaid {

// Turns a definition into rules, refusing what it does not understand. One use each.
class SchemaCompiler
{
public:
    SchemaCompiler(const QJsonValue &schema, SchemaUse use);

    std::shared_ptr<const JsonSchemaBook> compile();
    const std::optional<Error> &error() const { return m_error; }

private:
    struct Place
    {
        QString path;    // for people: "a.b[]"
        QString pointer; // in the definition: "/properties/a/…"
        int depth = 1;
        bool isPart = false; // of a composition: it need not be complete in itself

        Place child(const QString &keyword, const QString &newPath) const;
        Place part(const QString &keyword) const;
    };
    struct Reference
    {
        JsonSchemaRule *rule = nullptr;
        QString target;
        Place place;
    };

    const JsonSchemaRule *compileAt(const QJsonValue &schema, const Place &place);
    void apply(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value, const Place &place);
    bool applyNumber(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                     const Place &place);
    bool applyAssertion(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                        const Place &place);
    bool applyObject(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value,
                     const Place &place);
    bool applyPart(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value, const Place &place);
    bool applyCore(JsonSchemaRule &rule, const QString &keyword, const QJsonValue &value, const Place &place);
    void applyTypes(JsonSchemaRule &rule, const QJsonValue &value, const Place &place);
    JsonSchemaRule::Named namedSchemas(const QString &keyword, const QJsonValue &value, const Place &place,
                                       bool areFields);
    QStringList namesIn(const QString &keyword, const QJsonValue &value, const Place &place);
    QRegularExpression expression(const QString &text, const QString &keyword, const Place &place);
    void lint(const JsonSchemaRule &rule, const Place &place);
    void checkDefaults();
    void resolve(const Reference &reference);

    void fail(const Place &place, const QString &what);

    const QJsonValue m_schema;
    const SchemaUse m_use;
    std::shared_ptr<JsonSchemaBook> m_book = std::make_shared<JsonSchemaBook>();
    QHash<QString, const JsonSchemaRule *> m_byPointer;
    QHash<QString, const JsonSchemaRule *> m_byAnchor;
    std::vector<Reference> m_references;
    std::vector<std::pair<const JsonSchemaRule *, Place>> m_withDefault;
    std::optional<Error> m_error;
};

} // namespace exaid
