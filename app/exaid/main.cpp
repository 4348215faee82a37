#include "app/exaid/commandline.h"
#include "app/exaid/configcommand.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/installcommand.h"
#include "app/exaid/mcpcommand.h"
#include "app/exaid/servecommand.h"
#include "app/exaid/statuscommand.h"
#include "app/exaid/stopcommand.h"
#include "app/lab/loadcommand.h"
#include "app/lab/replaycommand.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using namespace exaid;

namespace {

QString usageText()
{
    return u"Usage: exaid <command> [options]\n\n"
           "  install   tell an MCP host (Claude Code, VS Code, Cursor, …) of exaid\n"
           "  mcp       connect an MCP host to the daemon; hosts start it\n"
           "  serve     run the daemon\n"
           "  status    show what a running daemon does\n"
           "  stop      end a running daemon\n"
           "  config    show every setting, its value and source\n"
           "  load      put a running daemon under load\n"
           "  replay    replay the incident of 2025-10-19 in simulated time\n"
           "  version   show the version\n\n"
           "`exaid <command> --help` lists the options of a command."_s;
}

int run(const QStringList &arguments)
{
    const QString command = arguments.value(1);
    const QStringList rest = arguments.mid(0, 1) + arguments.mid(2);
    if (command == "install"_L1)
        return runInstall(rest);
    if (command == "mcp"_L1)
        return runMcp(rest);
    if (command == "serve"_L1)
        return runServe(rest);
    if (command == "status"_L1)
        return runStatus(rest);
    if (command == "stop"_L1)
        return runStop(rest);
    if (command == "config"_L1)
        return runConfig(rest);
    if (command == "load"_L1)
        return lab::runLoad(rest);
    if (command == "replay"_L1)
        return lab::runReplay(rest);
    if (command == "version"_L1 || command == "--version"_L1) {
        printLine(u"exaid %1 (Qt %2)"_s.arg(QCoreApplication::applicationVersion(),
                                            QString::fromLatin1(qVersion())));
        return ExitDone;
    }
    if (command == "help"_L1 || command == "--help"_L1 || command == "-h"_L1) {
        printLine(usageText());
        return ExitDone;
    }
    if (!command.isEmpty())
        printError(u"exaid: there is no command “%1”."_s.arg(command));
    printError(usageText());
    return ExitBadSettings;
}

} // namespace

int main(int argc, char *argv[])
{
    // Qt's own event loop costs a sixth less per message than GLib's.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"exaid"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(EXAID_VERSION));
    return run(application.arguments());
}
