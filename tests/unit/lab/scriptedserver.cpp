#include "tests/unit/lab/scriptedserver.h"

#include <QJsonDocument>
#include <utility>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

void sendTo(QWebSocket *socket, const QJsonObject &frame)
{
    socket->sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

} // namespace

ScriptedServer::ScriptedServer()
    : m_server(u"scripted"_s, QWebSocketServer::NonSecureMode)
{
    answer = [](const QJsonObject &, int) { return Answer{0, answeredFields(1), true}; };
    greet = [](const QJsonObject &, int) {
        return QJsonObject{{u"op"_s, u"hello_ack"_s}, {u"ok"_s, true}, {u"session_id"_s, u"x"_s}};
    };
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedServer::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("can't listen");
}

ScriptedServer::~ScriptedServer()
{
    dropConnections();
}

void ScriptedServer::dropConnections()
{
    for (const auto &[socket, connection] : std::exchange(m_connections, {})) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

void ScriptedServer::accept()
{
    QWebSocket *socket = m_server.nextPendingConnection();
    m_connections[socket].number = m_lastConnection++;
    connect(socket, &QWebSocket::textMessageReceived, this, [this, socket](const QString &text) {
        read(socket, QJsonDocument::fromJson(text.toUtf8()).object());
    });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        m_connections.erase(socket);
        socket->deleteLater();
    });
}

void ScriptedServer::read(QWebSocket *socket, const QJsonObject &frame)
{
    Connection &connection = m_connections.at(socket);
    const QString op = frame[u"op"].toString();
    const QString requestId = frame[u"request_id"].toString();
    if (op == u"hello") {
        if (const QJsonObject ack = greet(frame, connection.number); !ack.isEmpty())
            sendTo(socket, ack);
    } else if (op == u"cancel") {
        ++cancels;
        if (answersCancel) {
            sendTo(socket, {{u"op"_s, u"cancelled"_s}, {u"request_id"_s, requestId}, {u"ok"_s, true}});
            QJsonObject fields = errorFields(u"CANCELLED"_s);
            fields.insert(u"metadata"_s, QJsonObject{{u"run_ms"_s, 60.0}});
            reply(socket, requestId, fields);
        }
    } else if (op == u"call_tool") {
        calls.push_back(frame);
        connection.open.insert(requestId);
        mostAtOnce = std::max(mostAtOnce, static_cast<int>(connection.open.size()));
        const Answer planned = answer(frame, connection.number);
        if (planned.tellsProgress)
            sendTo(socket, {{u"op"_s, u"progress"_s}, {u"request_id"_s, requestId}});
        if (planned.afterMs >= 0)
            QTimer::singleShot(planned.afterMs, socket, [this, socket, requestId, fields = planned.fields] {
                reply(socket, requestId, fields);
            });
    }
}

void ScriptedServer::reply(QWebSocket *socket, const QString &requestId, QJsonObject fields)
{
    const auto connection = m_connections.find(socket);
    if (connection == m_connections.end() || connection->second.open.erase(requestId) == 0)
        return;
    fields.insert(u"op"_s, u"call_tool_res"_s);
    fields.insert(u"request_id"_s, requestId);
    sendTo(socket, fields);
}

QJsonObject answeredFields(double runMs, double queueMs)
{
    return {{u"ok"_s, true},
            {u"text"_s, u"hello"_s},
            {u"metadata"_s, QJsonObject{{u"run_ms"_s, runMs}, {u"queue_ms"_s, queueMs}}}};
}

QJsonObject errorFields(const QString &code, double retryAfter)
{
    QJsonObject error{{u"code"_s, code}, {u"message"_s, u"no"_s}};
    if (retryAfter > 0)
        error.insert(u"retry_after"_s, retryAfter);
    return {{u"ok"_s, false}, {u"error"_s, error}};
}

} // namespace exaid::lab
