#include "core/frontends/exai/ratelimiter.h"

#include <algorithm>
#include <array>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration SweepInterval = 60s;
// Who waits exactly retryAfter must not be refused for the last bit of a double.
constexpr double Rounding = 1e-6;

Duration untilOneToken(double tokens, double perSecond)
{
    if (perSecond <= 0)
        return 1h;
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>((1.0 - tokens) / perSecond));
}

} // namespace

void RateLimiter::refill(Bucket &bucket, double capacity, double perSecond, TimePoint now)
{
    const double gained = bucket.isNew ? capacity : toSeconds(now - bucket.filledAt) * perSecond;
    bucket.tokens = std::min(capacity, bucket.tokens + gained);
    bucket.filledAt = now;
    bucket.isNew = false;
}

std::optional<RateLimiter::Refusal> RateLimiter::take(const QHostAddress &address, SessionId session)
{
    const TimePoint now = m_clock.now();
    if (now >= m_nextSweep)
        forgetFull(now);

    struct Check
    {
        Bucket *bucket;
        double capacity, perSecond;
        QString name, setting;
    };
    std::array<Check, 3> checks{
        Check{&m_global, m_settings.rateGlobalCapacity, m_settings.rateGlobalRefill, u"global"_s,
              u"RATE_LIMIT_GLOBAL_CAPACITY / RATE_LIMIT_GLOBAL_REFILL_RATE"_s},
        Check{address.isLoopback() ? nullptr : &m_addresses[address], m_settings.rateAddressCapacity,
              m_settings.rateAddressRefill, u"address"_s,
              u"RATE_LIMIT_IP_CAPACITY / RATE_LIMIT_IP_REFILL_RATE"_s},
        Check{&m_sessions[session], m_settings.rateSessionCapacity, m_settings.rateSessionRefill,
              u"session"_s, u"RATE_LIMIT_USER_CAPACITY / RATE_LIMIT_USER_REFILL_RATE"_s}};
    const auto applies = [](const Check &check) { return check.bucket && check.capacity > 0; };
    for (const Check &check : checks) {
        if (!applies(check))
            continue;
        refill(*check.bucket, check.capacity, check.perSecond, now);
        if (check.bucket->tokens < 1.0 - Rounding)
            return Refusal{check.name, check.setting, untilOneToken(check.bucket->tokens, check.perSecond)};
    }
    for (const Check &check : checks) {
        if (applies(check))
            check.bucket->tokens -= 1.0;
    }
    return std::nullopt;
}

// A full bucket says the same as none. Not sooner: else leaving and coming back would be a way around the
// limit.
void RateLimiter::forgetFull(TimePoint now)
{
    m_nextSweep = now + SweepInterval;
    m_addresses.removeIf([&](QHash<QHostAddress, Bucket>::iterator it) {
        refill(*it, m_settings.rateAddressCapacity, m_settings.rateAddressRefill, now);
        return it->tokens >= m_settings.rateAddressCapacity;
    });
    m_sessions.removeIf([&](QHash<SessionId, Bucket>::iterator it) {
        refill(*it, m_settings.rateSessionCapacity, m_settings.rateSessionRefill, now);
        return it->tokens >= m_settings.rateSessionCapacity;
    });
}

} // namespace exaid
