#include "core/providers/circuitbreaker.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A probe is under way; nobody knows how long it takes to its first token.
constexpr Duration WhileProbing = 1s;

} // namespace

QString toString(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return u"closed"_s;
    case BreakerState::Open:
        return u"open"_s;
    case BreakerState::HalfOpen:
        return u"half_open"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Duration> CircuitBreaker::refusal(TimePoint now) const
{
    switch (m_state) {
    case BreakerState::Closed:
        return std::nullopt;
    case BreakerState::Open:
        return now < m_openUntil ? std::optional(m_openUntil - now) : std::nullopt;
    case BreakerState::HalfOpen:
        return m_probing ? std::optional(WhileProbing) : std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<CircuitBreaker::Pass> CircuitBreaker::tryPass(TimePoint now)
{
    if (refusal(now))
        return std::nullopt;
    if (m_state == BreakerState::Closed)
        return Pass{m_era, false};
    if (m_state == BreakerState::Open) {
        m_state = BreakerState::HalfOpen;
        ++m_era;
    }
    m_probing = true;
    return Pass{m_era, true};
}

void CircuitBreaker::succeeded(const Pass &pass)
{
    // Proof of life counts whatever its age, but for what was sent before the failures.
    if (pass.era != m_era)
        return;
    m_failures = 0;
    m_probing = false;
    if (m_state != BreakerState::Closed) {
        m_state = BreakerState::Closed;
        ++m_era;
    }
}

void CircuitBreaker::failed(const Pass &pass, TimePoint now)
{
    if (pass.era != m_era)
        return;
    ++m_failures;
    if (pass.probe || (m_threshold > 0 && m_failures >= m_threshold))
        open(now);
}

void CircuitBreaker::abandoned(const Pass &pass)
{
    if (pass.era == m_era && pass.probe)
        m_probing = false;
}

void CircuitBreaker::open(TimePoint now)
{
    m_state = BreakerState::Open;
    m_probing = false;
    m_openUntil = now + m_interval;
    ++m_era;
    ++m_timesOpened;
}

} // namespace exaid
