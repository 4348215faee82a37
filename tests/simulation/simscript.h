#pragma once

// A simulated life of the admission controller as a list of steps, made from a seed. Steps name their targets
// by index modulo what there is at that moment, so that any part of a script is a script too: a failing one
// can be shrunk and replayed.

#include "core/time/clock.h"

#include <QString>
#include <optional>
#include <vector>

namespace exaid::simulation {

enum class Op {
    Arrive,       // a: session, priority; b: provider, model; c: queue limit in ms
    Finish,       // a: running call
    Withdraw,     // a: waiting call
    Disconnect,   // a: session
    ChangeLimits, // a: seed of the new limits; now and then without a provider, or with a limit of a model
    EnterPhase,   // a: running call, b: phase
    Audit,
    LoseRelease,   // a: running call; it ends, its release is lost
    DoubleRelease, // a: running call; it ends, its release comes twice
    LateRelease,   // a: a lease that was recovered comes back after all
    GoDeaf,        // a: running call; passes its deadline and ignores cancel
    Drift,         // a: pool, b: permits − 3
    Restart,
    Wait,    // only time passes
    BackOff, // a: running call; fails, gives its slot back and asks again with its place in line, c: queue
             // limit
    RepeatTicket, // a: waiting call; its ticket arrives once more, b: from the session
    LateWithdraw, // a: running call; its ticket is withdrawn though it was granted
    ClockBack,    // c: an event comes with a time so many ms before the last one
};

struct Step
{
    Op op = Op::Wait;
    Duration after{};
    quint32 a = 0;
    quint32 b = 0;
    quint32 c = 0;

    bool operator==(const Step &) const = default;
};

using Script = std::vector<Step>;

Script makeScript(quint64 seed, int steps);

// One line a step; parse() reads what print() wrote, and nothing else.
QString print(const Script &script);
std::optional<Script> parse(const QString &text);

} // namespace exaid::simulation
