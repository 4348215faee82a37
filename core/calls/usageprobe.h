#pragma once

// Writes down how many slots are in use, by provider and by session, and how many calls wait: read from the
// ledger after each event of admission, so that the charts show what the ledger says, to the microsecond.
// Core thread. Cost: constant in sessions and calls; one look at each provider's pool. Nothing without a
// history.

#include "core/admission/admissioncontroller.h"

#include <functional>
#include <span>

namespace exaid {

class Metrics;

class UsageProbe
{
public:
    // Both must outlive the probe.
    UsageProbe(const AdmissionController &controller, const Metrics &metrics);

    // From now on; nameOf: a session's public name.
    void start(std::function<QString(SessionId)> nameOf);
    // Around AdmissionController::handle(), with what it has added to the actions.
    void before(const AdmissionEvent &event);
    void after(const AdmissionEvent &event, std::span<const AdmissionAction> actions);

private:
    struct Pool
    {
        struct Level
        {
            QString name; // of the metric
            int told = 0;
        };
        PoolIndex index = 0;
        Level held;
        Level capacity;
        Level waiting;
    };

    void findPools();
    void tellPools();
    void tell(Pool::Level &level, int value) const;
    void tellSession(SessionId session);

    const AdmissionController &m_controller;
    const Metrics &m_metrics;
    std::function<QString(SessionId)> m_nameOf;
    std::vector<Pool> m_pools;            // all but those of sessions
    QHash<SessionId, QString> m_sessions; // that hold something; the name is kept beyond the session's end
    SessionId m_returning;
};

} // namespace exaid
