#include "core/monitoring/metrics.h"

#include "core/monitoring/metrichistory.h"

#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

void bump(QJsonObject &counters, const QString &name)
{
    counters.insert(name, counters.value(name).toInteger() + 1);
}

} // namespace

void Metrics::tell(QLatin1StringView kind, const QString &name, qint64 number)
{
    if (m_history)
        m_history->count(kind + name, number);
}

void Metrics::callFinished(const Outcome &outcome, const MetricTimes &times)
{
    std::visit(Overloaded{
                   [&](const Answer &a) {
                       ++m_counters.callsAnswered;
                       tell(metric::Calls, u"answer"_s);
                       if (a.usage) {
                           tell(metric::TokensIn, a.provider, a.usage->promptTokens);
                           tell(metric::TokensOut, a.provider, a.usage->completionTokens);
                       }
                       if (a.cost)
                           tell(metric::CostMicro, a.provider, std::llround(*a.cost * 1e6));
                   },
                   [&](const Refused &r) {
                       const QString limit = r.details.value(u"limit"_s).toString(r.error.code);
                       ++m_counters.callsRefused;
                       bump(m_counters.refusalsByLimit, limit);
                       tell(metric::Calls, u"refused"_s);
                       tell(metric::Refusal, limit);
                   },
                   [&](const TimedOut &t) {
                       ++m_counters.callsTimedOut;
                       bump(m_counters.timeoutsByClock, toString(t.clock));
                       tell(metric::Calls, u"timed_out"_s);
                       tell(metric::Timeout, toString(t.clock));
                   },
                   [&](const Cancelled &) {
                       ++m_counters.callsCancelled;
                       tell(metric::Calls, u"cancelled"_s);
                   },
                   [&](const ProviderFailed &) {
                       ++m_counters.callsFailed;
                       tell(metric::Calls, u"provider_failed"_s);
                   },
                   [&](const Rejected &) {
                       ++m_counters.callsFailed;
                       tell(metric::Calls, u"rejected"_s);
                   },
                   [&](const InternalFailure &) {
                       ++m_counters.callsFailed;
                       tell(metric::Calls, u"internal_failure"_s);
                   },
               },
               outcome);
    if (!m_history || times.provider.isEmpty())
        return;
    m_history->spread(metric::Total + times.provider, times.total);
    if (times.ran)
        m_history->spread(metric::Run + times.provider, *times.ran);
}

void Metrics::slotGranted(const QString &provider, Duration waited)
{
    if (m_history)
        m_history->spread(metric::Wait + provider, waited);
}

void Metrics::firstToken(const QString &provider, Duration sinceGrant)
{
    if (m_history)
        m_history->spread(metric::FirstToken + provider, sinceGrant);
}

void Metrics::leakRecovered(const QString &cause)
{
    ++m_counters.leaksRecovered;
    tell(metric::LeakRecovered, cause);
}

void Metrics::callRetried(const QString &provider)
{
    ++m_counters.retries;
    tell(metric::Retry, provider);
}

void Metrics::retryDenied(const QString &provider)
{
    tell(metric::RetryDenied, provider);
}

void Metrics::leakFound(const QString &pool, const QString &cause)
{
    ++m_counters.leaksFound;
    tell(metric::LeakFound, cause);
    bump(m_counters.leaksByCause, cause);
    QJsonObject causes = m_counters.leaksByPool.value(pool).toObject();
    bump(causes, cause);
    m_counters.leaksByPool.insert(pool, causes);
}

} // namespace exaid
