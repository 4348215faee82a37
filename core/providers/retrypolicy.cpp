#include "core/providers/retrypolicy.h"

#include "core/providers/providercodes.h"

#include <QStringList>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

FailureKind kindOfTimeout(const TimedOut &timedOut)
{
    switch (timedOut.clock) {
    case CallClock::Connect:
        return FailureKind::Connect;
    case CallClock::FirstToken:
    case CallClock::Stall:
        return FailureKind::Broken;
    case CallClock::Queue:
    case CallClock::Total: // long, which is not the same as hung
        return FailureKind::None;
    }
    Q_UNREACHABLE();
}

FailureKind kindOfFailure(const ProviderFailed &failed)
{
    if (isExhaustedCode(failed.providerCode))
        return FailureKind::Exhausted;
    if (failed.httpStatus == 429 || isOverloadCode(failed.providerCode))
        return FailureKind::Overloaded;
    if (failed.error.code == "connect_failed"_L1 || failed.error.code == "tls_failed"_L1)
        return FailureKind::Connect;
    if (failed.httpStatus == 408 || (failed.httpStatus >= 500 && failed.error.code == "http_error"_L1))
        return FailureKind::NotReady;
    static const QStringList broken{u"connection_lost"_s, u"truncated"_s, u"malformed"_s};
    return broken.contains(failed.error.code) ? FailureKind::Broken : FailureKind::None;
}

} // namespace

FailureKind failureKindOf(const Outcome &outcome)
{
    if (const auto *timedOut = std::get_if<TimedOut>(&outcome))
        return kindOfTimeout(*timedOut);
    if (const auto *failed = std::get_if<ProviderFailed>(&outcome))
        return kindOfFailure(*failed);
    return FailureKind::None;
}

std::optional<Duration> RetryPolicy::waitBefore(const Outcome &failure, const Attempt &attempt)
{
    const FailureKind kind = failureKindOf(failure);
    const bool isSafe =
        kind == FailureKind::Connect || kind == FailureKind::NotReady || kind == FailureKind::Overloaded;
    if (!isSafe || attempt.toldSomething || attempt.made >= m_settings.attempts)
        return std::nullopt;
    Duration wait = jittered(attempt.made);
    if (const auto *failed = std::get_if<ProviderFailed>(&failure); failed) {
        if (failed->error.code == "tls_failed"_L1)
            return std::nullopt; // a certificate doesn't change by the second
        // The provider's word is a lower bound; the jitter on top spreads those who heard the same.
        if (failed->retryAfter)
            wait = std::max(wait, *failed->retryAfter + wait / 10);
    }
    // What can't end in time is not begun.
    if (wait >= attempt.deadline.remaining(attempt.now))
        return std::nullopt;
    return wait;
}

Duration RetryPolicy::jittered(int retry)
{
    Duration most = m_settings.backoff;
    for (int i = 1; i < retry && most < m_settings.longestBackoff; ++i)
        most *= 2;
    most = std::min(most, m_settings.longestBackoff);
    std::uniform_real_distribution<double> share(0.5, 1.0);
    return std::chrono::duration_cast<Duration>(share(m_random) * most);
}

} // namespace exaid
