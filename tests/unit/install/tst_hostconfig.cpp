#include "app/install/hostconfig.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace exaid::install;
using namespace Qt::Literals::StringLiterals;

namespace {

Connection stdio()
{
    return {false, u"/usr/bin/exaid"_s, {}, u"http://127.0.0.1:8079/mcp"_s, false};
}

Connection http()
{
    return {true, u"/usr/bin/exaid"_s, {}, u"http://127.0.0.1:8079/mcp"_s, true};
}

} // namespace

class TestHostConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void snippets_data();
    void snippets();
    void files_data();
    void files();
    void existingCandidateIsPreferred();
    void everyHostInstallsTwiceAlikeAndUninstalls_data();
    void everyHostInstallsTwiceAlikeAndUninstalls();
    void whatTheUserAddedStays();
    void changeOfTransportTakesTheOldOneOut();
};

void TestHostConfig::snippets_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("byHttp");
    QTest::addColumn<QByteArray>("entry");
    const auto row = [](const char *host, bool byHttp, const QByteArray &entry) {
        QTest::addRow("%s %s", host, byHttp ? "http" : "stdio")
            << QString::fromLatin1(host) << byHttp << entry;
    };
    row("claude", false,
        R"({"mcpServers":{"exaid":{"type":"stdio","command":"/usr/bin/exaid","args":["mcp"]}}})");
    row("claude", true,
        R"({"mcpServers":{"exaid":{"type":"http","url":"http://127.0.0.1:8079/mcp",)"
        R"("headers":{"Authorization":"Bearer ${EXAI_WS_TOKEN}"}}}})");
    row("vscode", false,
        R"({"servers":{"exaid":{"type":"stdio","command":"/usr/bin/exaid","args":["mcp"]}}})");
    row("vscode", true,
        R"({"servers":{"exaid":{"type":"http","url":"http://127.0.0.1:8079/mcp",)"
        R"("headers":{"Authorization":"Bearer ${env:EXAI_WS_TOKEN}"}}}})");
    row("cursor", false, R"({"mcpServers":{"exaid":{"command":"/usr/bin/exaid","args":["mcp"]}}})");
    row("gemini", false,
        R"({"mcpServers":{"exaid":{"command":"/usr/bin/exaid","args":["mcp"],"timeout":3600000}}})");
    row("gemini", true,
        R"({"mcpServers":{"exaid":{"httpUrl":"http://127.0.0.1:8079/mcp","timeout":3600000,)"
        R"("headers":{"Authorization":"Bearer $EXAI_WS_TOKEN"}}}})");
    row("opencode", false,
        R"({"mcp":{"exaid":{"type":"local","command":["/usr/bin/exaid","mcp"],"enabled":true}}})");
    row("opencode", true,
        R"({"mcp":{"exaid":{"type":"remote","url":"http://127.0.0.1:8079/mcp","enabled":true,)"
        R"("headers":{"Authorization":"Bearer {env:EXAI_WS_TOKEN}"}}}})");
    row("codex", false,
        "[mcp_servers.exaid]\nargs = [\"mcp\"]\ncommand = \"/usr/bin/exaid\"\n"
        "startup_timeout_sec = 30\ntool_timeout_sec = 3600\n");
    row("codex", true,
        "[mcp_servers.exaid]\nbearer_token_env_var = \"EXAI_WS_TOKEN\"\ntool_timeout_sec = 3600\n"
        "url = \"http://127.0.0.1:8079/mcp\"\n");
}

void TestHostConfig::snippets()
{
    QFETCH(QString, host);
    QFETCH(bool, byHttp);
    QFETCH(QByteArray, entry);
    const HostRow *row = findHost(host);
    QVERIFY(row);
    const QByteArray text = snippet(*row, u"exaid"_s, byHttp ? http() : stdio());
    if (row->format == ConfigFormat::Toml)
        QCOMPARE(text, entry);
    else
        QCOMPARE(QJsonDocument::fromJson(text), QJsonDocument::fromJson(entry));
}

