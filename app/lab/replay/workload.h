#pragma once

// What the agents of the replay ask for. Each lane (one line of work of an agent: it sends, waits for the
// answer, thinks, sends again) has an endless script of its own, made from the seed. The n-th call of a lane
// is the same whatever became of the calls before it, so that every model is given the same work. Pure.

#include "core/time/clock.h"
#include "core/workclass.h"

#include <optional>
#include <random>

namespace exaid::lab {

enum class ReplayProvider { Glm, Kimi };

struct ReplayCall
{
    ReplayProvider provider = ReplayProvider::Glm;
    WorkClass workClass = WorkClass::Plain;
    bool isWorkflow = false;             // a workflow tool; else a simple one, such as chat
    Duration service{};                  // how long the provider takes if it is left alone
    bool hangs = false;                  // the provider never answers
    std::optional<Duration> hangUpAfter; // the client goes away this long after it has sent the call
    Duration thinkBefore{};              // from the end of the lane's previous call to this one
};

class ReplayScript
{
public:
    ReplayScript(quint64 seed, int lane);
    ReplayCall next();

private:
    double uniform();                                // [0, 1)
    Duration between(Duration least, Duration most); // log-uniform: short ones are more frequent

    std::mt19937_64 m_random;
};

} // namespace exaid::lab
