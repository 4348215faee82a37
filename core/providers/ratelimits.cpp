#include "core/providers/ratelimits.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration LongestReset = std::chrono::hours(24);

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    // "100, 100;w=60": the first is the number.
    const QByteArray first = text.split(',').first().split(';').first().trimmed();
    bool ok = false;
    const qint64 value = first.toLongLong(&ok);
    return ok && value >= 0 ? std::optional(value) : std::nullopt;
}

QJsonObject limitJson(const RateLimit &limit)
{
    QJsonObject json;
    if (limit.limit)
        json.insert(u"limit"_s, *limit.limit);
    if (limit.remaining)
        json.insert(u"remaining"_s, *limit.remaining);
    if (limit.reset)
        json.insert(u"reset_secs"_s, toSeconds(*limit.reset));
    return json;
}

} // namespace

std::optional<Duration> RateLimits::wait() const
{
    std::optional<Duration> longest;
    for (const RateLimit *limit : {&requests, &tokens}) {
        if (limit->isUsedUp() && limit->reset)
            longest = std::max(longest.value_or(Duration::zero()), *limit->reset);
    }
    return longest;
}

std::optional<Duration> parseResetTime(const QByteArray &text)
{
    const QByteArray given = text.trimmed().toLower();
    if (given.isEmpty())
        return std::nullopt;
    double seconds = 0;
    qsizetype i = 0;
    while (i < given.size()) {
        const qsizetype begin = i;
        while (i < given.size() && (std::isdigit(static_cast<unsigned char>(given[i])) || given[i] == '.'))
            ++i;
        bool ok = false;
        const double number = given.sliced(begin, i - begin).toDouble(&ok);
        if (!ok)
            return std::nullopt;
        const qsizetype unitBegin = i;
        while (i < given.size() && std::isalpha(static_cast<unsigned char>(given[i])))
            ++i;
        const QByteArray unit = given.sliced(unitBegin, i - unitBegin);
        if (unit == "ms")
            seconds += number / 1'000;
        else if (unit == "s" || (unit.isEmpty() && i == given.size() && begin == 0))
            seconds += number;
        else if (unit == "m")
            seconds += number * 60;
        else if (unit == "h")
            seconds += number * 3'600;
        else
            return std::nullopt;
        if (i == begin)
            return std::nullopt;
    }
    const double most = toSeconds(LongestReset);
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(std::min(seconds, most)));
}

RateLimits rateLimitsFrom(const std::function<QByteArray(const QByteArray &)> &header)
{
    const auto read = [&](const QByteArray &what) {
        RateLimit limit;
        limit.limit = wholeNumber(header("x-ratelimit-limit-" + what));
        limit.remaining = wholeNumber(header("x-ratelimit-remaining-" + what));
        limit.reset = parseResetTime(header("x-ratelimit-reset-" + what));
        return limit;
    };
    RateLimits limits{read("requests"), read("tokens"), read("concurrency")};
    // The short forms, of the internet draft and of those who have one limit only.
    for (const QByteArray &prefix : {QByteArray("x-ratelimit-"), QByteArray("ratelimit-")}) {
        if (!limits.requests.isEmpty())
            break;
        limits.requests.limit = wholeNumber(header(prefix + "limit"));
        limits.requests.remaining = wholeNumber(header(prefix + "remaining"));
        const auto reset = parseResetTime(header(prefix + "reset"));
        if (reset && *reset < LongestReset) // else a moment since 1970
            limits.requests.reset = reset;
    }
    return limits;
}

QJsonObject toJson(const RateLimits &limits)
{
    QJsonObject json;
    if (!limits.requests.isEmpty())
        json.insert(u"requests"_s, limitJson(limits.requests));
    if (!limits.tokens.isEmpty())
        json.insert(u"tokens"_s, limitJson(limits.tokens));
    if (!limits.concurrency.isEmpty())
        json.insert(u"concurrency"_s, limitJson(limits.concurrency));
    return json;
}

} // namespace exaid
