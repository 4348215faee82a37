#include "core/logging/redact.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto SecretMask = "********"_L1;

// first_token is one of the clocks of a call.
const QRegularExpression &namedSecret()
{
    static const QRegularExpression pattern(
        uR"(((?:api[_-]?key|(?<!first_)token|secret|password|passwd|jwt)["']?\s*[=:]\s*["']?)([^\s"',;&}]+))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &credentials()
{
    static const QRegularExpression pattern(uR"(\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{4,})"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &keyShape()
{
    static const QRegularExpression pattern(uR"(\bsk-[A-Za-z0-9_-]{6,})"_s);
    return pattern;
}

bool isSecretKey(const QString &key)
{
    static const QRegularExpression pattern(
        uR"(^(.*[_-])?(api[_-]?key|token|secret|password|authorization|jwt)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return key != "first_token"_L1 && pattern.match(key).hasMatch();
}

QJsonValue redactedValue(const QJsonValue &value)
{
    if (value.isString())
        return redact(value.toString());
    if (value.isObject())
        return redact(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray array;
    const QJsonArray original = value.toArray();
    for (const QJsonValue &item : original)
        array.append(redactedValue(item));
    return array;
}

} // namespace

QString redact(const QString &text)
{
    QString clean = text;
    clean.replace(credentials(), u"\\1 ********"_s);
    clean.replace(namedSecret(), u"\\1********"_s);
    clean.replace(keyShape(), u"sk-********"_s);
    return clean;
}

QJsonObject redact(const QJsonObject &object)
{
    QJsonObject clean;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool hide = isSecretKey(it.key()) && it.value().isString() && !it.value().toString().isEmpty();
        clean.insert(it.key(), hide ? QJsonValue(SecretMask) : redactedValue(it.value()));
    }
    return clean;
}

QString kv(QLatin1StringView key, const QString &value)
{
    const bool plain = !value.isEmpty() && std::none_of(value.cbegin(), value.cend(), [](QChar c) {
        return c.isSpace() || c == u'"' || c == u'=';
    });
    if (plain)
        return key + u'=' + value;
    QString quoted = value;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return key + "=\""_L1 + quoted + u'"';
}

QString kv(QLatin1StringView key, qint64 value)
{
    return key + u'=' + QString::number(value);
}

QString kv(QLatin1StringView key, double value)
{
    return key + u'=' + QString::number(value, 'g', 6);
}

} // namespace exaid
