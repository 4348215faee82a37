#include "core/admission/providerreserve.h"

#include <algorithm>

namespace exaid {

namespace {

constexpr int MostHalvings = 30;
// Shorter is not worth a timer.
constexpr Duration ShortestKeep = 1ms;

} // namespace

ProviderReserve::ProviderReserve(const FairScheduler &scheduler, const AdmissionLimits &limits)
    : m_scheduler(scheduler)
{
    setLimits(limits);
}

void ProviderReserve::setLimits(const AdmissionLimits &limits)
{
    m_permits = limits.reservePerProvider;
    m_share = limits.reserveShare;
    m_max = limits.reserveMax;
    m_for = limits.reserveFor;
    m_from = limits.reserveFrom;
    for (Provider &p : m_providers)
        stop(p); // the next review decides by the new limits
}

void ProviderReserve::noteArrival(SessionIndex session, SessionId id, ProviderIndex provider, TimePoint now)
{
    noteActive(session, now);
    Provider &p = entry(provider);
    if (id != p.borrower && m_scheduler.heldAt(session, provider) == 0)
        p.inVain = 0;
}

void ProviderReserve::noteActive(SessionIndex session, TimePoint now)
{
    forget(session);
    if (session >= m_recent.size())
        m_recent.resize(session + 1);
    m_recent[session] = {now, None, m_newest, true};
    if (m_newest != None)
        m_recent[m_newest].newer = session;
    m_newest = session;
}

void ProviderReserve::forget(SessionIndex session)
{
    if (session >= m_recent.size() || !m_recent[session].listed)
        return;
    const Recent gone = std::exchange(m_recent[session], Recent{});
    (gone.newer == None ? m_newest : m_recent[gone.newer].older) = gone.older;
    if (gone.older != None)
        m_recent[gone.older].newer = gone.newer;
}

void ProviderReserve::beginReview(TimePoint now)
{
    m_now = now;
    for (Provider &p : m_providers)
        p.wanted = false;
}

void ProviderReserve::keep(ProviderIndex provider, std::optional<Duration> meanService)
{
    Provider &p = entry(provider);
    p.wanted = true;
    if (p.expired)
        return;
    if (!isClaimed(provider))
        return stop(p);
    if (p.kept) {
        p.expired = p.until <= m_now;
        if (p.expired)
            stop(p);
        return;
    }
    if (!meanService || *meanService < m_from)
        return;
    const Duration full = std::min(m_max, std::chrono::duration_cast<Duration>(m_share * *meanService));
    const Duration length = full / (qint64{1} << p.inVain);
    p.kept = length >= ShortestKeep;
    p.since = m_now;
    p.until = m_now + length;
}

void ProviderReserve::endReview()
{
    for (Provider &p : m_providers) {
        if (p.wanted)
            continue;
        stop(p);
        p.expired = false;
    }
}

void ProviderReserve::granted(ProviderIndex provider, SessionId to, bool sharing)
{
    Provider &p = entry(provider);
    if (p.expired && sharing) {
        p.inVain = std::min(p.inVain + 1, MostHalvings);
        p.borrower = to;
    }
    stop(p);
    p.expired = false;
}

void ProviderReserve::stop(Provider &provider)
{
    if (provider.kept)
        m_longest = std::max(m_longest, m_now - provider.since);
    provider.kept = false;
}

TimePoint ProviderReserve::nextEnd() const
{
    TimePoint end = TimePoint::max();
    for (const Provider &p : m_providers) {
        if (p.kept)
            end = std::min(end, p.until);
    }
    return end;
}

ProviderReserve::Provider &ProviderReserve::entry(ProviderIndex provider)
{
    if (provider >= m_providers.size())
        m_providers.resize(provider + 1);
    return m_providers[provider];
}

// Those without room hold permits, so at most as many sessions are passed as there are permits.
bool ProviderReserve::isClaimed(ProviderIndex provider) const
{
    for (SessionIndex session = m_newest; session != None; session = m_recent[session].older) {
        if (m_now - m_recent[session].at > m_for)
            return false;
        if (m_scheduler.hasRoom(session) && m_scheduler.heldAt(session, provider) == 0)
            return true;
    }
    return false;
}

} // namespace exaid
