#include "simlimits.h"

#include <random>

namespace exaid::simulation {

using namespace Qt::Literals::StringLiterals;

const QString &providerName(quint32 provider)
{
    static const std::array names{u"kimi"_s, u"glm"_s, u"local"_s};
    return names[provider];
}

const QString &thinkingModel()
{
    static const QString name = u"kimi-thinking"_s;
    return name;
}

AdmissionLimits limitsFrom(quint32 seed)
{
    std::mt19937 random(seed);
    const auto oneOf = [&](quint32 count) { return random() % count == 0; };
    const auto upTo = [&](quint32 most) { return 1 + static_cast<int>(random() % most); };
    AdmissionLimits limits;
    limits.global = upTo(24);
    limits.perSession = upTo(8);
    for (quint32 provider = 0; provider < Providers; ++provider) {
        const int capacity = upTo(8);
        if (provider == 0 || !oneOf(8))
            limits.providers.insert(providerName(provider), capacity);
    }
    if (oneOf(2))
        limits.models.insert(thinkingModel(), upTo(3));
    limits.queuePerSession = static_cast<int>(random() % 12);
    limits.queueTotal = static_cast<int>(random() % 40);
    limits.holdMax = oneOf(2) ? Duration::zero() : Duration(oneOf(2) ? 3ms : 20ms);
    limits.holdShare = oneOf(2) ? 0.01 : 1.0;
    limits.holdShareMax = oneOf(2) ? 0.03 : 1.0;
    limits.holdBudget = oneOf(4) ? 0.1 : 0.019;
    limits.usageHalfLife = std::chrono::seconds(upTo(120));
    limits.patience = oneOf(2) ? Duration(30s) : Duration(100ms);
    limits.reservePerProvider = static_cast<int>(random() % 3);
    limits.reserveFrom = oneOf(2) ? Duration(5s) : Duration::zero();
    limits.reserveMax = oneOf(2) ? Duration(10s) : Duration(200ms);
    return limits;
}

} // namespace exaid::simulation
