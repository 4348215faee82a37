#pragma once

// A simulated life of the admission controller as a list of steps, made from a seed. Steps name their targets by index modulo what
// there is at that moment, so that any part of a script is a script too: a failing one can be shrunk and replayed.

#include "core/time/clock.h"

#include <QString>
#include <vector>

namespace exaid::simulation {

enum class Op {
    Arrive,       // a: session, b: provider, c: queue limit in ms
    Finish,       // a: running call
    Withdraw,     // a: waiting call
    Disconnect,   // a: session
    ChangeLimits, // a: seed of the new limits
    EnterPhase,   // a: running call, b: phase
    Audit,
    LoseRelease,   // a: running call; it ends, its release is lost
    DoubleRelease, // a: running call; it ends, its release comes twice
    LateRelease,   // a: a lease that was recovered comes back after all
    GoDeaf,        // a: running call; passes its deadline and ignores cancel
    Drift,         // a: pool, b: permits − 3
    Restart,
    Wait, // only time passes
};

struct Step
{
    Op op = Op::Wait;
    Duration after{};
    quint32 a = 0;
    quint32 b = 0;
    quint32 c = 0;
};

using Script = std::vector<Step>;

Script makeScript(quint64 seed, int steps);
QString print(const Script &script);

} // namespace exaid::simulation
