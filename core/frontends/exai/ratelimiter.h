#pragma once

// Token buckets for messages after hello: one for all, one for each remote address (not loopback), one for
// each session. A message takes one token of each or none. Pure, clock from outside; core thread.

#include "core/config/settings.h"
#include "core/ids.h"

#include <QHash>
#include <QHostAddress>
#include <optional>

namespace exaid {

class RateLimiter
{
public:
    struct Refusal
    {
        QString bucket;  // "global", "address", "session"
        QString setting; // what to raise
        Duration retryAfter{};
    };

    RateLimiter(const Clock &clock, const ServerSettings &settings)
        : m_clock(clock)
        , m_settings(settings)
    {}

    // Nothing: the message may pass.
    std::optional<Refusal> take(const QHostAddress &address, SessionId session);

    qsizetype bucketCount() const { return m_addresses.size() + m_sessions.size(); }

private:
    struct Bucket
    {
        double tokens = 0;
        TimePoint filledAt{};
        bool isNew = true;
    };

    static void refill(Bucket &bucket, double capacity, double perSecond, TimePoint now);
    void forgetFull(TimePoint now);

    const Clock &m_clock;
    const ServerSettings &m_settings;
    Bucket m_global;
    QHash<QHostAddress, Bucket> m_addresses;
    QHash<SessionId, Bucket> m_sessions;
    TimePoint m_nextSweep{};
};

} // namespace exaid
