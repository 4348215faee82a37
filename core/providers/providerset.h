#pragma once

// The configured providers, by id. Made from the settings by the composition root; owns them. Core thread.

#include "core/providers/provider.h"

#include <QString>
#include <memory>
#include <vector>

namespace exaid {

class ProviderSet
{
public:
    void add(std::unique_ptr<Provider> provider) { m_providers.push_back(std::move(provider)); }
    Provider *find(const QString &id) const
    {
        for (const auto &p : m_providers) {
            if (p->id() == id)
                return p.get();
        }
        return nullptr;
    }
    const std::vector<std::unique_ptr<Provider>> &all() const { return m_providers; }

private:
    std::vector<std::unique_ptr<Provider>> m_providers;
};

} // namespace exaid
