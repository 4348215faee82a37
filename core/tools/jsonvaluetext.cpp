#include "core/tools/jsonvaluetext.h"

#include "core/tools/jsonschemarule.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestShown = 60;

struct JsonTypeName
{
    QLatin1StringView name;
    int flag;
};
constexpr JsonTypeName JsonTypeNames[] = {
    {"null"_L1, NullType},     {"boolean"_L1, BooleanType}, {"integer"_L1, IntegerType},
    {"number"_L1, NumberType}, {"string"_L1, StringType},   {"array"_L1, ArrayType},
    {"object"_L1, ObjectType},
};

bool isWholeNumber(double number)
{
    constexpr double LargestExact = 9'007'199'254'740'992.0;
    return std::isfinite(number) && std::floor(number) == number && std::abs(number) <= LargestExact;
}

bool soundsSecret(const QString &path)
{
    static const QRegularExpression words(u"key|token|secret|passw|credential|authorization|cookie"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(path).hasMatch();
}

} // namespace

int typeFlagsOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return NullType;
    case QJsonValue::Bool:
        return BooleanType;
    case QJsonValue::Double:
        return isWholeNumber(value.toDouble()) ? NumberType | IntegerType : NumberType;
    case QJsonValue::String:
        return StringType;
    case QJsonValue::Array:
        return ArrayType;
    case QJsonValue::Object:
        return ObjectType;
    case QJsonValue::Undefined:
        return 0;
    }
    return 0;
}

int typeFlagOf(const QString &name)
{
    for (const JsonTypeName &type : JsonTypeNames) {
        if (name == type.name)
            return type.flag;
    }
    return 0;
}

QString typeNamesOf(int flags)
{
    QStringList names;
    for (const JsonTypeName &type : JsonTypeNames) {
        if ((flags & type.flag) != 0)
            names.append(type.name);
    }
    return names.join(u" or "_s);
}

QString asJson(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(wrapped.sliced(1, wrapped.size() - 2));
}

bool isSameJson(const QJsonValue &a, const QJsonValue &b)
{
    if (a.type() != b.type())
        return false;
    if (a.isDouble())
        return a.toDouble() == b.toDouble();
    if (a.isArray()) {
        const QJsonArray left = a.toArray();
        const QJsonArray right = b.toArray();
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), isSameJson);
    }
    if (a.isObject()) {
        const QJsonObject left = a.toObject();
        const QJsonObject right = b.toObject();
        const QStringList keys = left.keys();
        return keys == right.keys() && std::ranges::all_of(keys, [&](const QString &key) {
                   return isSameJson(left.value(key), right.value(key));
               });
    }
    return a == b;
}

// Never a whole document: what was wrong is said, not what was in it.
QString shownValue(const QString &path, const QJsonValue &value)
{
    if (soundsSecret(path))
        return u"(hidden)"_s;
    if (value.isArray())
        return u"an array of %1 items"_s.arg(value.toArray().size());
    if (value.isObject())
        return u"an object with %1 fields"_s.arg(value.toObject().size());
    if (!value.isString() || value.toString().size() <= LongestShown)
        return asJson(value);
    const QString text = value.toString();
    return asJson(text.left(LongestShown)) + u"… (%1 characters)"_s.arg(text.size());
}

QString shownName(const QString &name)
{
    return name.size() <= LongestShown ? name : QString(name.left(LongestShown) + u'…');
}

QString childPath(const QString &path, const QString &name)
{
    return path.isEmpty() ? shownName(name) : QString(path + u'.' + shownName(name));
}

qsizetype characterCount(const QString &text)
{
    qsizetype count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

} // namespace exaid
