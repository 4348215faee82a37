#pragma once

// A host's view of `exaid mcp`, as a process with the environment that SDK-made hosts give: little more than
// HOME and PATH. All bridges and daemons of one BridgeWorld share a home directory; the daemons end with it.

#include "tests/integration/cli/exaidprocess.h"

#include <QJsonObject>
#include <QList>

namespace exaid {

class BridgeWorld
{
public:
    BridgeWorld();
    ~BridgeWorld();
    Q_DISABLE_COPY_MOVE(BridgeWorld)

    QStringList options() const; // of exaid mcp and serve: the port
    bool startDaemon();          // in the foreground, as a service manager would
    QString stateDir() const { return dir.filePath(QStringLiteral(".local/state/exaid")); }
    QString socketPath() const; // empty: there is none
    QList<qint64> daemonPids() const;
    QJsonObject status() const; // as `exaid status --json` says; empty: no daemon
    int liveCalls() const;      // -1: no daemon
    // As the window does: {"connections", "calls"}, or the error.
    QJsonObject disconnectSession(const QString &name) const;

    QTemporaryDir dir;
    QProcessEnvironment environment;
    QProcess daemon;

private:
    int m_port = 0;
};

class BridgeHost : public QObject
{
public:
    explicit BridgeHost(const BridgeWorld &world, const QStringList &more = {});
    ~BridgeHost() override;

    void send(const QByteArray &line);
    void request(int id, const QString &method, const QJsonObject &params = {});
    void call(int id, const QString &tool, const QJsonObject &arguments);
    void greet(int id = 0); // initialize of the old era, and the notification after it
    // The answer to that request; empty: not within the time.
    QJsonObject answer(int id, int milliseconds = 20'000);
    bool hasAnswer(int id) const { return answers.contains(id); }
    bool ends(int milliseconds);

    QHash<int, QJsonObject> answers;
    QList<QJsonObject> messages;
    bool saidOnlyProtocol = true;
    QByteArray err;
    QProcess process;

private:
    void read();

    QByteArray m_rest;
};

bool isRunning(qint64 pid); // zombies are not

} // namespace exaid