void TestHostConfig::files_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("moved");
    QTest::newRow("claude") << u"claude"_s << u"/nohome/.claude.json"_s << u"/p/.mcp.json"_s
                            << u"/v/.claude.json"_s;
    QTest::newRow("vscode") << u"vscode"_s << u"/nohome/.config/Code/User/mcp.json"_s
                            << u"/p/.vscode/mcp.json"_s << u"/v/Code/User/mcp.json"_s;
    QTest::newRow("cursor") << u"cursor"_s << u"/nohome/.cursor/mcp.json"_s << u"/p/.cursor/mcp.json"_s
                            << u"/nohome/.cursor/mcp.json"_s;
    QTest::newRow("codex") << u"codex"_s << u"/nohome/.codex/config.toml"_s << u"/p/.codex/config.toml"_s
                           << u"/v/config.toml"_s;
    QTest::newRow("gemini") << u"gemini"_s << u"/nohome/.gemini/settings.json"_s
                            << u"/p/.gemini/settings.json"_s << u"/nohome/.gemini/settings.json"_s;
    QTest::newRow("opencode") << u"opencode"_s << u"/nohome/.config/opencode/opencode.json"_s
                              << u"/p/opencode.json"_s << u"/v/opencode/opencode.json"_s;
}

void TestHostConfig::files()
{
    QFETCH(QString, host);
    const HostRow &row = *findHost(host);
    QMap<QString, QString> environment{{u"HOME"_s, u"/nohome"_s}};
    QTEST(configFile(row, {environment, {}, HostSystem::Linux}), "user");
    QTEST(configFile(row, {environment, u"/p"_s, HostSystem::Linux}), "project");
    for (const QString &name : {u"CLAUDE_CONFIG_DIR"_s, u"CODEX_HOME"_s, u"XDG_CONFIG_HOME"_s})
        environment.insert(name, u"/v"_s);
    QTEST(configFile(row, {environment, {}, HostSystem::Linux}), "moved");
}

void TestHostConfig::existingCandidateIsPreferred()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"opencode.jsonc"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(configFile(*findHost(u"opencode"_s), {{}, dir.path(), HostSystem::Linux}), file.fileName());
}

void TestHostConfig::everyHostInstallsTwiceAlikeAndUninstalls_data()
{
    QTest::addColumn<QString>("host");
    for (const HostRow &row : hostTable())
        QTest::newRow(qPrintable(row.id)) << row.id;
}

void TestHostConfig::everyHostInstallsTwiceAlikeAndUninstalls()
{
    QFETCH(QString, host);
    const HostRow &row = *findHost(host);
    const QByteArray foreign =
        row.format == ConfigFormat::Toml
            ? QByteArray("model = \"m\" # mine\n\n[mcp_servers.other]\ncommand = \"o\"\n")
            : "{\n  // mine\n  \"" + row.container.constFirst().toUtf8() +
                  "\": {\n    \"other\": {\"x\": 1}\n  }\n}\n";
    for (const Connection &connection : {stdio(), http()}) {
        const QByteArray once = installed(row, foreign, u"exaid"_s, connection).value();
        QVERIFY(once != foreign);
        QVERIFY(hasEntry(row, once, u"exaid"_s));
        QVERIFY(!hasEntry(row, foreign, u"exaid"_s));
        QCOMPARE(installed(row, once, u"exaid"_s, connection).value(), once);
        QCOMPARE(uninstalled(row, once, u"exaid"_s).value(), foreign);
    }
}

void TestHostConfig::whatTheUserAddedStays()
{
    const HostRow &claude = *findHost(u"claude"_s);
    const QByteArray before =
        R"({"mcpServers":{"exaid":{"command":"/old/exaid","env":{"KIMI_API_KEY":"k"}}}})";
    const QJsonDocument after =
        QJsonDocument::fromJson(installed(claude, before, u"exaid"_s, stdio()).value());
    const QJsonValue entry = after[u"mcpServers"][u"exaid"];
    QCOMPARE(entry[u"command"].toString(), u"/usr/bin/exaid"_s);
    QCOMPARE(entry[u"env"][u"KIMI_API_KEY"].toString(), u"k"_s);

    const HostRow &codex = *findHost(u"codex"_s);
    const QByteArray toml =
        installed(codex, "[mcp_servers.exaid]\ntool_timeout_sec = 5\n", u"exaid"_s, stdio()).value();
    QVERIFY(toml.contains("tool_timeout_sec = 5\n"));
}

void TestHostConfig::changeOfTransportTakesTheOldOneOut()
{
    for (const HostRow &row : hostTable()) {
        const QByteArray byStdio = snippet(row, u"exaid"_s, stdio());
        const QByteArray byHttp = installed(row, byStdio, u"exaid"_s, http()).value();
        QVERIFY2(!byHttp.contains("command"), byHttp.constData());
        const QByteArray back = installed(row, byHttp, u"exaid"_s, stdio()).value();
        QVERIFY2(!back.contains("http://"), back.constData());
        QVERIFY2(!back.contains("EXAI_WS_TOKEN"), back.constData());
    }
}

QTEST_GUILESS_MAIN(TestHostConfig)
#include "tst_hostconfig.moc"
