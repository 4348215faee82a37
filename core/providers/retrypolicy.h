#pragma once

// Which failures are worth asking again, and after how long. Only what can't have been done or paid for: the
// provider was not reached (connect), said it was not ready (408, 5xx before the first token) or busy (429,
// overload codes). Never what may have run, what told the client something already, or what asking again
// won't mend (key, quota, content). Pure but for its own random numbers, which are seeded from outside.

#include "core/config/settings.h"
#include "core/outcome.h"
#include "core/time/deadline.h"

#include <random>

namespace exaid {

enum class FailureKind {
    None,     // an answer, a refusal of the request itself, a cancellation: no news of the provider's health
    Connect,  // not reached
    NotReady, // 408, 5xx
    Overloaded, // 429, overload codes: alive, but wants less
    Exhausted,  // quota or balance: only its owner can mend it
    Broken,     // reached, then silent, lost or unreadable
};
FailureKind failureKindOf(const Outcome &outcome);

class RetryPolicy
{
public:
    RetryPolicy(const ResilienceSettings &settings, quint64 seed)
        : m_settings(settings)
        , m_random(seed)
    {}

    struct Attempt
    {
        int made = 1;               // requests so far
        bool toldSomething = false; // of the answer, to the client
        TimePoint now{};
        Deadline deadline;
    };
    // How long to wait before the next request; nothing: don't ask again.
    std::optional<Duration> waitBefore(const Outcome &failure, const Attempt &attempt);

private:
    Duration jittered(int retry);

    const ResilienceSettings m_settings;
    std::mt19937_64 m_random;
};

} // namespace exaid
