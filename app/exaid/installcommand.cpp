#include "app/exaid/installcommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/daemonfinder.h"
#include "app/exaid/exitcode.h"
#include "app/install/installer.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace exaid::install;

namespace {

QString hostList(const FilePlace &place)
{
    QStringList lines{u"Hosts that exaid can be installed for:"_s};
    for (const HostRow &host : hostTable()) {
        lines << u"  %1 %2 %3"_s.arg(host.id, -10)
                     .arg(host.title, -20)
                     .arg(QDir::toNativeSeparators(configFile(host, place)));
    }
    return lines.join(u'\n');
}

QString httpUrl(const LoadedSettings &loaded)
{
    const SystemClock clock;
    const DaemonSearch search = findDaemon(loaded, clock);
    const DaemonAddress address = search.candidates.isEmpty() ? DaemonAddress{u"127.0.0.1"_s, 8079, {}}
                                                              : search.candidates.constFirst();
    return "http"_L1 + address.url().sliced(2) + "/mcp"_L1;
}

Connection connectionFor(const CommandLine &line)
{
    const LoadedSettings loaded = line.load();
    Connection connection;
    connection.byHttp = line.isSet(u"http"_s);
    connection.program = QCoreApplication::applicationFilePath();
    connection.url = httpUrl(loaded);
    connection.needsToken = !loaded.settings.server.token.isEmpty();
    if (line.isSet(u"env-file"_s))
        connection.arguments << u"--env-file"_s << QFileInfo(line.value(u"env-file"_s)).absoluteFilePath();
    return connection;
}

QString projectFolder(const CommandLine &line)
{
    return line.isSet(u"project"_s) ? QDir(line.value(u"project"_s)).absolutePath() : QString();
}

int report(const Error &error)
{
    printError(u"exaid install: %1; %2."_s.arg(error.message, error.hint));
    return ExitFailed;
}

QString doneText(const InstallPlan &plan, const HostRow &host, bool uninstalls)
{
    QString text = uninstalls ? u"exaid is removed from %1 (%2)."_s.arg(host.title, plan.file)
                              : u"exaid is installed for %1 (%2)."_s.arg(host.title, plan.file);
    if (plan.existed && !plan.removesFile)
        text += u" What was there before: %1."_s.arg(plan.backup());
    return text;
}

int changeFile(const CommandLine &line, const HostRow &host, const Connection &connection)
{
    const bool uninstalls = line.isSet(u"uninstall"_s);
    const QString name = line.value(u"name"_s);
    const QString file = configFile(host, {processEnvironment(), projectFolder(line)});
    const auto plan =
        uninstalls ? planUninstall(host, file, name, connection) : planInstall(host, file, name, connection);
    if (!plan)
        return report(plan.error());
    if (!plan->isChange()) {
        printLine(uninstalls ? u"%1 has no entry “%2”; nothing to do."_s.arg(file, name)
                             : u"%1 is as it should be; nothing to do."_s.arg(file));
        return ExitDone;
    }
    if (line.isSet(u"dry-run"_s)) {
        printLine(u"%1 would change:\n%2"_s.arg(file, differences(*plan)));
        return ExitDone;
    }
    if (const Status done = carryOut(*plan); !done)
        return report(done.error());
    printLine(doneText(*plan, host, uninstalls));
    if (!uninstalls && connection.byHttp && connection.needsToken)
        printLine(u"%1 takes the token from the environment variable EXAI_WS_TOKEN."_s.arg(host.title));
    return ExitDone;
}

} // namespace

int runInstall(const QStringList &arguments)
{
    CommandLine line(u"install"_s,
                     u"tells an MCP host (claude, vscode, cursor, codex, gemini, opencode) of exaid, in "
                     "its configuration file. Without a host it lists them."_s);
    line.addPositional(u"host"_s, u"claude, vscode, cursor, codex, gemini or opencode."_s);
    line.addOption({u"http"_s, u"Let the host connect by HTTP instead of starting exaid mcp."_s});
    line.addOption({u"print"_s, u"Print the entry, to be copied by hand; change nothing."_s});
    line.addOption({u"dry-run"_s, u"Show what would change in which file; change nothing."_s});
    line.addOption({u"uninstall"_s, u"Remove the entry again."_s});
    line.addOption(
        {u"project"_s, u"For the project in this folder only, instead of all of the user's."_s, u"folder"_s});
    line.addOption({u"name"_s, u"What the host calls it; default: exaid."_s, u"name"_s, u"exaid"_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    if (line.positional().isEmpty()) {
        printLine(hostList({processEnvironment(), projectFolder(line)}));
        return ExitDone;
    }
    const HostRow *host = findHost(line.positional().constFirst());
    if (!host) {
        printError(u"exaid install: there is no host “%1”.\n%2"_s.arg(line.positional().constFirst(),
                                                                      hostList({processEnvironment(), {}})));
        return ExitBadSettings;
    }
    const Connection connection = connectionFor(line);
    if (line.isSet(u"print"_s)) {
        printLine(QString::fromUtf8(snippet(*host, line.value(u"name"_s), connection)));
        return ExitDone;
    }
    return changeFile(line, *host, connection);
}

} // namespace exaid
