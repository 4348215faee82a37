#include "app/exaid/servecommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/daemonfinder.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/settingsfollower.h"
#include "app/exaid/signalbridge.h"
#include "core/config/settingrow.h"
#include "core/config/settingsreport.h"
#include "core/daemon.h"
#include "core/logging/categories.h"
#include "core/logging/loghandler.h"
#include "core/logging/redact.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

void printSettingErrors(const QList<SettingProblem> &errors)
{
    printError(u"exaid does not start: %1 of its settings must be corrected first."_s.arg(errors.size()));
    for (const SettingProblem &problem : errors)
        printError("  "_L1 + problemText(problem));
    printError(u"`exaid config` shows all settings and where they come from."_s);
}

QString startLine(const LoadedSettings &loaded, quint16 port)
{
    const DaemonAddress address{loaded.settings.server.host, port, {}};
    QStringList simulated;
    QStringList real;
    for (const ProviderSettings &provider : loaded.settings.providers)
        (provider.simulated ? simulated : real) << provider.id;
    QStringList notes{"profile "_L1 + toString(loaded.settings.profile)};
    if (!real.isEmpty())
        notes << "providers "_L1 + real.join(", "_L1);
    if (!simulated.isEmpty())
        notes << "simulator for "_L1 + simulated.join(", "_L1);
    if (!loaded.warnings.isEmpty())
        notes << u"%1 settings warnings, see `exaid config`"_s.arg(loaded.warnings.size());
    return u"listening on %1 (%2)"_s.arg(address.url(), notes.join("; "_L1));
}

int serve(const LoadedSettings &loaded, const SettingsSources &sources)
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    const LogHandler logHandler(loaded.settings.files.logLevel, clock);
    for (const SettingProblem &warning : loaded.warnings)
        qCWarning(lcConfig).noquote() << problemText(warning);

    SignalBridge signalBridge; // before the port is open: whoever sees it may ask us to end
    Daemon daemon(loaded.settings);
    if (const Status started = daemon.start(); !started) {
        const Error &error = started.error();
        printError(u"exaid does not start: %1. %2"_s.arg(error.message, error.hint));
        return error.code == "port_in_use"_L1 ? ExitPortInUse : ExitFailed;
    }
    QObject::connect(&daemon, &Daemon::stopped, qApp, &QCoreApplication::quit);
    QObject::connect(&signalBridge, &SignalBridge::endRequested, &daemon, [&daemon](const QString &reason) {
        qCInfo(lcDaemon).noquote() << "asked to end" << kv("by"_L1, reason);
        daemon.drain(); // the second time it stops at once
    });
    const SettingsFollower follower(sources, loaded, daemon, timers);
    printLine(startLine(loaded, daemon.port()));
    return QCoreApplication::exec();
}

} // namespace

int runServe(const QStringList &arguments)
{
    CommandLine line(u"serve"_s,
                     u"runs the daemon until SIGTERM or SIGINT; a second one stops it at once."_s);
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    const LoadedSettings loaded = line.load();
    if (!loaded.errors.isEmpty()) {
        printSettingErrors(loaded.errors);
        return ExitBadSettings;
    }
    return serve(loaded, line.sources());
}

} // namespace exaid
