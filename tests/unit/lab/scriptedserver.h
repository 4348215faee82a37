#pragma once

// A daemon that answers as told: one reply function for each call. Speaks the hello, call_tool and cancel
// frames over a real WebSocket and remembers what it was sent.

#include <QJsonObject>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>
#include <functional>
#include <map>
#include <set>

namespace exaid::lab {

class ScriptedServer final : public QObject
{
    Q_OBJECT
public:
    ScriptedServer();
    ~ScriptedServer() override;

    QUrl url() const { return m_server.serverUrl(); }
    void dropConnections();

    // What to do with a call: reply after so many milliseconds, or never when negative.
    struct Answer
    {
        int afterMs = 0;
        QJsonObject fields; // of call_tool_res
        bool tellsProgress = true;
    };
    std::function<Answer(const QJsonObject &call, int connection)> answer;
    std::function<QJsonObject(const QJsonObject &hello, int connection)>
        greet; // hello_ack; empty object: silence
    bool answersCancel = true;

    std::vector<QJsonObject> calls;
    int cancels = 0;
    int mostAtOnce = 0; // calls open on one connection

private:
    struct Connection
    {
        int number = 0;
        std::set<QString> open;
    };

    void accept();
    void read(QWebSocket *socket, const QJsonObject &frame);
    void reply(QWebSocket *socket, const QString &requestId, QJsonObject fields);

    QWebSocketServer m_server;
    std::map<QWebSocket *, Connection> m_connections;
    int m_lastConnection = 0;
};

QJsonObject answeredFields(double runMs, double queueMs = 0);
QJsonObject errorFields(const QString &code, double retryAfter = 0);

} // namespace exaid::lab
