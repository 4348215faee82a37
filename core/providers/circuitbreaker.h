#pragma once

// Keeps calls away from a provider that is down. Closed: calls pass. After some failures in a row: open,
// calls are refused at once. After the interval: half open, one call passes as a probe; its first token
// closes the breaker, its failure opens it for another interval. Pure; times are given from outside.

#include "core/time/clock.h"

#include <QString>
#include <optional>

namespace exaid {

using namespace std::chrono_literals;

enum class BreakerState { Closed, Open, HalfOpen };
QString toString(BreakerState state);

class CircuitBreaker
{
public:
    // What a request carries from its start to its end. Late news of an earlier era change nothing.
    struct Pass
    {
        quint64 era = 0;
        bool probe = false;
    };

    // failures: in a row; 0: never opens.
    CircuitBreaker(int failures, Duration interval)
        : m_threshold(failures)
        , m_interval(interval)
    {}

    // Nothing: a request may go out. Else how long to stay away, as far as can be known.
    std::optional<Duration> refusal(TimePoint now) const;
    // A request wants to go out now.
    std::optional<Pass> tryPass(TimePoint now);
    // The provider works: it sent a token, or refused for a reason that is not its health.
    void succeeded(const Pass &pass);
    void failed(const Pass &pass, TimePoint now);
    // Nothing was learned: cancelled, say.
    void abandoned(const Pass &pass);

    // Open only shows until the interval is over; then the next request is a probe.
    BreakerState state() const { return m_state; }
    qint64 timesOpened() const { return m_timesOpened; }
    int failuresInRow() const { return m_failures; }

private:
    void open(TimePoint now);

    const int m_threshold;
    const Duration m_interval;
    BreakerState m_state = BreakerState::Closed;
    bool m_probing = false;
    int m_failures = 0;
    quint64 m_era = 1;
    TimePoint m_openUntil{};
    qint64 m_timesOpened = 0;
};

} // namespace exaid
