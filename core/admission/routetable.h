#pragma once

// Which pools a call to a provider and model needs, and the pools that follow from the limits. Pure; works on
// the ledger's pools.
//
// A provider that disappears from the limits keeps its pool, with capacity 0, for the calls that still run
// there; new ones find no route. A model's limit that disappears limits nobody any more.

#include "core/admission/ledger.h"

#include <QHash>
#include <optional>
#include <vector>

namespace exaid {

struct Route
{
    PoolSet pools; // global, provider, and the model's if it has one; the session's comes last, at the grant
    ProviderIndex provider = 0;
};

class RouteTable final
{
public:
    RouteTable(Ledger &ledger, const AdmissionLimits &limits);
    Q_DISABLE_COPY_MOVE(RouteTable)

    void apply(const AdmissionLimits &limits);

    // Makes the route at its first use; routes keep their index. Nothing: no such provider.
    std::optional<RouteIndex> find(const QString &provider, const QString &model);
    RouteIndex size() const { return static_cast<RouteIndex>(m_routes.size()); }
    const Route &operator[](RouteIndex route) const { return m_routes[route]; }

    PoolIndex globalPool() const { return m_global; }
    std::optional<ProviderIndex> providerNamed(const QString &name) const;
    PoolIndex poolOf(ProviderIndex provider) const { return m_providers[provider].pool; }
    bool isServed(RouteIndex route) const { return m_providers[m_routes[route].provider].listed; }

private:
    struct Provider
    {
        PoolIndex pool = 0;
        bool listed = true; // in the limits
    };
    struct Model
    {
        PoolIndex pool = 0;
        bool listed = true;
    };

    Ledger &m_ledger;
    PoolIndex m_global;
    QHash<QString, ProviderIndex> m_providerIndex;
    std::vector<Provider> m_providers;
    QHash<QString, Model> m_models;
    std::vector<Route> m_routes;
};

} // namespace exaid
