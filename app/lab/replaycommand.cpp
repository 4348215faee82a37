#include "app/lab/replaycommand.h"

#include "app/lab/commandline.h"
#include "app/lab/replay/replay.h"

#include <QJsonDocument>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MaxReplayHours = 1'000;

} // namespace

int runReplay(const QStringList &arguments)
{
    CommandLine line(
        u"replay"_s,
        u"Replays the incident of 2025-10-19 in simulated time: before the fix, with the report's fix, and with exaid."_s);
    line.addOption({u"seed"_s, u"Seed of the work; equal seeds give equal reports."_s, u"N"_s, u"1"_s});
    line.addOption({u"hours"_s, u"Simulated hours, up to 1000."_s, u"H"_s, u"8"_s});
    line.addOption({u"agents"_s, u"Agents at work, 2 to 5."_s, u"N"_s, u"5"_s});
    line.addOption({u"json"_s, u"Print the figures as JSON."_s});
    if (const auto exitCode = line.parse(arguments))
        return *exitCode;

    ReplayOptions options;
    options.seed = line.unsignedNumber(u"seed"_s);
    options.agents = line.integer(u"agents"_s, 2, 5);
    const double hours = line.number(u"hours"_s, 0.01, MaxReplayHours);
    if (!line.isValid())
        return line.fail();
    options.length =
        std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::ratio<3600>>(hours));

    const ReplayReport report = replayIncident(options);
    if (line.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(toJson(report)).toJson()));
    else
        printOut(toText(report));
    return 0;
}

} // namespace exaid::lab
