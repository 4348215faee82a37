#pragma once

// Names of metrics as small numbers, so that a cell is a few bytes a figure. Bounded: when all numbers are in
// use, those that nobody uses any more are given out again (reclaim), and without any left a new name counts
// as "other". Values only; any thread.

#include "core/monitoring/metriccell.h"

#include <QHash>
#include <QStringList>

namespace exaid {

class MetricNames
{
public:
    static constexpr qsizetype MaxNames = 1'024;

    bool isFull() const { return m_free.empty() && m_names.size() >= MaxNames; }
    MetricId idOf(const QString &name);
    std::optional<MetricId> find(const QString &name) const;
    const QString &nameOf(MetricId id) const { return m_names.at(id); }
    const QStringList &names() const { return m_names; } // by id; empty: not in use
    // Takes back every number for which inUse says false.
    void reclaim(const std::vector<bool> &inUse);

private:
    QStringList m_names;
    QHash<QString, MetricId> m_ids;
    std::vector<MetricId> m_free;
};

// The names themselves: "held:provider:kimi", "timeout:stall", "wait:kimi". Kept in one place for those who
// write and those who read.
namespace metric {

inline constexpr QLatin1StringView Held("held:");
inline constexpr QLatin1StringView Capacity("capacity:");
inline constexpr QLatin1StringView Waiting("waiting:");
inline constexpr QLatin1StringView Global("global");
inline constexpr QLatin1StringView Provider("provider:");
inline constexpr QLatin1StringView Session("session:");

inline constexpr QLatin1StringView Wait("wait:"); // spreads, by provider
inline constexpr QLatin1StringView FirstToken("first_token:");
inline constexpr QLatin1StringView Run("run:");
inline constexpr QLatin1StringView Total("total:");

inline constexpr QLatin1StringView Calls("calls:");          // counts: by outcome
inline constexpr QLatin1StringView Timeout("timeout:");      // by clock
inline constexpr QLatin1StringView Refusal("refusal:");      // by limit
inline constexpr QLatin1StringView LeakFound("leak_found:"); // by cause
inline constexpr QLatin1StringView LeakRecovered("leak_recovered:");
inline constexpr QLatin1StringView Retry("retry:"); // by provider, as those below
inline constexpr QLatin1StringView RetryDenied("retry_denied:");
inline constexpr QLatin1StringView TokensIn("tokens_in:");
inline constexpr QLatin1StringView TokensOut("tokens_out:");
inline constexpr QLatin1StringView CostMicro("cost_micro_usd:"); // millionths of a dollar

} // namespace metric

} // namespace exaid
