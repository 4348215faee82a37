#include "core/admission/routetable.h"

#include <QStringList>
#include <algorithm>

namespace exaid {

namespace {

constexpr int Unlimited = 10'000; // the most that any pool may have

// So that pools are made in the same order in every run.
QStringList sortedNames(const QHash<QString, int> &limits)
{
    QStringList names = limits.keys();
    names.sort();
    return names;
}

} // namespace

RouteTable::RouteTable(Ledger &ledger, const AdmissionLimits &limits)
    : m_ledger(ledger)
    , m_global(ledger.addPool({PoolKind::Global, {}, {}}, limits.global))
{
    apply(limits);
}

void RouteTable::apply(const AdmissionLimits &limits)
{
    m_ledger.setCapacity(m_global, limits.global);
    for (auto it = m_providerIndex.cbegin(); it != m_providerIndex.cend(); ++it) {
        Provider &provider = m_providers[it.value()];
        provider.listed = limits.providers.contains(it.key());
        m_ledger.setCapacity(provider.pool, limits.providers.value(it.key(), 0));
    }
    for (const QString &name : sortedNames(limits.providers)) {
        if (m_providerIndex.contains(name))
            continue;
        m_providerIndex.insert(name, static_cast<ProviderIndex>(m_providers.size()));
        m_providers.push_back(
            {m_ledger.addPool({PoolKind::Provider, name, {}}, limits.providers.value(name)), true});
    }
    for (auto it = m_models.begin(); it != m_models.end(); ++it) {
        it->listed = limits.models.contains(it.key());
        m_ledger.setCapacity(it->pool, limits.models.value(it.key(), Unlimited));
    }
    for (const QString &name : sortedNames(limits.models)) {
        if (!m_models.contains(name))
            m_models.insert(name,
                            {m_ledger.addPool({PoolKind::Model, name, {}}, limits.models.value(name)), true});
    }
}

std::optional<RouteIndex> RouteTable::find(const QString &provider, const QString &model)
{
    const auto index = providerNamed(provider);
    if (!index || !m_providers[*index].listed)
        return std::nullopt;
    PoolSet pools{m_global, m_providers[*index].pool};
    if (!m_models.isEmpty()) {
        if (const auto it = m_models.constFind(model); it != m_models.cend() && it->listed)
            pools.add(it->pool);
    }
    const auto known = std::ranges::find(m_routes, pools, &Route::pools);
    if (known != m_routes.end())
        return static_cast<RouteIndex>(known - m_routes.begin());
    m_routes.push_back({pools, *index});
    return static_cast<RouteIndex>(m_routes.size() - 1);
}

std::optional<ProviderIndex> RouteTable::providerNamed(const QString &name) const
{
    const auto it = m_providerIndex.constFind(name);
    return it == m_providerIndex.cend() ? std::nullopt : std::optional(*it);
}

} // namespace exaid
