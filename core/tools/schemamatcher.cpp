#include "core/tools/schemamatcher.h"

#include "core/tools/jsonvaluetext.h"
#include "core/tools/nearestnames.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostSteps = 400'000;
constexpr int DeepestMatch = 256; // a schema may refer to itself without consuming anything

QString limitText(double limit)
{
    return QString::number(limit, 'g', 15);
}

bool isMultiple(double number, double of)
{
    const double quotient = number / of;
    if (!std::isfinite(quotient))
        return false;
    constexpr double LargestExact = 9'007'199'254'740'992.0;
    if (std::abs(quotient) >= LargestExact)
        return std::fmod(number, of) == 0.0;
    return std::abs(quotient - std::round(quotient)) <= 1e-12 * std::max(1.0, std::abs(quotient));
}

bool areUnique(const QJsonArray &items)
{
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (qsizetype j = i + 1; j < items.size(); ++j) {
            if (isSameJson(items[i], items[j]))
                return false;
        }
    }
    return true;
}

} // namespace

bool SchemaMatcher::mayGoOn(const QString &path)
{
    if (++*m_steps <= MostSteps && m_depth < DeepestMatch)
        return true;
    m_isSpent = true;
    fail(path, u"takes too much work to check"_s);
    return false;
}

QJsonValue SchemaMatcher::match(const JsonSchemaRule &rule, const QJsonValue &given, const QString &path)
{
    if (m_error || !mayGoOn(path))
        return given;
    ++m_depth;
    QJsonValue value = unquoted(rule, given);
    matchValue(rule, value, path);
    if (!m_error) {
        if (value.isDouble())
            matchNumber(rule, value, path);
        else if (value.isString())
            matchString(rule, value, path);
        else if (value.isArray())
            value = matchArray(rule, value, path);
        else if (value.isObject())
            value = matchObject(rule, value, path);
    }
    if (!m_error)
        value = matchParts(rule, value, path);
    --m_depth;
    return value;
}

