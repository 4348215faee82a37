#pragma once

// What a provider's response headers say of its limits, where it sends them: requests and tokens a minute,
// requests at once. Nothing is guessed. Values; pure.

#include "core/time/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <functional>
#include <optional>

namespace exaid {

struct RateLimit
{
    std::optional<qint64> limit;
    std::optional<qint64> remaining;
    std::optional<Duration> reset; // from now

    bool isEmpty() const { return !limit && !remaining && !reset; }
    bool isUsedUp() const { return remaining && *remaining <= 0; }
};

struct RateLimits
{
    RateLimit requests;
    RateLimit tokens;
    RateLimit concurrency;

    bool isEmpty() const { return requests.isEmpty() && tokens.isEmpty() && concurrency.isEmpty(); }
    // How long nothing will be taken, as the headers say; nothing: they don't.
    std::optional<Duration> wait() const;
};

// header: the value of a response header, empty if there is none.
RateLimits rateLimitsFrom(const std::function<QByteArray(const QByteArray &)> &header);
// "1s", "6m0s", "250ms", "1h2m3.5s", or a plain number of seconds.
std::optional<Duration> parseResetTime(const QByteArray &text);
QJsonObject toJson(const RateLimits &limits);

} // namespace exaid
