#include "core/tools/schemamatcher.h"

#include "core/tools/jsonvaluetext.h"
#include "core/tools/nearestnames.h"

#include <QJsonArray>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QJsonValue SchemaMatcher::match(const JsonSchemaRule &rule, const QJsonValue &given, const QString &path)
{
    const QJsonValue value = unquoted(rule, given);
    const int flags = typeFlagsOf(value);
    if (rule.types != 0 && (rule.types & flags) == 0) {
        failGot(path, u"must be "_s + typeNamesOf(rule.types), value);
        return value;
    }
    if (!rule.allowed.isEmpty() && !rule.allowed.contains(value)) {
        QStringList names;
        for (const QJsonValue &allowed : rule.allowed)
            names.append(asJson(allowed));
        failGot(path, u"must be one of "_s + names.join(u", "_s), value);
        return value;
    }
    if (value.isDouble())
        matchNumber(rule, value, path);
    else if (value.isString())
        matchString(rule, value, path);
    else if (value.isArray())
        return matchArray(rule, value, path);
    else if (value.isObject())
        return matchObject(rule, value, path);
    return value;
}

QJsonValue SchemaMatcher::unquoted(const JsonSchemaRule &rule, const QJsonValue &value)
{
    if (!value.isString())
        return value;
    const QString text = value.toString();
    if ((rule.types & BooleanType) != 0 && (rule.types & StringType) == 0) {
        if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
            return true;
        if (text.compare("false"_L1, Qt::CaseInsensitive) == 0)
            return false;
    }
    for (const QJsonValue &allowed : rule.allowed) {
        if (allowed.isString() && allowed.toString().compare(text, Qt::CaseInsensitive) == 0)
            return allowed;
    }
    return value;
}

void SchemaMatcher::matchNumber(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const double number = value.toDouble();
    const auto text = [](double limit) { return QString::number(limit, 'g', 15); };
    if (rule.minimum && number < *rule.minimum)
        failGot(path, u"must be at least "_s + text(*rule.minimum), value);
    if (rule.maximum && number > *rule.maximum)
        failGot(path, u"must be at most "_s + text(*rule.maximum), value);
    if (rule.above && number <= *rule.above)
        failGot(path, u"must be more than "_s + text(*rule.above), value);
    if (rule.below && number >= *rule.below)
        failGot(path, u"must be less than "_s + text(*rule.below), value);
}

void SchemaMatcher::matchString(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const QString text = value.toString();
    const auto length = static_cast<double>(rule.minLength || rule.maxLength ? characterCount(text) : 0);
    if (rule.minLength && length < *rule.minLength)
        failGot(path, u"must have at least %1 characters"_s.arg(*rule.minLength, 0, 'f', 0), value);
    else if (rule.maxLength && length > *rule.maxLength)
        failGot(path, u"must have at most %1 characters"_s.arg(*rule.maxLength, 0, 'f', 0), value);
    else if (rule.pattern && !rule.pattern->match(text).hasMatch())
        failGot(path, u"must match %1"_s.arg(rule.pattern->pattern()), value);
}

QJsonValue SchemaMatcher::matchArray(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const QJsonArray given = value.toArray();
    const auto count = static_cast<double>(given.size());
    if (rule.minItems && count < *rule.minItems)
        failGot(path, u"must have at least %1 items"_s.arg(*rule.minItems, 0, 'f', 0), value);
    if (rule.maxItems && count > *rule.maxItems)
        failGot(path, u"must have at most %1 items"_s.arg(*rule.maxItems, 0, 'f', 0), value);
    if (!rule.items || m_error)
        return value;
    QJsonArray checked;
    for (qsizetype i = 0; i < given.size() && !m_error; ++i)
        checked.append(match(*rule.items, given.at(i), u"%1[%2]"_s.arg(path, QString::number(i))));
    return checked;
}

QJsonValue SchemaMatcher::matchObject(const JsonSchemaRule &rule, const QJsonValue &value,
                                      const QString &path)
{
    QJsonObject object = value.toObject();
    if (!rule.additional) {
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (rule.properties.contains(it.key()))
                continue;
            QStringList known;
            for (const auto &[name, property] : rule.properties)
                known.append(name);
            const QStringList near = nearestNames(it.key(), known);
            const QString allowed = known.isEmpty() ? u"none"_s : known.join(u", "_s);
            fail(childPath(path, it.key()), u"no such argument; allowed: "_s + allowed,
                 near.isEmpty() ? QString() : QString(u"did you mean "_s + near.join(u" or "_s) + u'?'));
            return value;
        }
    }
    for (const QString &name : rule.required) {
        if (!object.contains(name)) {
            fail(childPath(path, name), u"is required"_s);
            return value;
        }
    }
    for (const auto &[name, property] : rule.properties) {
        if (m_error)
            break;
        if (object.contains(name))
            object.insert(name, match(*property, object.value(name), childPath(path, name)));
        else if (!property->fallback.isUndefined())
            object.insert(name, property->fallback);
    }
    return object;
}

void SchemaMatcher::fail(const QString &path, const QString &what, const QString &hint)
{
    if (!m_error) {
        const QString field = path.isEmpty() ? u"arguments"_s : path;
        m_error = Error{u"VALIDATION_ERROR"_s, u"Validation failed for '%1': %2"_s.arg(field, what), hint};
    }
}

void SchemaMatcher::failGot(const QString &path, const QString &allowed, const QJsonValue &got)
{
    fail(path, u"%1, got %2"_s.arg(allowed, shownValue(path, got)));
}

} // namespace exaid
