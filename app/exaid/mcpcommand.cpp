#include "app/exaid/mcpcommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/exitcode.h"
#include "app/mcpbridge/bridge.h"
#include "core/config/settingsreport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// What a daemon started by the bridge is told: the options that the bridge was given.
QStringList serveArguments(const QStringList &given, const SettingsSources &sources,
                           const FileSettings &files)
{
    QStringList arguments{u"serve"_s, u"--log-file"_s, files.stateDir + "/daemon.log"_L1};
    if (!sources.envFile.isEmpty())
        arguments << u"--env-file"_s << sources.envFile;
    for (qsizetype i = 1; i < given.size(); ++i) {
        if ((given.at(i) == "--set"_L1 || given.at(i) == "--port"_L1 || given.at(i) == "--host"_L1) &&
            i + 1 < given.size()) {
            arguments << given.at(i) << given.at(i + 1);
            ++i;
        } else if (given.at(i).startsWith("--set="_L1) || given.at(i).startsWith("--port="_L1) ||
                   given.at(i).startsWith("--host="_L1)) {
            arguments << given.at(i);
        }
    }
    return arguments;
}

// A host starts the bridge in the folder that its user works in. A .env there is the project's, not ours.
SettingsSources sourcesAwayFromHere(SettingsSources sources)
{
    if (!sources.envFile.isEmpty())
        sources.envFile = QFileInfo(sources.envFile).absoluteFilePath();
    if (const auto file = sources.environment.constFind(u"ENV_FILE"_s); file != sources.environment.cend())
        sources.environment.insert(u"ENV_FILE"_s, QFileInfo(*file).absoluteFilePath());
    QDir::setCurrent(QDir::rootPath());
    return sources;
}

// After an upgrade this process may run from a file that is replaced; the daemon shall be the new one.
QString ownProgram()
{
    QString path = QCoreApplication::applicationFilePath();
    if (path.endsWith(" (deleted)"_L1))
        path.chop(10);
    return path;
}

} // namespace

int runMcp(const QStringList &arguments)
{
    CommandLine line(u"mcp"_s,
                     u"connects an MCP host, on its standard streams, to the daemon, and starts that where "
                     "none runs. Hosts start it; see `exaid install`."_s);
    line.addOption({u"no-start"_s, u"Don't start a daemon where none runs."_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    const SettingsSources sources = sourcesAwayFromHere(line.sources());
    const LoadedSettings loaded = loadSettings(sources);
    // A bad setting is the daemon's to report, except for those that lead to it.
    const ServerSettings &server = loaded.settings.server;
    const FileSettings &files = loaded.settings.files;
    for (const SettingProblem &problem : loaded.errors)
        printError("exaid mcp: "_L1 + problemText(problem));
    BridgeSetup setup;
    setup.socketPath = server.mcpSocket;
    setup.token = server.token;
    setup.maxLine = server.maxFrameBytes;
    setup.mayStart = !line.isSet(u"no-start"_s);
    setup.program = ownProgram();
    setup.serveArguments = serveArguments(arguments, sources, files);
    setup.startLog = files.stateDir + "/daemon.start.log"_L1;
    setup.version = QCoreApplication::applicationVersion();
    return runBridge(setup);
}

} // namespace exaid
