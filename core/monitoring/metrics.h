#pragma once

// Counters since start. Values only; core thread.

#include "core/monitoring/snapshot.h"
#include "core/outcome.h"

namespace exaid {

class Metrics
{
public:
    void callStarted() { ++m_counters.callsStarted; }
    void callFinished(const Outcome &outcome);
    void leakFound(const QString &pool, const QString &cause);
    void callRetried() { ++m_counters.retries; }
    void leakRecovered() { ++m_counters.leaksRecovered; }

    const CounterSnapshot &counters() const { return m_counters; }

private:
    CounterSnapshot m_counters;
};

} // namespace exaid
