#pragma once

// The daemon's figures in Prometheus' text format 0.0.4, with names that OpenMetrics accepts too.
// docs/metrics.md lists them. Labels are few and bounded: providers, clocks, limits, causes; never a session,
// a call, a prompt or a secret. Pure; any thread.

#include "core/monitoring/metrichistory.h"
#include "core/monitoring/snapshot.h"

namespace exaid {

QByteArray prometheusText(const Snapshot &snapshot, const MetricTotals &totals);

} // namespace exaid
