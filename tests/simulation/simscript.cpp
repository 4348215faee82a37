#include "simscript.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <array>
#include <random>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

struct OpRow
{
    const char *name;
    int weight;
};

// In the order of Op.
constexpr std::array OpRows{
    OpRow{"Arrive", 40},       OpRow{"Finish", 34},     OpRow{"Withdraw", 4}, OpRow{"Disconnect", 1},
    OpRow{"ChangeLimits", 1},  OpRow{"EnterPhase", 3},  OpRow{"Audit", 3},    OpRow{"LoseRelease", 1},
    OpRow{"DoubleRelease", 1}, OpRow{"LateRelease", 1}, OpRow{"GoDeaf", 1},   OpRow{"Drift", 1},
    OpRow{"Restart", 0},       OpRow{"Wait", 4},        OpRow{"BackOff", 3},  OpRow{"RepeatTicket", 1},
    OpRow{"LateWithdraw", 1},  OpRow{"ClockBack", 1},
};

// Each seed has a mood of its own: some are calm, some change limits all the time, some lose every other
// release.
std::vector<int> moodOf(std::mt19937_64 &random)
{
    std::vector<int> weights;
    for (const OpRow &row : OpRows)
        weights.push_back(row.weight);
    for (int i = 0; i < 3; ++i) {
        int &weight = weights[random() % weights.size()];
        weight += weight > 0 ? static_cast<int>(random() % 20) : 0;
    }
    if (random() % 20 == 0)
        weights[static_cast<size_t>(Op::Restart)] = 1;
    return weights;
}

Duration gap(std::mt19937_64 &random)
{
    switch (random() % 16) {
    case 0:
        return 0ns;
    case 1:
        return std::chrono::seconds(random() % 400);
    case 2:
        return random() % 8 == 0 ? Duration(std::chrono::hours(random() % 50)) : Duration(1ms); // it slept
    case 3:
    case 4:
    case 5:
        return std::chrono::milliseconds(random() % 5'000);
    default:
        return std::chrono::microseconds(random() % 20'000);
    }
}

// Queue limits from nothing to two minutes, and now and then a day, so that somebody may wait long.
quint32 queueLimit(std::mt19937_64 &random)
{
    switch (random() % 8) {
    case 0:
        return static_cast<quint32>(random() % 50);
    case 1:
        return 86'400'000;
    default:
        return static_cast<quint32>(1'000 + random() % 120'000);
    }
}

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
        step.c = queueLimit(random);
        script.push_back(step);
    }
    return script;
}

QString print(const Script &script)
{
    QStringList lines;
    for (const Step &s : script) {
        lines << u"%1 after %2 ns: %3 %4 %5"_s.arg(QLatin1StringView(OpRows[static_cast<size_t>(s.op)].name))
                     .arg(s.after.count())
                     .arg(s.a)
                     .arg(s.b)
                     .arg(s.c);
    }
    return lines.join(u'\n');
}

std::optional<Script> parse(const QString &text)
{
    static const QRegularExpression pattern(u"^\\s*(\\w+) after (\\d+) ns: (\\d+) (\\d+) (\\d+)\\s*$"_s);
    Script script;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const auto match = pattern.match(line);
        const auto row = std::ranges::find_if(
            OpRows, [&](const OpRow &r) { return match.captured(1) == QLatin1StringView(r.name); });
        if (!match.hasMatch() || row == OpRows.end())
            return std::nullopt;
        script.push_back({static_cast<Op>(row - OpRows.begin()), Duration(match.captured(2).toLongLong()),
                          match.captured(3).toUInt(), match.captured(4).toUInt(),
                          match.captured(5).toUInt()});
    }
    return script;
}

} // namespace exaid::simulation
