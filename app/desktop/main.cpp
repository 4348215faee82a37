#include "app/desktop/desktopapplication.h"
#include "app/desktop/desktopoptions.h"
#include "app/desktop/singleinstance.h"
#include "app/exaid/commandline.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/keychain.h"
#include "app/exaid/signalbridge.h"
#include "core/config/settingsreport.h"
#include "core/logging/loghandler.h"
#include "core/time/systemtime.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;
using namespace exaid;

namespace {

void describeProgram()
{
    QCoreApplication::setApplicationName(u"exaid-desktop"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(EXAID_VERSION));
    QGuiApplication::setDesktopFileName(u"org.exaid.Exaid"_s);
}

// What needs no display. The exit code, if that was all.
std::optional<int> answerWithoutDisplay(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    describeProgram();
    const Result<DesktopOptions> options = DesktopOptions::parse(application.arguments());
    if (options && options->help) {
        printLine(DesktopOptions::helpText());
        return ExitDone;
    }
    if (options && options->version) {
        printLine(u"exaid-desktop %1 (Qt %2)"_s.arg(QCoreApplication::applicationVersion(),
                                                    QLatin1String(qVersion())));
        return ExitDone;
    }
    return std::nullopt;
}

// Without a display QApplication does not fail, it aborts the process.
bool hasDisplay(int argc, char *argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument.startsWith("-platform") || argument.startsWith("--platform"))
            return true;
    }
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return true;
#endif
}

void installTranslations(QTranslator &own, QTranslator &qt)
{
    // English has a catalogue too, for its plural forms.
    if (own.load(QLocale(), u"exaid"_s, u"_"_s, u":/i18n"_s) || own.load(u":/i18n/exaid_en"_s))
        QCoreApplication::installTranslator(&own);
    if (qt.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt);
}

// Another one runs for the same daemon: its window comes forward, and this one ends.
int handOver(SingleInstance &instance)
{
    QObject::connect(
        &instance, &SingleInstance::answered, qApp,
        [](bool raised) {
            if (!raised)
                printError(u"exaid-desktop: it is running already, but does not answer. End it first."_s);
            QCoreApplication::exit(raised ? ExitDone : ExitFailed);
        },
        Qt::QueuedConnection);
    instance.askFirst();
    return QApplication::exec();
}

int run(QApplication &application)
{
    const Result<DesktopOptions> options = DesktopOptions::parse(application.arguments());
    if (!options) {
        printError(u"exaid-desktop: %1 %2"_s.arg(options.error().message, options.error().hint));
        return ExitBadSettings;
    }
    const SystemClock clock;
    SystemTimerService timers(clock);
    SingleInstance instance(*options, timers);
    // Who wants a picture wants one of its own.
    if (options->screenshot.isEmpty() && !instance.claim())
        return handOver(instance);
    const std::unique_ptr<Keychain> keychain = systemKeychain();
    SettingsSources sources = options->sources();
    const LoadedSettings loaded = loadWithKeychain(sources, *keychain);
    const LogHandler logHandler(loaded.settings.files.logLevel, clock);
    for (const SettingProblem &problem : loaded.errors + loaded.warnings)
        qWarning().noquote() << problemText(problem);

    SignalBridge signalBridge;
    DesktopApplication desktop(*options, loaded, sources, clock,
                               {[&logHandler] { return logHandler.recent(); }, keychain.get()});
    QObject::connect(&signalBridge, &SignalBridge::endRequested, &desktop,
                     [&desktop] { desktop.quit(DesktopApplication::Asking::Never); });
    QObject::connect(&instance, &SingleInstance::raiseRequested, &desktop, &DesktopApplication::comeForward);
    desktop.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    if (const std::optional<int> over = answerWithoutDisplay(argc, argv))
        return *over;
    if (!hasDisplay(argc, argv)) {
        printError(u"exaid-desktop: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). "
                   "Use `exaid serve` for a daemon without a window, and `exaid status` to look at it."_s);
        return ExitBadSettings;
    }
    QApplication application(argc, argv);
    describeProgram();
    QTranslator own, qt;
    installTranslations(own, qt);
    return run(application);
}
