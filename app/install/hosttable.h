#pragma once

// The MCP hosts that `exaid install` knows: one row each, and what an entry for us looks like there. Pure
// data and functions of values; any thread.

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace exaid::install {

enum class ConfigFormat { Json, Toml };

enum class HostSystem { Linux, Mac, Windows };
HostSystem thisSystem();

// How a host's entry is spelled. The rest is common.
struct EntryStyle
{
    QString stdioType;          // value of "type"; empty: no such member
    bool commandIsList = false; // "command": [program, argument…] instead of "command" and "args"
    QString httpType;
    QString urlKey;           // "url", "httpUrl"
    QString tokenReference;   // how a value names the environment variable EXAI_WS_TOKEN
    QString tokenVariableKey; // instead: a member that holds the variable's name
    QJsonObject more;         // in each entry, whatever the transport
    QJsonObject moreStdio;
};

// A file in a folder that an environment variable may name.
struct UserFile
{
    QString variable; // empty: none
    QString folder;   // where the variable is not set; "~" is the home directory
    QString file;
};

struct HostRow
{
    QString id;    // "claude", as on the command line
    QString title; // "Claude Code"
    ConfigFormat format = ConfigFormat::Json;
    QStringList container; // where entries are, from the top
    // Of several the first that exists, else the first.
    QMap<HostSystem, QList<UserFile>> userFiles;
    QStringList projectFiles; // below the project's folder
    EntryStyle style;
};

const QList<HostRow> &hostTable();
const HostRow *findHost(const QString &id);

// How the host is to reach us.
struct Connection
{
    bool byHttp = false;
    QString program;       // stdio: absolute path of exaid
    QStringList arguments; // after "mcp"
    QString url;           // http
    bool needsToken = false;
};

QJsonObject entryFor(const HostRow &host, const Connection &connection);
// Members of an entry that belong to the transport, ours or the other one: what an update takes out first.
QStringList transportKeys(const HostRow &host);

struct FilePlace
{
    QMap<QString, QString> environment;
    QString projectFolder; // empty: the user's own file
    HostSystem system = thisSystem();
};
// Absolute. Looks at the disk when there are several candidates.
QString configFile(const HostRow &host, const FilePlace &place);

} // namespace exaid::install
