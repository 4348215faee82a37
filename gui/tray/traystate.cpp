#include "gui/tray/traystate.h"

#include "gui/models/poolsmodel.h"

#include <QCoreApplication>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct TrayTexts
{
    Q_DECLARE_TR_FUNCTIONS(TrayState)
};

bool holdsOrRuns(const CallSnapshot &call)
{
    return call.phase != CallPhase::Queued;
}

QString poolsLine(const Snapshot &snapshot)
{
    QStringList parts;
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind == QLatin1String("provider"))
            parts << poolSummary(pool);
    }
    return parts.join(TrayTexts::tr(" · ", "between providers"));
}

} // namespace

TrayState TrayState::from(MonitorFeed::Link link, const Snapshot &snapshot)
{
    if (link == MonitorFeed::Link::Connecting)
        return {TrayKind::Disconnected, 0, TrayTexts::tr("exaid: connecting"), {}};
    if (link == MonitorFeed::Link::Lost) {
        return {TrayKind::Disconnected, 0, TrayTexts::tr("exaid: connection lost"),
                TrayTexts::tr("The daemon does not answer.")};
    }
    const auto running = static_cast<int>(std::ranges::count_if(snapshot.calls, holdsOrRuns));
    const auto waiting = static_cast<int>(snapshot.calls.size()) - running;
    const qint64 unhealed = snapshot.counters.leaksFound - snapshot.counters.leaksRecovered;
    const auto state = [&](TrayKind kind, const QString &title) {
        return TrayState{kind, running, title, poolsLine(snapshot)};
    };
    if (snapshot.state == QLatin1String("draining"))
        return state(TrayKind::Draining, TrayTexts::tr("exaid: finishing %n call(s)", nullptr, running));
    if (unhealed > 0)
        return state(TrayKind::Attention, TrayTexts::tr("exaid: %n leaked slot(s) not yet recovered", nullptr,
                                                        static_cast<int>(unhealed)));
    if (snapshot.paused)
        return state(TrayKind::Paused, TrayTexts::tr("exaid: paused, %1 running, %2 waiting")
                                           .arg(QString::number(running), QString::number(waiting)));
    const auto failing = std::ranges::find(snapshot.providers, u"open"_s, &ProviderSnapshot::breaker);
    if (failing != snapshot.providers.end())
        return state(TrayKind::Degraded, TrayTexts::tr("exaid: %1 fails").arg(failing->label));
    if (waiting > 0)
        return state(TrayKind::Full, TrayTexts::tr("exaid: %1 running, %2 waiting")
                                         .arg(QString::number(running), QString::number(waiting)));
    if (running > 0)
        return state(TrayKind::Working, TrayTexts::tr("exaid: %n call(s) running", nullptr, running));
    return state(TrayKind::Idle, TrayTexts::tr("exaid: idle"));
}

} // namespace exaid
