#pragma once

// Keeps one session from walling off a provider: its last permits are not lent at once to a session that
// already holds one there, as long as another session may want one. Pure; the controller asks before it
// grants.
//
// Lending idle capacity is right as long as it comes back soon, but a live call is never cut, and a call may
// take minutes: whoever takes both of two permits shuts the others out that long. Keeping a permit free for
// good is wrong too: it costs a slot all the time for somebody who may never come. So:
//  - A session that holds nothing at the provider may always take what is free; only further permits are
//  kept.
//  - The provider's calls must be long: where they take less than reserveFrom in the mean (or none has been
//    measured yet) a lent permit is soon back, and none is kept.
//  - Somebody must have a claim: a session that has not ended, holds nothing there, has room in its own
//  limit,
//    and was active (asked for a slot or gave one back, anywhere) within reserveFor.
//  - The permit is kept for reserveShare of the provider's mean service time, at most reserveMax, from when
//  it
//    was first asked for in vain; then it is lent. Each time it was kept in vain the next time is half as
//    long, until another session asks for this provider. So between two calls of others at most twice that
//    time is lost, of one permit, and in return they need not wait for the end of somebody's second call.
// Since sessions that hold fewer slots go first anyway, this matters only while the others have nothing
// waiting.

#include "core/admission/fairscheduler.h"

#include <vector>

namespace exaid {

class ProviderReserve final
{
public:
    ProviderReserve(const FairScheduler &scheduler, const AdmissionLimits &limits);
    Q_DISABLE_COPY_MOVE(ProviderReserve)

    void setLimits(const AdmissionLimits &limits);
    int permits() const { return m_permits; } // of each provider, that are not lent lightly

    void noteArrival(SessionIndex session, SessionId id, ProviderIndex provider, TimePoint now);
    void noteActive(SessionIndex session, TimePoint now);
    void forget(SessionIndex session); // it has ended

    // A review, before each decision: keep() for each provider where a session that holds a permit could take
    // one of the last; isKept() then says whether it has to wait. The others are free again.
    void beginReview(TimePoint now);
    void keep(ProviderIndex provider, std::optional<Duration> meanService);
    void endReview();
    // A permit was granted. sharing: to a session that already held one there.
    void granted(ProviderIndex provider, SessionId to, bool sharing);

    bool isKept(ProviderIndex provider) const
    {
        return provider < m_providers.size() && m_providers[provider].kept;
    }
    // When the first kept permit will be lent; max(): none is kept.
    TimePoint nextEnd() const;
    // The longest time a permit was kept so far.
    Duration longest() const { return m_longest; }

private:
    static constexpr SessionIndex None = ~SessionIndex{0};
    struct Provider
    {
        bool kept = false;
        bool expired = false; // kept to the end, not yet lent
        bool wanted = false;  // in this review
        TimePoint since{};
        TimePoint until{};
        int inVain = 0;
        SessionId borrower;
    };
    // Sessions by their last activity, newest first.
    struct Recent
    {
        TimePoint at{};
        SessionIndex newer = None;
        SessionIndex older = None;
        bool listed = false;
    };

    void stop(Provider &provider);
    Provider &entry(ProviderIndex provider);
    bool isClaimed(ProviderIndex provider) const;

    const FairScheduler &m_scheduler;
    int m_permits = 0;
    double m_share = 0;
    Duration m_max{};
    Duration m_for{};
    Duration m_from{};
    TimePoint m_now{};
    Duration m_longest{};
    std::vector<Provider> m_providers;
    std::vector<Recent> m_recent;
    SessionIndex m_newest = None;
};

} // namespace exaid
