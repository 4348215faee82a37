#include "app/desktop/agentconfigs.h"

#include "app/install/hostconfig.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Hosts start it from anywhere and with another PATH than a terminal's: the whole path, where it is known.
QString daemonProgram(const QString &folder)
{
    const QString here = QStandardPaths::findExecutable(u"exaid"_s, {folder});
    const QString found = here.isEmpty() ? QStandardPaths::findExecutable(u"exaid"_s) : here;
    return found.isEmpty() ? u"exaid"_s : found;
}

} // namespace

QList<AgentConfig> agentConfigs(const QMap<QString, QString> &environment, const QString &folder,
                                const QString &envFile)
{
    install::Connection connection;
    connection.program = daemonProgram(folder);
    QString more;
    if (!envFile.isEmpty()) {
        const QString path = QFileInfo(envFile).absoluteFilePath();
        connection.arguments << u"--env-file"_s << path;
        more = u" --env-file \"%1\""_s.arg(path);
    }
    QList<AgentConfig> agents;
    for (const install::HostRow &host : install::hostTable()) {
        AgentConfig agent;
        agent.name = host.title;
        agent.file = QDir::toNativeSeparators(install::configFile(host, {environment, {}}));
        agent.text = QString::fromUtf8(install::snippet(host, u"exaid"_s, connection));
        agent.command = u"exaid install "_s + host.id + more;
        agents << agent;
    }
    return agents;
}

} // namespace exaid
