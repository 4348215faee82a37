#pragma once

// How many retries a provider gets: a share of the new calls of the last minute, so that a provider in
// trouble is never asked much more often than there are calls. One retry is free while the provider's last
// request was a success: a lone failure of a quiet daemon is worth a second try, an outage is not. Pure.

#include "core/time/clock.h"

#include <QtGlobal>
#include <deque>

namespace exaid {

class RetryBudget
{
public:
    static constexpr Duration Window = std::chrono::minutes(1);

    explicit RetryBudget(double share)
        : m_share(share)
    {}

    void callArrived(TimePoint now);
    // True: the retry is allowed, and counted.
    bool trySpend(TimePoint now);
    void providerAnswered() { m_freeLeft = true; }

    // Retries allowed now.
    int left(TimePoint now);
    qint64 spent() const { return m_spent; }
    qint64 denied() const { return m_denied; }

private:
    void forgetOld(TimePoint now);

    const double m_share;
    bool m_freeLeft = true;
    std::deque<TimePoint> m_calls;
    std::deque<TimePoint> m_retries;
    qint64 m_spent = 0;
    qint64 m_denied = 0;
};

} // namespace exaid
