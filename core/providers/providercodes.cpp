#include "core/providers/providercodes.h"

#include <QJsonValue>
#include <QStringList>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QString providerCodeIn(const QJsonObject &answer)
{
    const QJsonValue error = answer.value("error"_L1);
    QString first;
    for (const QJsonValue &value : {error["code"_L1], error["type"_L1], answer.value("code"_L1)}) {
        const QString code = value.toVariant().toString().left(64);
        if (isOverloadCode(code) || isExhaustedCode(code))
            return code;
        if (first.isEmpty())
            first = code;
    }
    return first;
}

bool isOverloadCode(const QString &providerCode)
{
    // GLM: 1302 too many at once, 1303 too often, 1305 the model is overloaded, 1312 the model is crowded.
    // Kimi and others speak in words.
    static const QStringList codes{u"1302"_s, u"1303"_s, u"1305"_s, u"1312"_s};
    return codes.contains(providerCode) || providerCode.contains("overloaded"_L1) ||
           providerCode.contains("rate_limit"_L1) || providerCode.contains("max_concurrency"_L1);
}

bool isExhaustedCode(const QString &providerCode)
{
    // GLM: 1113 no balance, 1304 calls of the day used up, 1308 and 1310 limits of the plan.
    static const QStringList codes{u"1113"_s, u"1304"_s, u"1308"_s, u"1310"_s};
    return codes.contains(providerCode) || providerCode.contains("quota"_L1) ||
           providerCode.contains("balance"_L1);
}

} // namespace exaid
