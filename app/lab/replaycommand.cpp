#include "app/lab/replaycommand.h"

#include "app/exaid/exitcode.h"
#include "app/lab/replay/replay.h"
#include "app/lab/valuereader.h"

#include <QJsonDocument>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MaxReplayHours = 1'000;

} // namespace

int runReplay(const QStringList &arguments)
{
    CommandLine line(u"replay"_s, u"replays the incident of 2025-10-19 in simulated time: before the fix, "
                                  u"with the report's fix, and with "
                                  "exaid. Needs no daemon."_s);
    line.addOption(
        {u"seed"_s, u"Seed of the work; equal seeds give equal reports. Default: 1."_s, u"number"_s, u"1"_s});
    line.addOption({u"hours"_s, u"Simulated hours, up to 1000. Default: 8."_s, u"hours"_s, u"8"_s});
    line.addOption({u"agents"_s, u"Agents at work, 2 to 5. Default: 5."_s, u"number"_s, u"5"_s});
    line.addOption({u"json"_s, u"Print the figures as JSON."_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;

    ValueReader values(line);
    ReplayOptions options;
    options.seed = values.seed(u"seed"_s);
    options.agents = values.integer(u"agents"_s, 2, 5);
    const double hours = values.number(u"hours"_s, 0.01, MaxReplayHours);
    if (!values.isValid())
        return values.fail(u"replay"_s);
    options.length =
        std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::ratio<3600>>(hours));

    const ReplayReport report = replayIncident(options);
    printLine(line.isSet(u"json"_s) ? QString::fromUtf8(QJsonDocument(toJson(report)).toJson())
                                    : toText(report));
    return ExitDone;
}

} // namespace exaid::lab