QJsonValue SchemaMatcher::unquoted(const JsonSchemaRule &rule, const QJsonValue &value) const
{
    if (!m_book.isLenient || !value.isString())
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

void SchemaMatcher::matchValue(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const auto isValue = [&](const QJsonValue &allowed) { return isSameJson(allowed, value); };
    if (rule.never) {
        fail(path, u"must not be there"_s);
    } else if (rule.types != 0 && (rule.types & typeFlagsOf(value)) == 0) {
        failGot(path, u"must be "_s + typeNamesOf(rule.types), value);
    } else if (!rule.constant.isUndefined() && !isValue(rule.constant)) {
        failGot(path, u"must be "_s + asJson(rule.constant), value);
    } else if (!rule.allowed.isEmpty() && std::ranges::none_of(rule.allowed, isValue)) {
        QStringList names;
        for (const QJsonValue &allowed : rule.allowed)
            names.append(asJson(allowed));
        failGot(path, u"must be one of "_s + names.join(u", "_s), value);
    }
}

void SchemaMatcher::matchNumber(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    const double number = value.toDouble();
    if (rule.minimum && number < *rule.minimum)
        failGot(path, u"must be at least "_s + limitText(*rule.minimum), value);
    if (rule.maximum && number > *rule.maximum)
        failGot(path, u"must be at most "_s + limitText(*rule.maximum), value);
    if (rule.above && number <= *rule.above)
        failGot(path, u"must be more than "_s + limitText(*rule.above), value);
    if (rule.below && number >= *rule.below)
        failGot(path, u"must be less than "_s + limitText(*rule.below), value);
    if (rule.multipleOf && !isMultiple(number, *rule.multipleOf))
        failGot(path, u"must be a multiple of "_s + limitText(*rule.multipleOf), value);
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
    if (m_error)
        return value;
    const QJsonValue checked = matchItems(rule, given, path);
    if (!m_error && rule.contains)
        matchContains(rule, given, path);
    if (!m_error && rule.unique) {
        // Comparing is work too.
        *m_steps += static_cast<int>(std::min<qsizetype>(given.size() * given.size() / 2, MostSteps));
        if (mayGoOn(path) && !areUnique(given))
            fail(path, u"must not have the same item twice"_s);
    }
    return checked;
}

QJsonValue SchemaMatcher::matchItems(const JsonSchemaRule &rule, const QJsonArray &given, const QString &path)
{
    if (!rule.items && rule.prefixItems.empty())
        return given;
    QJsonArray checked;
    for (qsizetype i = 0; i < given.size() && !m_error; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const JsonSchemaRule *item = place < rule.prefixItems.size() ? rule.prefixItems[place] : rule.items;
        checked.append(item ? match(*item, given.at(i), u"%1[%2]"_s.arg(path, QString::number(i)))
                            : given.at(i));
    }
    return checked;
}

void SchemaMatcher::matchContains(const JsonSchemaRule &rule, const QJsonArray &given, const QString &path)
{
    const double least = rule.minContains.value_or(1);
    const auto found = static_cast<double>(std::ranges::count_if(
        given, [&](const QJsonValue &item) { return misfit(*rule.contains, item, path).isEmpty(); }));
    if (found < least)
        fail(path, u"must have at least %1 items of the wanted form"_s.arg(least, 0, 'f', 0));
    if (rule.maxContains && found > *rule.maxContains)
        fail(path, u"must have at most %1 items of the wanted form"_s.arg(*rule.maxContains, 0, 'f', 0));
}

QJsonValue SchemaMatcher::matchObject(const JsonSchemaRule &rule, const QJsonValue &value,
                                      const QString &path)
{
    QJsonObject object = value.toObject();
    matchNames(rule, object, path);
    matchRequired(rule, object, path);
    for (auto it = object.begin(); it != object.end() && !m_error; ++it) {
        const QJsonValue checked = matchField(rule, it.key(), it.value(), path);
        if (m_book.isLenient)
            it.value() = checked;
    }
    for (const auto &[name, property] : rule.properties) {
        if (m_book.isLenient && !property->fallback.isUndefined() && !object.contains(name))
            object.insert(name, property->fallback);
    }
    return object;
}

void SchemaMatcher::matchNames(const JsonSchemaRule &rule, const QJsonObject &object, const QString &path)
{
    const auto count = static_cast<double>(object.size());
    for (auto it = object.begin(); rule.names && it != object.end() && !m_error; ++it) {
        const QString why = misfit(*rule.names, it.key(), u"name"_s);
        if (!why.isEmpty())
            fail(childPath(path, it.key()), u"is no allowed name: "_s + why);
    }
    if (rule.minProperties && count < *rule.minProperties)
        fail(path, u"must have at least %1 fields"_s.arg(*rule.minProperties, 0, 'f', 0));
    if (rule.maxProperties && count > *rule.maxProperties)
        fail(path, u"must have at most %1 fields"_s.arg(*rule.maxProperties, 0, 'f', 0));
}

void SchemaMatcher::matchRequired(const JsonSchemaRule &rule, const QJsonObject &object, const QString &path)
{
    // A wrong name explains a missing one.
    for (auto it = object.begin(); it != object.end() && rule.additional && rule.additional->never; ++it) {
        const bool isKnown = rule.properties.contains(it.key()) ||
                             std::ranges::any_of(rule.patternProperties, [&](const auto &pattern) {
                                 return pattern.first.match(it.key()).hasMatch();
                             });
        if (!isKnown)
            return failUnknown(rule, it.key(), path);
    }
    for (const QString &name : rule.required) {
        if (!object.contains(name))
            return fail(childPath(path, name), u"is required"_s);
    }
    for (const auto &[cause, names] : rule.dependentRequired) {
        for (const QString &name : names) {
            if (object.contains(cause) && !object.contains(name))
                return fail(childPath(path, name), u"is required beside '%1'"_s.arg(shownName(cause)));
        }
    }
}

QJsonValue SchemaMatcher::matchField(const JsonSchemaRule &rule, const QString &name, const QJsonValue &given,
                                     const QString &path)
{
    QJsonValue value = given;
    bool isKnown = false;
    const QString fieldPath = childPath(path, name);
    if (const auto property = rule.properties.find(name); property != rule.properties.end()) {
        isKnown = true;
        value = match(*property->second, value, fieldPath);
    }
    for (const auto &[pattern, schema] : rule.patternProperties) {
        if (m_error || !pattern.match(name).hasMatch())
            continue;
        isKnown = true;
        value = match(*schema, value, fieldPath);
    }
    if (!isKnown && rule.additional)
        value = match(*rule.additional, value, fieldPath);
    return value;
}

QJsonValue SchemaMatcher::matchParts(const JsonSchemaRule &rule, const QJsonValue &given, const QString &path)
{
    QJsonValue value = given;
    if (rule.reference)
        value = match(*rule.reference, value, path);
    for (const JsonSchemaRule *part : rule.allOf)
        value = match(*part, value, path);
    if (value.isObject()) {
        for (const auto &[cause, schema] : rule.dependentSchemas) {
            if (value.toObject().contains(cause))
                value = match(*schema, value, path);
        }
    }
    if (!m_error)
        matchAlternatives(rule, value, path);
    if (!m_error && rule.condition) {
        const bool holds = misfit(*rule.condition, value, path).isEmpty();
        if (const JsonSchemaRule *next = holds ? rule.consequence : rule.alternative)
            value = match(*next, value, path);
    }
    return value;
}

void SchemaMatcher::matchAlternatives(const JsonSchemaRule &rule, const QJsonValue &value,
                                      const QString &path)
{
    const auto misfits = [&](const JsonSchemaRule::Others &forms) {
        QStringList all;
        for (const JsonSchemaRule *form : forms) {
            if (const QString why = misfit(*form, value, path); !why.isEmpty())
                all.append(why);
        }
        return all;
    };
    if (!rule.anyOf.empty()) {
        const QStringList why = misfits(rule.anyOf);
        if (why.size() == static_cast<qsizetype>(rule.anyOf.size()))
            fail(path, u"fits none of its forms: "_s + why.join(u"; or: "_s));
    }
    if (!rule.oneOf.empty()) {
        const QStringList why = misfits(rule.oneOf);
        const auto fitting = static_cast<qsizetype>(rule.oneOf.size()) - why.size();
        if (fitting == 0)
            fail(path, u"fits none of its forms: "_s + why.join(u"; or: "_s));
        else if (fitting > 1)
            fail(path, u"fits %1 of its forms at once, must fit exactly one"_s.arg(fitting));
    }
    if (rule.negated && !m_error && misfit(*rule.negated, value, path).isEmpty())
        failGot(path, u"has the one form that is not allowed"_s, value);
}

QString SchemaMatcher::misfit(const JsonSchemaRule &rule, const QJsonValue &value, const QString &path)
{
    SchemaMatcher question(*this);
    question.match(rule, value, path);
    if (question.m_isSpent && !m_isSpent) {
        m_isSpent = true;
        fail(path, u"takes too much work to check"_s);
    }
    return question.m_error ? question.m_error->message : QString();
}

void SchemaMatcher::failUnknown(const JsonSchemaRule &rule, const QString &name, const QString &path)
{
    QStringList known;
    for (const auto &[property, schema] : rule.properties)
        known.append(property);
    const QStringList near = nearestNames(name, known);
    const QString allowed = known.isEmpty() ? u"none"_s : known.join(u", "_s);
    fail(childPath(path, name), u"no such argument; allowed: "_s + allowed,
         near.isEmpty() ? QString() : QString(u"did you mean "_s + near.join(u" or "_s) + u'?'));
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
