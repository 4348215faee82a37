#pragma once

// How many retries a provider gets, so that one in trouble is never asked much more often than there are
// calls. A level between 0 and 1: each new call adds half the share, an answer fills it up, a retry takes all
// of it, at the moment it is sent. So in any stretch of time without an answer, of whatever length and from
// whatever moment on, with n new calls: retries ≤ 1 + n · share / 2. That is at most share · n from 1 / share
// calls on (1 + x/2 rounded down is 1 for x < 2, and at most x from there), and one with fewer.
//
// A retry is reserved when it is decided, so that nobody waits for one that will not be; what is reserved
// stays in the level until it is sent.
//
// A refusal (too many at once) while the provider serves other requests is no sign of trouble, and the
// adaptive limit answers it: it pays for its own repeat. Pure.

#include <QtGlobal>

namespace exaid {

class RetryBudget
{
public:
    explicit RetryBudget(double share)
        : m_share(share)
    {}

    void callArrived() { add(m_share / 2); }
    void providerAnswered() { add(1); }
    void refusedWhileServing();

    enum class Grant {
        Denied,
        Reserved, // sent() or dropped() must follow
        Paid,     // by a refusal while the provider served others
    };
    Grant tryReserve(bool afterRefusal);
    void sent();
    void dropped() { m_reserved = false; }

    // Retries allowed now.
    int left() const { return !m_reserved && m_share > 0 && m_level >= Full ? 1 : 0; }
    qint64 spent() const { return m_spent; }
    qint64 denied() const { return m_denied; }

private:
    // A tenth added ten times is not quite one.
    static constexpr double Full = 1 - 1e-9;

    void add(double part);

    const double m_share;
    double m_level = 1;
    bool m_reserved = false;
    int m_paid = 0;
    qint64 m_spent = 0;
    qint64 m_denied = 0;
};

} // namespace exaid
