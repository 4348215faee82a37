#include "app/exaid/servecommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/daemonfinder.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/keychain.h"
#include "app/exaid/settingsdesk.h"
#include "app/exaid/settingsfollower.h"
#include "app/exaid/signalbridge.h"
#include "core/config/settingrow.h"
#include "core/config/settingsreport.h"
#include "core/daemon.h"
#include "core/logging/categories.h"
#include "core/logging/loghandler.h"
#include "core/logging/redact.h"
#include "core/logging/rotatingfile.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>
#include <algorithm>
#include <memory>

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

std::unique_ptr<LineSink> logSink(const QString &file, const FileSettings &files)
{
    if (file.isEmpty())
        return std::make_unique<StandardErrorSink>();
    return std::make_unique<RotatingFile>(file, files.logMaxBytes, files.logKeep);
}

int serve(const LoadedSettings &loaded, const SettingsSources &sources, Daemon::Purpose purpose,
          const QString &logFile)
{
    const SystemClock clock;
    SystemTimerService timers(clock);
    const LogHandler logHandler(loaded.settings.files.logLevel, clock,
                                logSink(logFile, loaded.settings.files));
    for (const SettingProblem &warning : loaded.warnings)
        qCWarning(lcConfig).noquote() << problemText(warning);

    SignalBridge signalBridge; // before the port is open: whoever sees it may ask us to end
    Daemon daemon(loaded.settings, purpose);
    if (const Status started = daemon.start(); !started) {
        const Error &error = started.error();
        printError(u"exaid does not start: %1. %2"_s.arg(error.message, error.hint));
        return error.code == "port_in_use"_L1 || error.code == "socket_in_use"_L1 ? ExitPortInUse
                                                                                  : ExitFailed;
    }
    QObject::connect(&daemon, &Daemon::stopped, qApp, &QCoreApplication::quit);
    QObject::connect(&signalBridge, &SignalBridge::endRequested, &daemon, [&daemon](const QString &reason) {
        qCInfo(lcDaemon).noquote() << "asked to end" << kv("by"_L1, reason);
        daemon.drain(); // the second time it stops at once
    });
    SettingsFollower follower(sources, loaded, daemon, timers);
    const SettingsDesk desk(sources, follower, daemon, timers,
                            {[&logHandler] { return logHandler.recent(); }, nullptr});
    printLine(startLine(loaded, daemon.port()));
    if (purpose == Daemon::Purpose::Conformance)
        printLine(
            u"THIS IS NO DAEMON TO WORK WITH: --conformance serves fixtures that do whatever a client wants."_s);
    return QCoreApplication::exec();
}

} // namespace

int runServe(const QStringList &arguments)
{
    CommandLine line(u"serve"_s,
                     u"runs the daemon until SIGTERM or SIGINT; a second one stops it at once."_s);
    line.addOption({u"conformance"_s,
                    u"For tests of MCP only: serve the fixtures of the official suite, with the "
                    "simulator for all providers."_s});
    line.addOption(
        {u"log-file"_s, u"Write the log to this file instead of the standard error output."_s, u"file"_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    const bool conformance = line.isSet(u"conformance"_s);
    SettingsSources sources = line.sources();
    const LoadedSettings loaded = loadWithKeychain(sources, *systemKeychain());
    if (!loaded.errors.isEmpty()) {
        printSettingErrors(loaded.errors);
        return ExitBadSettings;
    }
    // The fixtures ask, tell and wait whatever a client wants: nothing for a daemon with real keys.
    if (conformance && !std::ranges::all_of(loaded.settings.providers, &ProviderSettings::simulated)) {
        printError(
            u"exaid does not start: --conformance needs EXAI_SIMULATOR=on, so that no provider is asked."_s);
        return ExitBadSettings;
    }
    return serve(loaded, sources, conformance ? Daemon::Purpose::Conformance : Daemon::Purpose::Service,
                 line.value(u"log-file"_s));
}

} // namespace exaid
