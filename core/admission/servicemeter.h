#pragma once

// The mean time a lease is held, by provider: a moving average, about the last twenty calls count. Pure
// values.

#include "core/admission/indices.h"
#include "core/time/clock.h"

#include <optional>
#include <vector>

namespace exaid {

class ServiceMeter
{
public:
    void addProvider(ProviderIndex provider)
    {
        if (provider >= m_means.size())
            m_means.resize(provider + 1);
    }
    void served(ProviderIndex provider, Duration time)
    {
        constexpr double newestWeight = 0.1;
        std::optional<Duration> &mean = m_means[provider];
        mean = mean ? *mean + std::chrono::duration_cast<Duration>(newestWeight * (time - *mean)) : time;
    }
    // None: nothing measured yet.
    std::optional<Duration> mean(ProviderIndex provider) const { return m_means[provider]; }

private:
    std::vector<std::optional<Duration>> m_means;
};

} // namespace exaid
