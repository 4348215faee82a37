#include "core/calls/usageprobe.h"

#include "core/monitoring/metrichistory.h"
#include "core/monitoring/metrics.h"

#include <algorithm>
#include <utility>

namespace exaid {

namespace {

QString poolPart(const PoolName &pool)
{
    if (pool.kind == PoolKind::Global)
        return metric::Global;
    if (pool.kind == PoolKind::Provider)
        return metric::Provider + pool.name;
    return toString(pool.kind) + u':' + pool.name;
}

} // namespace

UsageProbe::UsageProbe(const AdmissionController &controller, const Metrics &metrics)
    : m_controller(controller)
    , m_metrics(metrics)
{}

void UsageProbe::before(const AdmissionEvent &event)
{
    m_returning = {};
    if (const auto *back = std::get_if<Return>(&event); back && m_metrics.history()) {
        if (const LeaseRecord *lease = m_controller.lease(back->lease))
            m_returning = lease->session;
    }
}

void UsageProbe::after(const AdmissionEvent &event, std::span<const AdmissionAction> actions)
{
    if (!m_metrics.history())
        return;
    if (std::holds_alternative<ChangeLimits>(event))
        findPools();
    tellPools();
    if (m_returning)
        tellSession(m_returning);
    for (const AdmissionAction &action : actions) {
        if (const auto *grant = std::get_if<Grant>(&action)) {
            if (const LeaseRecord *lease = m_controller.lease(grant->lease))
                tellSession(lease->session);
        } else if (const auto *recovery = std::get_if<Recovery>(&action); recovery && recovery->session) {
            tellSession(recovery->session);
        }
    }
}

void UsageProbe::start(std::function<QString(SessionId)> nameOf)
{
    m_nameOf = std::move(nameOf);
    if (!m_metrics.history())
        return;
    findPools();
    tellPools();
}

// Pools of providers and models never move; new ones come with new limits.
void UsageProbe::findPools()
{
    m_controller.ledger().forEachPool([&](PoolIndex index, const PermitPool &pool) {
        const bool known = std::ranges::find(m_pools, index, &Pool::index) != m_pools.end();
        if (known || pool.name().kind == PoolKind::Session)
            return;
        const QString part = poolPart(pool.name());
        m_pools.push_back(
            {index, {metric::Held + part}, {metric::Capacity + part}, {metric::Waiting + part}});
    });
}

void UsageProbe::tellPools()
{
    for (Pool &pool : m_pools) {
        tell(pool.held, m_controller.ledger().held(pool.index));
        tell(pool.capacity, m_controller.ledger().pool(pool.index).capacity());
        tell(pool.waiting, m_controller.waitingFor(pool.index));
    }
}

void UsageProbe::tell(Pool::Level &level, int value) const
{
    if (std::exchange(level.told, value) != value)
        m_metrics.history()->setLevel(level.name, value);
}

void UsageProbe::tellSession(SessionId session)
{
    auto known = m_sessions.find(session);
    if (known == m_sessions.end()) {
        const QString name = m_nameOf ? m_nameOf(session) : QString();
        if (name.isEmpty())
            return;
        known = m_sessions.insert(session, metric::Held + metric::Session + name);
    }
    const int held = m_controller.heldBy(session);
    m_metrics.history()->setLevel(*known, held);
    if (held == 0)
        m_sessions.erase(known);
}

} // namespace exaid
