#pragma once

// What a GET can read: /metrics for Prometheus, /health for scripts. Who may: everybody when no token is set
// (the door then listens on loopback only), else who sends it as "Authorization: Bearer …". Core thread.

#include "core/frontends/doorpolicy.h"
#include "core/monitoring/metrichistory.h"
#include "core/monitoring/snapshot.h"

namespace exaid {

class AccessToken;

class AdminPages
{
public:
    AdminPages(const AccessToken &token, std::function<Snapshot()> makeSnapshot,
               std::function<MetricTotals()> totals);

    HttpReply page(DoorPage page, const HttpHead &head) const;

private:
    bool admits(const HttpHead &head) const;

    const AccessToken &m_token;
    const std::function<Snapshot()> m_makeSnapshot;
    const std::function<MetricTotals()> m_totals;
};

// {"status":"ok"|"degraded"|"draining", …}: degraded while a provider is left alone or a limit is overdrawn.
QJsonObject healthOf(const Snapshot &snapshot);

} // namespace exaid
