#include "app/lab/replay/replay.h"

#include "app/lab/replay/exaidmodel.h"
#include "app/lab/replay/legacydaemon.h"
#include "core/time/manualtime.h"

#include <cmath>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

// Long enough for the slowest loop of the slowest model.
constexpr Duration DrainTime = std::chrono::hours(4);

template <typename MakeModel>
void playInto(ReplayRun &run, const ReplayOptions &options, MakeModel &&makeModel)
{
    ManualClock clock;
    ManualTime time(clock);
    const auto model = makeModel(time);
    Crowd crowd(options.seed, options.agents, time, *model);
    model->start(crowd);
    crowd.start();
    time.advance(options.length);
    crowd.stop();
    model->closeBooks();
    run.model = model->figures();
    const TimePoint end = clock.now() + DrainTime;
    while (!crowd.isIdle() && clock.now() < end && time.step()) {
    }
    run.client = crowd.takeFigures();
    run.model.invariantBreaches = model->figures().invariantBreaches;
}

ReplayRun playLegacy(const QString &name, const LegacyRules &rules, const ReplayOptions &options)
{
    ReplayRun run;
    run.name = name;
    run.global = rules.global;
    run.perSession = rules.perSession;
    run.glm = rules.glm;
    run.kimi = rules.kimi;
    run.timeoutsConfigured = rules.kimiConfigured;
    run.timeoutsInEffect = rules.kimiInEffect;
    playInto(run, options,
             [&](TimerService &timers) { return std::make_unique<LegacyDaemon>(rules, timers); });
    return run;
}

// The development profile: the defaults of the settings.
Settings replaySettings()
{
    Settings settings;
    ProviderSettings kimi;
    kimi.id = u"kimi"_s;
    kimi.kind = ProviderKind::Kimi;
    kimi.maxInflight = 3;
    ProviderSettings glm;
    glm.id = u"glm"_s;
    glm.kind = ProviderKind::Glm;
    glm.maxInflight = 2;
    settings.providers = {kimi, glm};
    return settings;
}

ReplayRun playExaid(const ReplayOptions &options)
{
    const Settings settings = replaySettings();
    const ProviderSettings &kimi = *settings.provider(u"kimi"_s);
    ReplayRun run;
    run.name = u"exaid"_s;
    run.global = settings.limits.globalInflight;
    run.perSession = settings.limits.sessionInflight;
    run.glm = settings.provider(u"glm"_s)->maxInflight;
    run.kimi = kimi.maxInflight;
    run.timeoutsConfigured = kimi.clocks.total;
    run.timeoutsInEffect = kimi.clocks.total;
    playInto(run, options,
             [&](TimerService &timers) { return std::make_unique<ExaidModel>(settings, timers); });
    return run;
}

} // namespace

ReplayReport replayIncident(const ReplayOptions &options)
{
    return {options,
            {playLegacy(u"before"_s, LegacyRules::beforeTheFix(), options),
             playLegacy(u"report"_s, LegacyRules::theReportsFix(), options), playExaid(options)}};
}

Duration percentile(const std::vector<Duration> &sorted, double share)
{
    if (sorted.empty())
        return {};
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<size_t>(rank, 1, sorted.size()) - 1);
}

} // namespace exaid::lab
