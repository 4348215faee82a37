#include "app/install/hosttable.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int SecondsOfLongCalls = 3600;

QMap<HostSystem, QList<UserFile>> everywhere(const QList<UserFile> &files)
{
    return {{HostSystem::Linux, files}, {HostSystem::Mac, files}, {HostSystem::Windows, files}};
}

QList<HostRow> makeTable()
{
    HostRow claude{u"claude"_s, u"Claude Code"_s, ConfigFormat::Json, {u"mcpServers"_s}, {}, {}, {}};
    claude.userFiles = everywhere({{u"CLAUDE_CONFIG_DIR"_s, u"~"_s, u".claude.json"_s}});
    claude.projectFiles = {u".mcp.json"_s};
    claude.style = {u"stdio"_s, false, u"http"_s, u"url"_s, u"${EXAI_WS_TOKEN}"_s, {}, {}, {}};

    HostRow vscode{u"vscode"_s, u"Visual Studio Code"_s, ConfigFormat::Json, {u"servers"_s}, {}, {}, {}};
    vscode.userFiles = {
        {HostSystem::Linux, {{u"XDG_CONFIG_HOME"_s, u"~/.config"_s, u"Code/User/mcp.json"_s}}},
        {HostSystem::Mac, {{{}, u"~/Library/Application Support"_s, u"Code/User/mcp.json"_s}}},
        {HostSystem::Windows, {{u"APPDATA"_s, u"~/AppData/Roaming"_s, u"Code/User/mcp.json"_s}}}};
    vscode.projectFiles = {u".vscode/mcp.json"_s};
    vscode.style = {u"stdio"_s, false, u"http"_s, u"url"_s, u"${env:EXAI_WS_TOKEN}"_s, {}, {}, {}};

    HostRow cursor{u"cursor"_s, u"Cursor"_s, ConfigFormat::Json, {u"mcpServers"_s}, {}, {}, {}};
    cursor.userFiles = everywhere({{{}, u"~/.cursor"_s, u"mcp.json"_s}});
    cursor.projectFiles = {u".cursor/mcp.json"_s};
    cursor.style = {{}, false, {}, u"url"_s, u"${env:EXAI_WS_TOKEN}"_s, {}, {}, {}};

    HostRow codex{u"codex"_s, u"Codex"_s, ConfigFormat::Toml, {u"mcp_servers"_s}, {}, {}, {}};
    codex.userFiles = everywhere({{u"CODEX_HOME"_s, u"~/.codex"_s, u"config.toml"_s}});
    codex.projectFiles = {u".codex/config.toml"_s};
    // It gives a call one minute, newer versions five.
    codex.style = {{},
                   false,
                   {},
                   u"url"_s,
                   {},
                   u"bearer_token_env_var"_s,
                   {{u"tool_timeout_sec"_s, SecondsOfLongCalls}},
                   {{u"startup_timeout_sec"_s, 30}}};

    HostRow gemini{u"gemini"_s, u"Gemini CLI"_s, ConfigFormat::Json, {u"mcpServers"_s}, {}, {}, {}};
    gemini.userFiles = everywhere({{{}, u"~/.gemini"_s, u"settings.json"_s}});
    gemini.projectFiles = {u".gemini/settings.json"_s};
    gemini.style = {
        {}, false, {}, u"httpUrl"_s, u"$EXAI_WS_TOKEN"_s, {}, {{u"timeout"_s, SecondsOfLongCalls * 1000}},
        {}};

    HostRow opencode{u"opencode"_s, u"opencode"_s, ConfigFormat::Json, {u"mcp"_s}, {}, {}, {}};
    opencode.userFiles = everywhere({{u"XDG_CONFIG_HOME"_s, u"~/.config"_s, u"opencode/opencode.json"_s},
                                     {u"XDG_CONFIG_HOME"_s, u"~/.config"_s, u"opencode/opencode.jsonc"_s}});
    opencode.projectFiles = {u"opencode.json"_s, u"opencode.jsonc"_s};
    opencode.style = {
        u"local"_s, true, u"remote"_s, u"url"_s, u"{env:EXAI_WS_TOKEN}"_s, {}, {{u"enabled"_s, true}}, {}};
    return {claude, vscode, cursor, codex, gemini, opencode};
}

QString located(const UserFile &file, const QMap<QString, QString> &environment)
{
    const QString named = file.variable.isEmpty() ? QString() : environment.value(file.variable);
    QString folder = file.folder;
    if (QDir::isAbsolutePath(named))
        folder = named;
    else if (folder.startsWith(u'~'))
        folder = environment.value(u"HOME"_s, QDir::homePath()) + folder.sliced(1);
    return QDir::cleanPath(folder + u'/' + file.file);
}

} // namespace

HostSystem thisSystem()
{
#if defined(Q_OS_WIN)
    return HostSystem::Windows;
#elif defined(Q_OS_MACOS)
    return HostSystem::Mac;
#else
    return HostSystem::Linux;
#endif
}

const QList<HostRow> &hostTable()
{
    static const QList<HostRow> table = makeTable();
    return table;
}

const HostRow *findHost(const QString &id)
{
    const auto row = std::ranges::find(hostTable(), id.toLower(), &HostRow::id);
    return row == hostTable().cend() ? nullptr : &*row;
}

QJsonObject entryFor(const HostRow &host, const Connection &connection)
{
    const EntryStyle &style = host.style;
    QJsonObject entry = style.more;
    const QString &type = connection.byHttp ? style.httpType : style.stdioType;
    if (!type.isEmpty())
        entry.insert(u"type"_s, type);
    if (connection.byHttp) {
        entry.insert(style.urlKey, connection.url);
        if (connection.needsToken && !style.tokenVariableKey.isEmpty())
            entry.insert(style.tokenVariableKey, u"EXAI_WS_TOKEN"_s);
        else if (connection.needsToken)
            entry.insert(u"headers"_s,
                         QJsonObject{{u"Authorization"_s, QString("Bearer "_L1 + style.tokenReference)}});
        return entry;
    }
    for (auto more = style.moreStdio.begin(); more != style.moreStdio.end(); ++more)
        entry.insert(more.key(), more.value());
    const QStringList arguments = QStringList(u"mcp"_s) + connection.arguments;
    if (style.commandIsList) {
        entry.insert(u"command"_s, QJsonArray::fromStringList(QStringList(connection.program) + arguments));
    } else {
        entry.insert(u"command"_s, connection.program);
        entry.insert(u"args"_s, QJsonArray::fromStringList(arguments));
    }
    return entry;
}

QStringList transportKeys(const HostRow &host)
{
    QStringList keys{u"type"_s, u"command"_s, u"args"_s, u"url"_s, u"httpUrl"_s, u"headers"_s};
    if (!host.style.tokenVariableKey.isEmpty())
        keys << host.style.tokenVariableKey;
    return keys;
}

QString configFile(const HostRow &host, const FilePlace &place)
{
    QStringList candidates;
    if (place.projectFolder.isEmpty()) {
        const QList<UserFile> files = host.userFiles.value(place.system);
        for (const UserFile &file : files)
            candidates << located(file, place.environment);
    } else {
        for (const QString &file : host.projectFiles)
            candidates << QDir::cleanPath(QDir(place.projectFolder).absoluteFilePath(file));
    }
    const auto existing =
        std::ranges::find_if(candidates, [](const QString &file) { return QFileInfo::exists(file); });
    return existing == candidates.cend() ? candidates.constFirst() : *existing;
}

} // namespace exaid::install
