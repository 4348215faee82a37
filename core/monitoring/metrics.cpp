#include "core/monitoring/metrics.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

void bump(QJsonObject &counters, const QString &name)
{
    counters.insert(name, counters.value(name).toInteger() + 1);
}

} // namespace

void Metrics::callFinished(const Outcome &outcome)
{
    std::visit(Overloaded{
                   [this](const Answer &) { ++m_counters.callsAnswered; },
                   [this](const Refused &r) {
                       ++m_counters.callsRefused;
                       bump(m_counters.refusalsByLimit, r.details.value(u"limit"_s).toString(r.error.code));
                   },
                   [this](const TimedOut &t) {
                       ++m_counters.callsTimedOut;
                       bump(m_counters.timeoutsByClock, toString(t.clock));
                   },
                   [this](const Cancelled &) { ++m_counters.callsCancelled; },
                   [this](const ProviderFailed &) { ++m_counters.callsFailed; },
                   [this](const Rejected &) { ++m_counters.callsFailed; },
                   [this](const InternalFailure &) { ++m_counters.callsFailed; },
               },
               outcome);
}

void Metrics::leakFound(const QString &pool, const QString &cause)
{
    ++m_counters.leaksFound;
    bump(m_counters.leaksByCause, cause);
    QJsonObject causes = m_counters.leaksByPool.value(pool).toObject();
    bump(causes, cause);
    m_counters.leaksByPool.insert(pool, causes);
}

} // namespace exaid
