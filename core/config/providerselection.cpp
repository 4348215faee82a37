#include "core/config/providerselection.h"

#include "core/config/nearestname.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isUsable(const ProviderSettings &provider)
{
    return provider.kind == ProviderKind::Custom || !provider.apiKey.isEmpty();
}

} // namespace

ProviderSelection selectProviders(const Settings &all)
{
    ProviderSelection selection;
    QStringList known;
    QStringList allowed;
    for (const ProviderSettings &provider : all.providers)
        known << provider.id;
    for (const QString &name : all.allowedProviders) {
        const QString id = name.toLower();
        allowed << id;
        if (known.contains(id))
            continue;
        const QString nearest = nearestName(id, known);
        const QString hint =
            nearest.isEmpty()
                ? u"Known are %1; a provider of your own needs %2_BASE_URL and %2_MODELS."_s.arg(
                      known.join(", "_L1), name.toUpper())
                : u"Did you mean %1?"_s.arg(nearest);
        selection.errors.append({u"ALLOWED_PROVIDERS"_s, u"there is no provider “%1”"_s.arg(name), hint});
    }

    QList<ProviderSettings> candidates;
    for (const ProviderSettings &provider : all.providers) {
        if (allowed.isEmpty() || allowed.contains(provider.id))
            candidates << provider;
    }
    const bool anyUsable = std::any_of(candidates.cbegin(), candidates.cend(), isUsable);
    const bool simulate =
        all.simulator == SimulatorMode::On || (all.simulator == SimulatorMode::Auto && !anyUsable);
    for (ProviderSettings &provider : candidates) {
        if (provider.defaultModel.isEmpty() && !provider.models.isEmpty())
            provider.defaultModel = provider.models.constFirst();
        provider.simulated = simulate;
        if (simulate || isUsable(provider)) {
            selection.providers << provider;
        } else if (allowed.contains(provider.id)) {
            selection.warnings.append(
                {u"ALLOWED_PROVIDERS"_s,
                 u"%1 is allowed but has no key, so it is not offered"_s.arg(provider.id),
                 u"Set %1_API_KEY_FILE or %1_API_KEY."_s.arg(provider.displayName)});
        }
    }
    if (selection.providers.isEmpty() && selection.errors.isEmpty()) {
        selection.errors.append(
            {u"EXAI_SIMULATOR"_s, u"no provider has a key, and the simulator is off"_s,
             u"Set KIMI_API_KEY_FILE or GLM_API_KEY_FILE, or set EXAI_SIMULATOR to auto."_s});
    }
    return selection;
}

} // namespace exaid
