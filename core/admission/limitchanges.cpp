// Limits that change while calls run and wait.

#include "core/admission/admissioncontroller.h"

namespace exaid {

void AdmissionController::on(TimePoint now, const ChangeLimits &event, AdmissionActions &actions)
{
    m_limits = event.limits;
    m_routes.apply(m_limits);
    for (const SessionState &state : m_sessions) {
        if (state.id)
            m_ledger.setCapacity(state.pool, limitOf(state));
    }
    refreshRoom();
    m_scheduler.setLimits(m_limits);
    m_reserve.setLimits(m_limits);
    m_holds.dropAll(now); // they were made by the old limits
    refuseWhereNobodyServes(now, actions);
    ++m_queueVersion;
    dispatch(now, actions);
}

void AdmissionController::on(TimePoint now, const LimitSession &event, AdmissionActions &actions)
{
    const SessionIndex index = sessionFor(event.session);
    SessionState &state = m_sessions[index];
    if (state.ended)
        return;
    state.ownLimit = event.limit;
    m_ledger.setCapacity(state.pool, limitOf(state));
    m_scheduler.setHasRoom(index, hasRoom(index));
    m_holds.dropAll(now); // they were made by the old limit
    ++m_queueVersion;
    dispatch(now, actions);
}

} // namespace exaid
