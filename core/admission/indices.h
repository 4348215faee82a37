#pragma once

// Dense numbers inside admission control: array positions, used again once their thing is gone. They never
// leave the controller; the rest of the daemon knows ids (core/ids.h).

#include <QtGlobal>

namespace exaid {

using PoolIndex = quint32;
using RouteIndex = quint32; // a set of pools that a call needs, without the session's
using ProviderIndex = quint32;
using SessionIndex = quint32;
using LaneIndex = quint32; // a session's waiters on one route
using SeatIndex = quint32; // of a waiter

} // namespace exaid
