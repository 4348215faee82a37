#pragma once

// The private first lines between `exaid mcp` and the daemon, before the protocol begins: who the bridge
// speaks for, and whether it is let in. A client of the local socket that is not the bridge leaves them out.
// Values; any thread.

#include "core/secret.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace exaid {

struct BridgeGreeting
{
    QString version;     // of the bridge
    qint64 hostPid = 0;  // the process that started the bridge
    QString hostName;    // its name, as far as the system tells
    QString hostSession; // CLAUDE_CODE_SESSION_ID
    Secret token;        // of the bridge's settings; empty: none

    QByteArray toLine() const;
    // Nothing: the line is something else.
    static std::optional<BridgeGreeting> parse(const QByteArray &line);
};

struct BridgeWelcome
{
    bool isLetIn = false;
    QString why; // not let in: for people

    QByteArray toLine() const;
    static std::optional<BridgeWelcome> parse(const QByteArray &line);
};

} // namespace exaid
