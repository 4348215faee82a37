#pragma once

// How many requests a provider takes at once, found out from what it refuses. Providers move their limits
// without notice. A refusal (429, overload) halves the limit, at most to what was in flight beside it, and
// until the provider takes a request again only one at a time is sent. Requests taken raise the limit, one
// step at a time, never above the configured one: after TryAfter of them one more is tried; if that is taken,
// one more for each; if it is refused, back by one. A refusal with nothing else in flight can't be about
// concurrency: then the provider is left alone for as long as it says. Pure; times are given from outside.

#include "core/time/clock.h"

#include <optional>

namespace exaid {

class AdaptiveLimit
{
public:
    // Requests taken at the limit before one more is tried. Few, so that a step up is used soon; the price
    // of a try that fails is one refusal, which costs nothing but a short wait.
    static constexpr int TryAfter = 5;

    explicit AdaptiveLimit(int configured, bool adapts = true)
        : m_adapts(adapts)
        , m_configured(configured)
        , m_limit(configured)
    {}

    void setConfigured(int configured);

    void started();
    // The provider took a request: it sent a token. Once a request, before ended().
    void accepted(TimePoint now, TimePoint startedAt);
    // Call instead of ended().
    void refused(TimePoint now, TimePoint startedAt, std::optional<Duration> retryAfter);
    void ended(TimePoint startedAt);
    // The provider says that nothing is left until then (headers).
    void holdUntil(TimePoint when);
    // The provider says how many it takes at once.
    void told(int atOnce) { m_told = atOnce; }

    int configured() const { return m_configured; }
    int inFlight() const { return m_inFlight; }
    // As found out; 0 while on hold.
    int effective(TimePoint now) const;
    // For admission: how many may be in flight now. Changes with each request while only one may be sent.
    int ceiling(TimePoint now) const;
    // Nothing: not on hold.
    std::optional<TimePoint> heldUntil(TimePoint now) const;

private:
    const bool m_adapts;
    int m_configured;
    int m_limit;
    std::optional<int> m_told;
    int m_inFlight = 0;
    int m_takenAtLimit = 0;
    bool m_trying = false;  // the last change was a step up that has not been taken yet
    bool m_rising = false;  // the last step up was taken
    bool m_careful = false; // after a cut, until a request is taken
    int m_unknown = 0;      // sent since the cut, neither taken nor refused yet
    TimePoint m_changedAt{};
    TimePoint m_holdUntil{};
    int m_holdsInRow = 0;
};

} // namespace exaid
