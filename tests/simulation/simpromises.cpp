// What SimWorld checks after every event, beside what the actions themselves must keep.

#include "simworld.h"

#include <algorithm>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

void SimWorld::check()
{
    if (m_controller->leases() != m_running)
        fail(u"%1 leases out, %2 calls hold one"_s.arg(m_controller->leases()).arg(m_running));
    if (m_controller->waiting() != m_waiting || m_waiting + m_running != static_cast<int>(m_calls.size()))
        fail(u"a call neither waits nor runs"_s);
    if (m_drifted)
        return; // until the audit the books may disagree with a semaphore, and that is what violation()
                // reports
    if (const auto wrong = m_controller->violation())
        fail(*wrong);
    checkNobodyWaitsBesideAFreeSlot();
    checkHoldsArePaidFor();
}

// As handbackholds.h states it: a share of the slots' time, and what each provider had saved.
void SimWorld::checkHoldsArePaidFor()
{
    const double saved = 20 * Providers * toSeconds(m_longestLease);
    const double allowed = m_largestHoldBudget * (toSeconds(m_slotTime) + saved);
    if (toSeconds(m_controller->holdTime()) > allowed + 1e-6)
        fail(u"holds took %1 s, %2 s are allowed"_s.arg(toSeconds(m_controller->holdTime())).arg(allowed));
}

// By the model's own count: only a hold or a reserve may keep a slot free, and each of them ends soon.
void SimWorld::checkNobodyWaitsBesideAFreeSlot()
{
    const AdmissionLimits &limits = m_controller->limits();
    for (quint32 lane = 0; lane < SimLanes::size(); ++lane) {
        if (!m_lanes[lane].candidate || !couldRun(SimLanes::seatOf(lane), SimLanes::routeOf(lane)))
            continue;
        const Duration longest =
            limits.reservePerProvider > 0 ? std::max(limits.holdMax, limits.reserveMax) : limits.holdMax;
        if (m_controller->nextWake() > m_now + longest)
            fail(u"a call waits beside a free slot, and nobody will wake it"_s);
        return;
    }
}

bool SimWorld::couldRun(quint32 seat, quint32 route) const
{
    const AdmissionLimits &limits = m_controller->limits();
    const quint32 provider = route % Providers;
    return m_running < limits.global && m_runningOfSeat[seat] < limits.perSession &&
           m_runningAt[provider] < limits.providers.value(providerName(provider)) &&
           (route != ThinkingRoute ||
            m_runningThinking < limits.models.value(thinkingModel(), m_runningThinking + 1));
}

// More is out than a lowered limit allows: nobody is eligible there for the moment.
bool SimWorld::isLowered(quint32 route) const
{
    const AdmissionLimits &limits = m_controller->limits();
    const quint32 provider = route % Providers;
    return m_running > limits.global ||
           m_runningAt[provider] > limits.providers.value(providerName(provider)) ||
           (route == ThinkingRoute &&
            m_runningThinking > limits.models.value(thinkingModel(), m_runningThinking));
}

int SimWorld::capacityOf(quint32 route) const
{
    const AdmissionLimits &limits = m_controller->limits();
    int capacity = std::min(limits.global, limits.providers.value(providerName(route % Providers)));
    if (route == ThinkingRoute)
        capacity = std::min(capacity, limits.models.value(thinkingModel(), capacity));
    return std::max(1, capacity);
}

void SimWorld::refreshLanes()
{
    const AdmissionLimits &limits = m_controller->limits();
    m_longestPatience = std::max(m_longestPatience, limits.patience);
    m_longestHoldMax = std::max(m_longestHoldMax, limits.holdMax);
    m_largestHoldBudget = std::max(m_largestHoldBudget, limits.holdBudget);
    if (limits.holdMax > Duration::zero())
        m_holdsUntil = m_now + limits.holdMax;
    for (quint32 index = 0; index < SimLanes::size(); ++index) {
        SimLane &lane = m_lanes[index];
        const bool candidate =
            !lane.tickets.empty() && m_runningOfSeat[SimLanes::seatOf(index)] < limits.perSession;
        if (candidate && !lane.candidate)
            lane.passedOver = lane.eligible = m_now;
        lane.candidate = candidate;
        if (!candidate)
            continue;
        const quint32 route = SimLanes::routeOf(index);
        if (isLowered(route))
            lane.eligible = m_now;
        const int capacity = capacityOf(route);
        lane.leastCapacity = lane.eligible == m_now ? capacity : std::min(lane.leastCapacity, capacity);
    }
}

// As fairscheduler.h states it: eight fair turns, if that is longer than the least.
Duration SimWorld::patienceOn(quint32 route) const
{
    int candidates = 0;
    for (quint32 seat = 0; seat < Seats; ++seat)
        candidates += m_lanes[SimLanes::indexOf(seat, route)].candidate ? 1 : 0;
    const Duration mean =
        m_controller->meanService(providerName(route % Providers)).value_or(Duration::zero());
    const std::chrono::duration<double> turns(8 * toSeconds(mean) * candidates / capacityOf(route));
    return std::max(m_controller->limits().patience, std::chrono::duration_cast<Duration>(turns));
}

// A grant must not go past a session that is impatient, could have run instead, and was passed over for
// longer. Only where no hold can be in the way: those are not to be seen from outside.
void SimWorld::checkOrder(const Call &granted)
{
    const SimLane &taken = m_lanes.at(granted.seat, granted.route);
    if (m_now - taken.passedOver >= m_controller->limits().patience)
        ++m_stats->impatientGrants;
    if (m_drifted || m_now <= m_holdsUntil)
        return;
    for (quint32 index = 0; index < SimLanes::size(); ++index) {
        const SimLane &lane = m_lanes[index];
        const Duration passedOver = m_now - lane.passedOver;
        const quint32 route = SimLanes::routeOf(index);
        if (!lane.candidate || lane.passedOver >= taken.passedOver ||
            passedOver < m_controller->limits().patience)
            continue;
        if (couldRun(SimLanes::seatOf(index), route) && passedOver >= patienceOn(route))
            return fail(u"an impatient session was passed over once more"_s);
    }
}

// The bound that fairscheduler.h states, with what is known here: a mean is at most the longest.
void SimWorld::checkWait(quint32 seat, quint32 route)
{
    const SimLane &lane = m_lanes.at(seat, route);
    if (!lane.candidate || m_drifted)
        return;
    Duration longest = m_longestLease;
    for (const auto &[ticket, call] : m_calls)
        longest = std::max(longest, call.lease ? m_now - call.grantedAt : Duration::zero());
    const Duration waited = m_now - lane.eligible;
    const Duration patience =
        std::max(m_longestPatience, 8 * longest * SimLanes::size() / lane.leastCapacity);
    const int rounds = (static_cast<int>(SimLanes::size()) + lane.leastCapacity - 1) / lane.leastCapacity;
    const Duration bound = patience + longest * rounds + SimLanes::size() * m_longestHoldMax;
    m_stats->worstWait = std::max(m_stats->worstWait, waited);
    if (waited > bound)
        fail(u"an eligible call waited %1 s, the bound is %2 s"_s.arg(toSeconds(waited))
                 .arg(toSeconds(bound)));
}

} // namespace exaid::simulation
