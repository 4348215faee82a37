#include "app/lab/replay/workload.h"

#include <array>
#include <cmath>

namespace exaid::lab {

using namespace std::chrono_literals;

namespace {

struct KindOfWork
{
    double share;
    ReplayProvider provider;
    WorkClass workClass;
    bool isWorkflow;
    Duration least, most;
};

// The mix of the incident: mostly chat, a good part of it searching the web, and workflow tools that think.
// Searching takes up to four minutes and thinking up to seven, which is why the report's 180 s were too short
// for them.
constexpr std::array WorkMix{
    KindOfWork{0.40, ReplayProvider::Glm, WorkClass::Plain, false, 2s, 25s},
    KindOfWork{0.26, ReplayProvider::Kimi, WorkClass::Plain, false, 3s, 45s},
    KindOfWork{0.14, ReplayProvider::Kimi, WorkClass::Web, false, 10s, 240s},
    KindOfWork{0.13, ReplayProvider::Kimi, WorkClass::Thinking, true, 30s, 330s},
    KindOfWork{0.07, ReplayProvider::Kimi, WorkClass::WebThinking, true, 60s, 400s},
};

constexpr double HungShare = 0.012;  // of the Kimi calls
constexpr double HangUpShare = 0.04; // of all calls: a window closed, a task stopped

} // namespace

ReplayScript::ReplayScript(quint64 seed, int lane)
    : m_random(seed * 0x9E3779B97F4A7C15ULL + static_cast<quint64>(lane) * 0xD1B54A32D192ED03ULL + 1)
{
    m_random.discard(16);
}

ReplayCall ReplayScript::next()
{
    // The same number of draws for each call, so that a change of one share leaves the other properties
    // alone.
    const double kindDraw = uniform();
    const double hungDraw = uniform();
    const double hangUpDraw = uniform();
    double sum = 0;
    const KindOfWork *kind = &WorkMix.back();
    for (const KindOfWork &candidate : WorkMix) {
        sum += candidate.share;
        if (kindDraw < sum) {
            kind = &candidate;
            break;
        }
    }
    ReplayCall call;
    call.provider = kind->provider;
    call.workClass = kind->workClass;
    call.isWorkflow = kind->isWorkflow;
    call.service = between(kind->least, kind->most);
    call.hangs = kind->provider == ReplayProvider::Kimi && hungDraw < HungShare;
    const Duration hangUpAfter = between(2s, 90s);
    if (hangUpDraw < HangUpShare)
        call.hangUpAfter = hangUpAfter;
    call.thinkBefore = between(15s, 400s);
    return call;
}

double ReplayScript::uniform()
{
    return static_cast<double>(m_random() >> 11) * 0x1.0p-53;
}

Duration ReplayScript::between(Duration least, Duration most)
{
    const double ratio = toSeconds(most) / toSeconds(least);
    const double seconds = toSeconds(least) * std::pow(ratio, uniform());
    // Whole milliseconds, so that the last bits of pow() can't make two runs differ.
    return std::chrono::milliseconds(std::llround(seconds * 1e3));
}

} // namespace exaid::lab
