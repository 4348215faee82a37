#pragma once

#include "core/result.h"
#include "core/tools/jsonschemarule.h"

#include <QJsonObject>

namespace exaid {

// Matches data against rules; collects the first error and, if the book is lenient, puts values right and
// fills in defaults.
class SchemaMatcher
{
public:
    explicit SchemaMatcher(const JsonSchemaBook &book)
        : m_book(book)
        , m_steps(&m_ownSteps)
    {}
    Q_DISABLE_COPY_MOVE(SchemaMatcher)

    QJsonValue match(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    const std::optional<Error> &error() const { return m_error; }

private:
    explicit SchemaMatcher(SchemaMatcher &parent)
        : m_book(parent.m_book)
        , m_steps(parent.m_steps)
        , m_depth(parent.m_depth)
    {}

    QJsonValue unquoted(const JsonSchemaRule &rule, const QJsonValue &value) const;
    bool mayGoOn(const QString &path);
    void matchValue(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void matchNumber(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void matchString(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    QJsonValue matchArray(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    QJsonValue matchItems(const JsonSchemaRule &rule, const QJsonArray &given, const QString &path);
    void matchContains(const JsonSchemaRule &rule, const QJsonArray &given, const QString &path);
    QJsonValue matchObject(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void matchNames(const JsonSchemaRule &rule, const QJsonObject &object, const QString &path);
    void matchRequired(const JsonSchemaRule &rule, const QJsonObject &object, const QString &path);
    QJsonValue matchField(const JsonSchemaRule &rule, const QString &name, const QJsonValue &value,
                          const QString &path);
    QJsonValue matchParts(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    void matchAlternatives(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);
    // Empty: it fits; else why not.
    QString misfit(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path);

    void failUnknown(const JsonSchemaRule &rule, const QString &name, const QString &path);
    void fail(const QString &path, const QString &what, const QString &hint = {});
    void failGot(const QString &path, const QString &allowed, const QJsonValue &got);

    const JsonSchemaBook &m_book;
    int m_ownSteps = 0;
    int *m_steps; // shared with those that only ask
    int m_depth = 0;
    bool m_isSpent = false; // the bound on work is passed: a misfit, whatever was asked
    std::optional<Error> m_error;
};

} // namespace exaid
