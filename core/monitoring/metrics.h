#pragma once

// Counters since start, and through history, when there is one, what they were when. Core thread.

#include "core/monitoring/snapshot.h"
#include "core/outcome.h"

#include <optional>

namespace exaid {

class MetricHistory;

// Of a call that asked a provider; for others the provider is empty.
struct MetricTimes
{
    QString provider;
    std::optional<Duration> ran; // nothing: it never got a slot
    Duration total{};
};

class Metrics
{
public:
    // Null: only count. It must outlive this, or be taken away first.
    void setHistory(MetricHistory *history) { m_history = history; }
    MetricHistory *history() const { return m_history; }

    void callStarted() { ++m_counters.callsStarted; }
    void callFinished(const Outcome &outcome, const MetricTimes &times = {});
    void slotGranted(const QString &provider, Duration waited);
    void firstToken(const QString &provider, Duration sinceGrant);
    void leakFound(const QString &pool, const QString &cause);
    void leakRecovered(const QString &cause);
    void callRetried(const QString &provider);
    void retryDenied(const QString &provider);

    const CounterSnapshot &counters() const { return m_counters; }

private:
    void tell(QLatin1StringView kind, const QString &name, qint64 number = 1);

    CounterSnapshot m_counters;
    MetricHistory *m_history = nullptr;
};

} // namespace exaid
