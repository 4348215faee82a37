#pragma once

// How long each session has been passed over on each route, as the model sees it. Pure values.

#include "core/time/clock.h"
#include "simlimits.h"

#include <array>
#include <set>

namespace exaid::simulation {

constexpr quint32 Seats = 6;

struct SimLane
{
    std::set<quint64> tickets; // that wait
    bool candidate = false;    // waits and may: its session has room
    TimePoint passedOver{};    // since it was last served, or became a candidate
    TimePoint eligible{};      // the same, but starting again while a limit is lowered below what is held
    int leastCapacity = 1;     // of its route since then
};

class SimLanes
{
public:
    static quint32 indexOf(quint32 seat, quint32 route) { return seat * Routes + route; }
    static quint32 seatOf(quint32 lane) { return lane / Routes; }
    static quint32 routeOf(quint32 lane) { return lane % Routes; }

    SimLane &at(quint32 seat, quint32 route) { return m_lanes[indexOf(seat, route)]; }
    SimLane &operator[](quint32 lane) { return m_lanes[lane]; }
    const SimLane &operator[](quint32 lane) const { return m_lanes[lane]; }
    static constexpr quint32 size() { return Seats * Routes; }

    void clear() { m_lanes = {}; }
    // After the controller's own view was disturbed by an injected fault: all start alike.
    void startAfresh(TimePoint now)
    {
        for (SimLane &lane : m_lanes)
            lane.passedOver = lane.eligible = now;
    }

private:
    std::array<SimLane, Seats * Routes> m_lanes;
};

} // namespace exaid::simulation
