#pragma once

// The incident, replayed: the same seeded work for the daemon before the fix, for the report's fix, and for
// exaid, in simulated time. Pure: equal options give equal reports. A working day takes well under a second.

#include "app/lab/replay/crowd.h"
#include "app/lab/replay/daemonmodel.h"

#include <QJsonObject>
#include <QString>
#include <array>

namespace exaid::lab {

struct ReplayOptions
{
    quint64 seed = 1;
    int agents = 5;                          // 2 to 5, as in the incident
    Duration length = std::chrono::hours(8); // then no new calls; those under way end
};

struct ReplayRun
{
    QString name; // "before", "report", "exaid"
    int global = 0, perSession = 0, glm = 0, kimi = 0;
    std::array<Duration, AllWorkClasses.size()> timeoutsConfigured{};
    std::array<Duration, AllWorkClasses.size()> timeoutsInEffect{};
    ModelFigures model;   // within the length
    ClientFigures client; // of the calls sent within the length
};

struct ReplayReport
{
    ReplayOptions options;
    std::array<ReplayRun, 3> runs; // in the order of the names above
};

ReplayReport replayIncident(const ReplayOptions &options);

QJsonObject toJson(const ReplayReport &report);
// The report's table "Expected results" with measured figures, and what it left out. Plain text.
QString toText(const ReplayReport &report);

// Nearest rank; sorted ascending. Zero for none.
Duration percentile(const std::vector<Duration> &sorted, double share);

} // namespace exaid::lab
