#include "core/providers/adaptivelimit.h"

#include <algorithm>

namespace exaid {

using namespace std::chrono_literals;

namespace {

// Without the provider's word: 1, 2, 4 … s.
constexpr Duration FirstHold = 1s;
constexpr Duration LongestOwnHold = 30s;
// A provider may say "tomorrow"; calls that wait should hear of it by their own refusals before that.
constexpr Duration LongestToldHold = 60s;

} // namespace

void AdaptiveLimit::setConfigured(int configured)
{
    const bool wasLowered = m_limit < m_configured;
    m_configured = configured;
    m_limit = wasLowered ? std::min(m_limit, configured) : configured;
}

void AdaptiveLimit::started()
{
    ++m_inFlight;
    if (m_careful)
        ++m_unknown;
}

void AdaptiveLimit::ended(TimePoint startedAt)
{
    --m_inFlight;
    if (m_careful && startedAt >= m_changedAt)
        m_unknown = std::max(0, m_unknown - 1);
}

void AdaptiveLimit::accepted(TimePoint now, TimePoint startedAt)
{
    m_holdsInRow = 0;
    if (startedAt >= m_changedAt)
        m_careful = false;
    // What was sent before the last change says nothing about it; below the limit, nothing about the limit.
    if (m_limit >= m_configured || startedAt < m_changedAt || m_inFlight < m_limit)
        return;
    if (m_trying) {
        m_trying = false;
        m_rising = true;
    }
    if (!m_rising && ++m_takenAtLimit < TryAfter)
        return;
    ++m_limit;
    m_trying = true;
    m_takenAtLimit = 0;
    m_changedAt = now;
}

void AdaptiveLimit::refused(TimePoint now, TimePoint startedAt, std::optional<Duration> retryAfter)
{
    --m_inFlight;
    if (!m_adapts)
        return;
    m_rising = false;
    m_takenAtLimit = 0;
    if (m_inFlight == 0 && m_limit <= 1) {
        const Duration own = std::min(LongestOwnHold, FirstHold * (1 << std::min(m_holdsInRow, 5)));
        ++m_holdsInRow;
        holdUntil(now + std::min(retryAfter.value_or(own), LongestToldHold));
    }
    const int beside = std::max(1, m_inFlight);
    if (m_trying && startedAt >= m_changedAt)
        m_limit = std::max(1, m_limit - 1); // only the step up was too much
    else if (startedAt < m_changedAt)
        m_limit = std::min(m_limit, beside); // sent before the last cut: no second cut for it
    else
        m_limit = std::min(beside, std::max(1, m_limit / 2));
    m_trying = false;
    m_changedAt = now;
    m_careful = true;
    m_unknown = 0;
}

void AdaptiveLimit::holdUntil(TimePoint when)
{
    if (m_adapts)
        m_holdUntil = std::max(m_holdUntil, when);
}

int AdaptiveLimit::effective(TimePoint now) const
{
    if (now < m_holdUntil)
        return 0;
    return m_adapts && m_told ? std::clamp(*m_told, 1, m_limit) : m_limit;
}

int AdaptiveLimit::ceiling(TimePoint now) const
{
    const int limit = effective(now);
    if (!m_careful || limit == 0)
        return limit;
    return std::min(limit, std::max(1, m_unknown > 0 ? m_inFlight : m_inFlight + 1));
}

std::optional<TimePoint> AdaptiveLimit::heldUntil(TimePoint now) const
{
    return now < m_holdUntil ? std::optional(m_holdUntil) : std::nullopt;
}

} // namespace exaid
