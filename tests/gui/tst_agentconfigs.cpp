#include "app/desktop/agentconfigs.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestAgentConfigs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAgentHasAnEntryAndAFile();
    void startsTheDaemonBesideTheDesktop();
    void theSettingsFileComesAlong();
};

void TestAgentConfigs::everyAgentHasAnEntryAndAFile()
{
    const QTemporaryDir home;
    const QList<AgentConfig> agents = agentConfigs({{u"HOME"_s, home.path()}}, home.path(), {});
    QStringList names;
    for (const AgentConfig &agent : agents) {
        names << agent.name;
        QVERIFY2(agent.text.contains(u"exaid"_s) && agent.text.contains(u"mcp"_s), qPrintable(agent.text));
        QVERIFY2(agent.file.startsWith(home.path()), qPrintable(agent.file));
        QVERIFY(agent.command.startsWith(u"exaid install "_s));
        if (agent.file.endsWith(u".json"_s))
            QVERIFY2(!QJsonDocument::fromJson(agent.text.toUtf8()).object().isEmpty(),
                     qPrintable(agent.text));
    }
    for (const QString &name :
         {u"Claude Code"_s, u"Visual Studio Code"_s, u"Cursor"_s, u"Codex"_s, u"Gemini CLI"_s})
        QVERIFY2(names.contains(name), qPrintable(names.join(u", "_s)));
}

void TestAgentConfigs::startsTheDaemonBesideTheDesktop()
{
    const QTemporaryDir folder;
    QFile program(folder.filePath(u"exaid"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    program.close();
    for (const AgentConfig &agent : agentConfigs({{u"HOME"_s, folder.path()}}, folder.path(), {}))
        QVERIFY2(agent.text.contains(u'"' + program.fileName() + u'"'), qPrintable(agent.text));
}

void TestAgentConfigs::theSettingsFileComesAlong()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"my.env"_s);
    for (const AgentConfig &agent : agentConfigs({{u"HOME"_s, folder.path()}}, folder.path(), file)) {
        QVERIFY2(agent.text.contains(file) && agent.text.contains(u"--env-file"_s), qPrintable(agent.text));
        QVERIFY2(agent.command.contains(file), qPrintable(agent.command));
    }
}

QTEST_GUILESS_MAIN(TestAgentConfigs)
#include "tst_agentconfigs.moc"
