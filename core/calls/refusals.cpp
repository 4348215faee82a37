#include "core/calls/refusals.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Without a measured service time a second is an honest "soon"; beyond five minutes an estimate is worth
// nothing.
constexpr Duration UnmeasuredRetry = 1s;
constexpr Duration ShortestRetry = 250ms;
constexpr Duration LongestRetry = 300s;

Refused overCapacity(const Refusal &refusal, const QString &message, const QString &setting)
{
    const Duration retry =
        std::clamp(refusal.retryAfter.value_or(UnmeasuredRetry), ShortestRetry, LongestRetry);
    return Refused{
        {u"OVER_CAPACITY"_s, message, u"retry later, or raise "_s + setting}, retry, {{u"limit"_s, setting}}};
}

} // namespace

Outcome outcomeOf(const Refusal &refusal, const RefusalContext &context)
{
    switch (refusal.cause) {
    case RefusalCause::UnknownProvider:
        return Rejected{{u"VALIDATION_ERROR"_s, u"provider '%1' is not configured"_s.arg(context.provider),
                         u"set its API key, or choose another model"_s},
                        {}};
    case RefusalCause::SessionQueueFull:
        return overCapacity(refusal, u"this session already has as many calls waiting as it may"_s,
                            u"EXAI_QUEUE_PER_SESSION"_s);
    case RefusalCause::TotalQueueFull:
        return overCapacity(refusal, u"the daemon already has as many calls waiting as it may"_s,
                            u"EXAI_QUEUE_TOTAL"_s);
    case RefusalCause::QueueDeadline:
        return TimedOut{CallClock::Queue, context.queueTimeout, context.provider, context.model};
    case RefusalCause::SessionEnded:
        return Cancelled{CancelCause::ClientGone};
    }
    Q_UNREACHABLE();
}

} // namespace exaid
