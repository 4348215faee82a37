#include "tests/integration/mcpbridge/bridgehost.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QWebSocket>
#include <csignal>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool isRunning(qint64 pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    const qsizetype name = stat.lastIndexOf(')');
    return name > 0 && stat.size() > name + 2 && stat.at(name + 2) != 'Z';
}

BridgeWorld::BridgeWorld()
    : m_port(freePort())
{
    const ExaidProcess clean; // what the tests of the program give it
    environment = clean.environment;
    environment.insert(u"HOME"_s, dir.path());
}

BridgeWorld::~BridgeWorld()
{
    const QList<qint64> pids = daemonPids();
    for (const qint64 pid : pids)
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    if (daemon.state() != QProcess::NotRunning) {
        daemon.kill();
        daemon.waitForFinished();
    }
}

QStringList BridgeWorld::options() const
{
    return {u"--port"_s, QString::number(m_port)};
}

bool BridgeWorld::startDaemon()
{
    daemon.setProcessEnvironment(environment);
    daemon.setWorkingDirectory(dir.path());
    daemon.setStandardErrorFile(QProcess::nullDevice());
    daemon.start(QStringLiteral(EXAID_BINARY), QStringList(u"serve"_s) + options());
    return QTest::qWaitFor([this] { return daemon.bytesAvailable() > 0 && !socketPath().isEmpty(); }, 30'000);
}

QString BridgeWorld::socketPath() const
{
    const QStringList names =
        QDir(stateDir()).entryList({u"mcp-*.sock"_s}, QDir::System | QDir::Files | QDir::Hidden);
    return names.isEmpty() ? QString() : QString(stateDir() + u'/' + names.constFirst());
}

// Daemons that bridges have started: nobody's children, but their command line names our state directory.
QList<qint64> BridgeWorld::daemonPids() const
{
    QList<qint64> pids;
    const QByteArray log = QString(stateDir() + u"/daemon.log"_s).toUtf8();
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        const QByteArrayList line = contentOf(u"/proc/%1/cmdline"_s.arg(process)).split('\0');
        if (line.size() > 2 && line.at(1) == "serve" && line.contains(log) && isRunning(process.toLongLong()))
            pids.append(process.toLongLong());
    }
    return pids;
}

QJsonObject BridgeWorld::status() const
{
    ExaidProcess asking;
    asking.environment.insert(u"HOME"_s, dir.path());
    if (asking.run(QStringList{u"status"_s, u"--json"_s} + options()) != 0)
        return {};
    return QJsonDocument::fromJson(asking.out).object();
}

int BridgeWorld::liveCalls() const
{
    const QJsonObject said = status();
    return said.isEmpty() ? -1 : static_cast<int>(said[u"calls"].toArray().size());
}

QJsonObject BridgeWorld::disconnectSession(const QString &name) const
{
    QWebSocket socket;
    QJsonObject answer;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        if (frame[u"op"] == "monitor_hello_ack"_L1)
            socket.sendTextMessage(
                uR"({"op":"session_disconnect","request_id":"1","session":"%1"})"_s.arg(name));
        else if (frame[u"request_id"] == "1"_L1)
            answer = frame[u"op"] == "answer"_L1 ? frame[u"body"].toObject() : frame;
    });
    QObject::connect(&socket, &QWebSocket::connected, &socket,
                     [&] { socket.sendTextMessage(uR"({"op":"monitor_hello","watch":false})"_s); });
    socket.open(QUrl(u"ws://127.0.0.1:%1/monitor"_s.arg(m_port)));
    return QTest::qWaitFor([&] { return !answer.isEmpty(); }, 20'000) ? answer : QJsonObject();
}

BridgeHost::BridgeHost(const BridgeWorld &world, const QStringList &more)
{
    connect(&process, &QProcess::readyReadStandardOutput, this, &BridgeHost::read);
    connect(&process, &QProcess::readyReadStandardError, this,
            [this] { err += process.readAllStandardError(); });
    process.setProcessEnvironment(world.environment);
    process.setWorkingDirectory(world.dir.path());
    process.start(QStringLiteral(EXAID_BINARY), QStringList(u"mcp"_s) + world.options() + more);
}

BridgeHost::~BridgeHost()
{
    disconnect(&process, nullptr, this, nullptr);
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
    }
}

void BridgeHost::send(const QByteArray &line)
{
    process.write(line + '\n');
}

void BridgeHost::request(int id, const QString &method, const QJsonObject &params)
{
    send(QJsonDocument(
             QJsonObject{
                 {u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}})
             .toJson(QJsonDocument::Compact));
}

void BridgeHost::call(int id, const QString &tool, const QJsonObject &arguments)
{
    request(id, u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}});
}

void BridgeHost::greet(int id)
{
    request(id, u"initialize"_s,
            {{u"protocolVersion"_s, u"2025-11-25"_s},
             {u"capabilities"_s, QJsonObject()},
             {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}}}});
    send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
}

QJsonObject BridgeHost::answer(int id, int milliseconds)
{
    return QTest::qWaitFor([&] { return hasAnswer(id); }, milliseconds) ? answers.value(id) : QJsonObject();
}

bool BridgeHost::ends(int milliseconds)
{
    return QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, milliseconds);
}

void BridgeHost::read()
{
    m_rest += process.readAllStandardOutput();
    qsizetype end = 0;
    while ((end = m_rest.indexOf('\n')) >= 0) {
        const QJsonDocument line = QJsonDocument::fromJson(m_rest.first(end));
        m_rest.remove(0, end + 1);
        saidOnlyProtocol = saidOnlyProtocol && line[u"jsonrpc"].toString() == "2.0"_L1;
        messages.append(line.object());
        if (line[u"method"].isUndefined())
            answers.insert(line[u"id"].toInt(-1), line.object());
    }
}

} // namespace exaid
