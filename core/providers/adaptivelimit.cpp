#include "core/providers/adaptivelimit.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace std::chrono_literals;

namespace {

// Without the provider's word: 1, 2, 4 … s.
constexpr Duration FirstHold = 1s;
constexpr Duration LongestOwnHold = 30s;
// A provider may say "tomorrow"; calls that wait should hear of it by their own refusals before that.
constexpr Duration LongestToldHold = 60s;

constexpr int PatienceMargin = 3;
constexpr Duration LeastPatience = 100ms;
constexpr Duration MostPatience = 5s;
constexpr size_t RefusalsRemembered = 8;

} // namespace

void AdaptiveLimit::setConfigured(int configured)
{
    const bool wasLowered = m_limit < m_configured;
    m_configured = configured;
    m_limit = wasLowered ? std::min(m_limit, configured) : configured;
    m_most = wasLowered && m_rising ? std::min(m_most, configured) : configured;
}

AdaptiveLimit::Serial AdaptiveLimit::started(TimePoint now)
{
    m_sent.emplace(++m_lastSerial, Sent{now, inFlight()});
    return m_lastSerial;
}

void AdaptiveLimit::accepted(Serial serial)
{
    m_holdsInRow = 0;
    if (const auto sent = m_sent.find(serial);
        sent != m_sent.end() && std::exchange(sent->second.onTrial, false))
        taken(serial);
}

void AdaptiveLimit::settle(TimePoint now)
{
    // Not in normal service, where nobody waits for it.
    for (auto &[serial, sent] : m_sent) {
        if (m_limit < m_configured && sent.onTrial && !isOnTrial(sent, now)) {
            sent.onTrial = false;
            taken(serial);
        }
    }
}

void AdaptiveLimit::taken(Serial serial)
{
    // Below the limit it says nothing about the limit.
    if (m_limit >= m_configured || serial <= m_lastBeforeChange || inFlight() < m_limit)
        return;
    if (m_trying) {
        m_trying = false;
        m_rising = true;
    }
    if (m_rising && m_limit >= m_most) { // found: one more was refused
        m_rising = false;
        m_most = m_configured;
        m_takenAtLimit = 0;
        return;
    }
    if (!m_rising && ++m_takenAtLimit < TryAfter)
        return;
    ++m_limit;
    m_trying = true;
    m_takenAtLimit = 0;
    noteChange();
}

void AdaptiveLimit::refused(TimePoint now, Serial serial, std::optional<Duration> retryAfter)
{
    const auto found = m_sent.find(serial);
    if (found == m_sent.end())
        return;
    const Sent sent = found->second;
    m_sent.erase(found);
    if (!m_adapts)
        return;
    learnPatience(now - sent.at);
    m_takenAtLimit = 0;
    if (sent.beside == 0 && (m_limit <= 1 || retryAfter)) {
        const Duration own = std::min(LongestOwnHold, FirstHold * (1 << std::min(m_holdsInRow, 5)));
        ++m_holdsInRow;
        holdUntil(now + std::min(retryAfter.value_or(own), LongestToldHold));
    }
    if (serial <= m_lastBeforeChange) {
        // Sent before the last change was known: one event with the refusal that made it.
        const int most = std::max(1, sent.beside);
        m_limit = std::min(m_limit, most);
        if (m_rising)
            m_most = std::min(m_most, most);
        return;
    }
    if (std::exchange(m_trying, false)) { // only the step up was too much
        m_limit = std::max(1, m_limit - 1);
        m_rising = false;
        m_most = m_configured;
    } else {
        findFrom(sent.beside);
    }
    noteChange();
}

// Something is refused that used to be taken: the level is not above what was in flight beside it.
void AdaptiveLimit::findFrom(int beside)
{
    m_rising = beside != 1;
    m_most = beside == 0 ? m_limit : beside == 1 ? m_configured : std::min(m_limit, beside);
    m_trying = beside > 1;
    m_limit = std::min(m_limit, beside > 1 ? 2 : 1);
}

const AdaptiveLimit::Sent *AdaptiveLimit::oldestOnTrial() const
{
    const auto found = std::ranges::find_if(m_sent, [](const auto &entry) { return entry.second.onTrial; });
    return found == m_sent.end() ? nullptr : &found->second;
}

void AdaptiveLimit::learnPatience(Duration refusedAfter)
{
    m_refusedAfter.push_back(refusedAfter);
    if (m_refusedAfter.size() > RefusalsRemembered)
        m_refusedAfter.pop_front();
    const Duration longest = *std::ranges::max_element(m_refusedAfter);
    m_patience = std::clamp(PatienceMargin * longest, LeastPatience, MostPatience);
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
    if (limit == 0 || m_limit >= m_configured)
        return limit;
    const bool isOneOnTrial =
        std::ranges::any_of(m_sent, [&](const auto &entry) { return isOnTrial(entry.second, now); });
    return std::min(limit, isOneOnTrial ? inFlight() : inFlight() + 1);
}

std::optional<TimePoint> AdaptiveLimit::heldUntil(TimePoint now) const
{
    return now < m_holdUntil ? std::optional(m_holdUntil) : std::nullopt;
}

std::optional<TimePoint> AdaptiveLimit::nextChange(TimePoint now) const
{
    std::optional<TimePoint> next = heldUntil(now);
    const Sent *oldest = m_limit < m_configured ? oldestOnTrial() : nullptr;
    if (oldest) {
        const TimePoint settled = std::max(now, oldest->at + m_patience);
        next = next ? std::min(*next, settled) : settled;
    }
    return next;
}

} // namespace exaid
