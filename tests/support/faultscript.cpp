#include "tests/support/faultscript.h"

#include "core/providers/promptdirective.h"

#include <array>
#include <utility>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array FaultNames{
    std::pair{Fault::None, "none"_L1},       std::pair{Fault::DelayConnect, "delay"_L1},
    std::pair{Fault::HangUp, "hang_up"_L1},  std::pair{Fault::HangDown, "hang_down"_L1},
    std::pair{Fault::Trickle, "trickle"_L1}, std::pair{Fault::Reset, "reset"_L1},
    std::pair{Fault::Fin, "fin"_L1},         std::pair{Fault::HalfClose, "half_close"_L1},
    std::pair{Fault::Garbage, "garbage"_L1}, std::pair{Fault::Refuse, "refuse"_L1},
};

// The standard's distributions differ between libraries; this does not.
qint64 drawn(std::mt19937_64 &engine, qint64 bound)
{
    return static_cast<qint64>(engine() % static_cast<quint64>(bound));
}

} // namespace

FaultScript FaultScript::random(std::mt19937_64 &engine)
{
    FaultScript script;
    script.fault = FaultNames.at(static_cast<size_t>(drawn(engine, FaultNames.size()))).first;
    // Half of the cuts in the head, half somewhere in the stream.
    script.after = drawn(engine, 2) == 0 ? drawn(engine, 150) : drawn(engine, 2500);
    script.size = static_cast<int>(1 + drawn(engine, 40));
    script.pause = std::chrono::milliseconds(1 + drawn(engine, 4));
    return script;
}

QString FaultScript::toString() const
{
    QString name;
    for (const auto &[value, text] : FaultNames) {
        if (value == fault)
            name = text;
    }
    return u"%1 after=%2 size=%3 pause=%4ms"_s.arg(name, QString::number(after), QString::number(size),
                                                   QString::number(toMilliseconds(pause)));
}

std::optional<FaultScript> FaultScript::parse(const QString &text)
{
    const auto words = PromptDirective::find(u"fault"_s, u"[fault %1]"_s.arg(text));
    if (!words)
        return std::nullopt;
    for (const auto &[value, name] : FaultNames) {
        if (!words->has(name))
            continue;
        FaultScript script;
        script.fault = value;
        script.after = words->integer(u"after"_s, 0);
        script.size = std::max(1, words->integer(u"size"_s, 1));
        script.pause = words->duration(u"pause"_s, 1ms);
        return script;
    }
    return std::nullopt;
}

} // namespace exaid::test
