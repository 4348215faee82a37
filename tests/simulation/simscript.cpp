#include "simscript.h"

#include <QStringList>
#include <array>
#include <random>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Weight
{
    Op op;
    int weight;
};

// Each seed has a mood of its own: some are calm, some change limits all the time, some lose every other release.
std::vector<int> moodOf(std::mt19937_64 &random)
{
    std::vector<int> weights{40, 36, 4, 1, 1, 4, 3, 1, 1, 1, 1, 1, 0, 4};
    for (int i = 0; i < 3; ++i)
        weights[random() % weights.size()] += static_cast<int>(random() % 20);
    if (random() % 20 == 0)
        weights[static_cast<size_t>(Op::Restart)] = 1;
    return weights;
}

Duration gap(std::mt19937_64 &random)
{
    switch (random() % 16) {
    case 0: return 0ns;
    case 1: return std::chrono::seconds(random() % 400);
    case 2: return std::chrono::hours(random() % 50); // the machine slept
    case 3:
    case 4:
    case 5: return std::chrono::milliseconds(random() % 5'000);
    default: return std::chrono::microseconds(random() % 20'000);
    }
}

constexpr std::array OpNames{"Arrive",      "Finish",        "Withdraw",    "Disconnect", "ChangeLimits", "EnterPhase", "Audit",
                             "LoseRelease", "DoubleRelease", "LateRelease", "GoDeaf",     "Drift",        "Restart",    "Wait"};

} // namespace

Script makeScript(quint64 seed, int steps)
{
    std::mt19937_64 random(seed);
    const std::vector<int> weights = moodOf(random);
    std::discrete_distribution<int> pick(weights.begin(), weights.end());
    Script script;
    script.reserve(static_cast<size_t>(steps));
    for (int i = 0; i < steps; ++i) {
        Step step;
        step.op = static_cast<Op>(pick(random));
        step.after = gap(random);
        step.a = static_cast<quint32>(random());
        step.b = static_cast<quint32>(random());
        step.c = static_cast<quint32>(random() % 8 == 0 ? random() % 50 : 1'000 + random() % 120'000);
        script.push_back(step);
    }
    return script;
}

QString print(const Script &script)
{
    QStringList lines;
    for (const Step &s : script) {
        lines << u"    {Op::%1, Duration(%2), %3U, %4U, %5U},"_s.arg(QLatin1StringView(OpNames[static_cast<size_t>(s.op)]))
                     .arg(s.after.count())
                     .arg(s.a)
                     .arg(s.b)
                     .arg(s.c);
    }
    return lines.join(u'\n');
}

} // namespace exaid::simulation
