#pragma once

// Configuration and semantics of the Python daemon around the incident, as values: once before the report's
// fix, once after it. The numbers in front of the sections: R = the incident report, S = the upstream
// specification.

#include "core/time/clock.h"
#include "core/workclass.h"

#include <array>

namespace exaid::lab {

using namespace std::chrono_literals;

struct LegacyRules
{
    // R, root cause 3 ("before fix").
    int global = 24;
    int perSession = 8;
    int glm = 4;
    int kimi = 6;
    // R, root cause 4; S 3.1: the wait for each of the three semaphores, then OVER_CAPACITY.
    Duration semaphoreWait = 1ms;
    // S 4: a provider call is sent with this limit, by work class; each SDK retry has it anew.
    std::array<Duration, AllWorkClasses.size()> kimiConfigured{180s, 180s, 180s, 180s};
    std::array<Duration, AllWorkClasses.size()> kimiInEffect{180s, 180s, 180s, 180s};
    Duration glmTimeout = 120s;
    // S 4: the openai SDK retries twice by itself. R, root cause 2: after 0.42 and 0.86 s; one attempt of the
    // mixin around it.
    std::array<Duration, 2> sdkBackoff{424ms, 865ms};
    // S 4: 1.5 × the workflow limit of 180 s, told to the client in call_tool_ack.
    Duration daemonTimeout = 270s;
    // S 3.2.
    Duration healthInterval = 30s;
    // R, phase 2: the health check releases what it takes for leaked.
    bool recovers = false;

    static LegacyRules beforeTheFix() { return {}; }
    static LegacyRules theReportsFix()
    {
        LegacyRules rules;
        rules.global = 5; // R, phase 1
        rules.perSession = 2;
        rules.glm = 2;
        rules.kimi = 3; // R lists "3 → 6" here and 3 in its verification
        rules.kimiConfigured = {240s, 300s, 360s, 420s};
        // S 2 and 4: the last two settings are read by no code in any revision, so thinking runs with the
        // limit of its base class.
        rules.kimiInEffect = {240s, 300s, 240s, 300s};
        rules.recovers = true;
        return rules;
    }

    Duration providerTimeout(bool isKimi, WorkClass workClass) const
    {
        return isKimi ? kimiInEffect.at(static_cast<size_t>(workClass)) : glmTimeout;
    }
};

} // namespace exaid::lab
