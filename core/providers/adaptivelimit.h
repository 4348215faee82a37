#pragma once

// How many requests a provider takes at once, found out from what it refuses. Providers move their limits
// without notice. After a refusal (429, overload) nothing new is sent until one request is left; from there
// the limit climbs by one for each request taken, up to what was in flight beside the refused one, so that
// finding the new level costs one more refusal at most, however far it fell. The price is the time in which
// what runs comes to its end; no live request is cut. Later, after TryAfter requests taken at the limit, one
// more is tried; if that is taken, one more for each; if it is refused, back by one.
//
// Below the configured limit one request at a time is on trial: the next goes out when the provider has taken
// the last, or has not refused it for three times as long as refusals take. A refusal with nothing else in
// flight can't be about concurrency: then the provider is left alone for as long as it says.
//
// Pure; times are given from outside. The ceiling changes by itself at nextChange(): call settle() then.

#include "core/time/clock.h"

#include <QtGlobal>
#include <deque>
#include <map>
#include <optional>

namespace exaid {

class AdaptiveLimit
{
public:
    // Requests taken at the limit before one more is tried. Few, so that a step up is used soon; the price
    // of a try that fails is one refusal, which costs nothing but a short wait.
    static constexpr int TryAfter = 6;

    explicit AdaptiveLimit(int configured, bool adapts = true)
        : m_adapts(adapts)
        , m_configured(configured)
        , m_limit(configured)
        , m_most(configured)
    {}

    void setConfigured(int configured);

    // Names a request from its start to its end; later ones are larger.
    using Serial = quint64;
    [[nodiscard]] Serial started(TimePoint now);
    // The provider took a request: it sent a token. Once a request, before ended().
    void accepted(Serial serial);
    // Call instead of ended().
    void refused(TimePoint now, Serial serial, std::optional<Duration> retryAfter);
    void ended(Serial serial) { m_sent.erase(serial); }
    // Requests that were not refused for long enough count as taken.
    void settle(TimePoint now);
    // The provider says that nothing is left until then (headers).
    void holdUntil(TimePoint when);
    // The provider says how many it takes at once.
    void told(int atOnce) { m_told = atOnce; }

    int configured() const { return m_configured; }
    int inFlight() const { return static_cast<int>(m_sent.size()); }
    // As found out; 0 while on hold.
    int effective(TimePoint now) const;
    // For admission: how many may be in flight now. Changes with each request while one is on trial.
    int ceiling(TimePoint now) const;
    // Nothing: not on hold.
    std::optional<TimePoint> heldUntil(TimePoint now) const;
    // The next moment at which the ceiling may change by itself; nothing: none.
    std::optional<TimePoint> nextChange(TimePoint now) const;

private:
    struct Sent
    {
        TimePoint at{};
        int beside = 0;      // in flight when it was sent
        bool onTrial = true; // neither taken nor refused yet
    };
    const Sent *oldestOnTrial() const;
    bool isOnTrial(const Sent &sent, TimePoint now) const
    {
        return sent.onTrial && sent.at + m_patience > now;
    }
    void taken(Serial serial);
    void learnPatience(Duration refusedAfter);
    void findFrom(int beside);
    void noteChange() { m_lastBeforeChange = m_lastSerial; }

    const bool m_adapts;
    int m_configured;
    int m_limit;
    int m_most; // one more than this was refused; no try above it until the level is found
    std::optional<int> m_told;
    std::map<Serial, Sent> m_sent;
    Serial m_lastSerial = 0;
    Serial m_lastBeforeChange = 0; // what was sent before the last change says nothing about it
    std::deque<Duration> m_refusedAfter;
    Duration m_patience{};
    int m_takenAtLimit = 0;
    bool m_trying = false; // the last change was a step up that has not been taken yet
    bool m_rising = false; // the last step up was taken
    TimePoint m_holdUntil{};
    int m_holdsInRow = 0;
};

} // namespace exaid
