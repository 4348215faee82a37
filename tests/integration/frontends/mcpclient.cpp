#include "mcpclient.h"

#include <QTest>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QJsonObject rpc(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, params}};
    if (!id.isUndefined() && !id.isNull())
        message.insert(u"id"_s, id);
    return message;
}

QJsonObject toolCall(const QString &tool, const QJsonObject &arguments, const QJsonValue &progressToken)
{
    QJsonObject params{{u"name"_s, tool}, {u"arguments"_s, arguments}};
    if (!progressToken.isNull() && !progressToken.isUndefined())
        params.insert(u"_meta"_s, QJsonObject{{u"progressToken"_s, progressToken}});
    return params;
}

void McpClientConnection::request(const QByteArray &method, const QByteArray &headers, const QByteArray &body)
{
    QByteArray text = method + " /mcp HTTP/1.1\r\nHost: localhost\r\n" + headers;
    if (method == "POST")
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    write(text + "\r\n" + body);
}

void McpClientConnection::post(const QJsonObject &message, const QByteArray &headers)
{
    request("POST",
            "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n" + headers,
            QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void McpClientConnection::postLegacy(const QByteArray &session, const QJsonObject &message)
{
    post(message, "Mcp-Session-Id: " + session + "\r\nMCP-Protocol-Version: 2025-11-25\r\n");
}

void McpClientConnection::postModern(const QJsonValue &id, const QString &method, QJsonObject params,
                                     const QByteArray &mirrored)
{
    QJsonObject meta = params[u"_meta"].toObject();
    meta.insert(u"io.modelcontextprotocol/protocolVersion"_s, u"2026-07-28"_s);
    meta.insert(u"io.modelcontextprotocol/clientCapabilities"_s, capabilities);
    meta.insert(u"io.modelcontextprotocol/clientInfo"_s,
                QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}});
    params.insert(u"_meta"_s, meta);
    QByteArray headers =
        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method.toUtf8() + "\r\n" + mirrored;
    if (method == "tools/call"_L1)
        headers += "Mcp-Name: " + params[u"name"].toString().toUtf8() + "\r\n";
    post(rpc(id, method, params), headers);
}

QByteArray McpClientConnection::initialize(const QString &version)
{
    post(rpc(0, u"initialize"_s,
             {{u"protocolVersion"_s, version},
              {u"capabilities"_s, capabilities},
              {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}}}}));
    if (!waitAnswer())
        return {};
    const QByteArray session = header("Mcp-Session-Id");
    clear();
    return session;
}

bool McpClientConnection::isComplete() const
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    if (header("Transfer-Encoding") == "chunked")
        return received.endsWith("\r\n0\r\n\r\n");
    return received.size() >= end + 4 + header("Content-Length").toLongLong();
}

bool McpClientConnection::waitAnswer(int milliseconds)
{
    return QTest::qWaitFor([this] { return isComplete(); }, milliseconds);
}

QByteArray McpClientConnection::header(const QByteArray &name) const
{
    const QByteArray head = "\r\n" + received.left(received.indexOf("\r\n\r\n")) + "\r\n";
    const qsizetype at = head.toLower().indexOf(QByteArray("\r\n" + name.toLower() + ": "));
    if (at < 0)
        return {};
    const qsizetype start = at + name.size() + 4;
    return head.mid(start, head.indexOf("\r\n", start) - start);
}

// Without the chunks: our events hold no line that looks like the size of one.
QByteArray McpClientConnection::plainBody() const
{
    const QByteArray body = received.mid(received.indexOf("\r\n\r\n") + 4);
    if (header("Transfer-Encoding") != "chunked")
        return body;
    QByteArray plain;
    qsizetype at = 0;
    while (at < body.size()) {
        const qsizetype end = body.indexOf("\r\n", at);
        const qsizetype size = end < 0 ? 0 : body.mid(at, end - at).toLongLong(nullptr, 16);
        if (size == 0)
            break;
        plain += body.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
    return plain;
}

QList<QJsonObject> McpClientConnection::messages() const
{
    const QByteArray body = plainBody();
    if (!header("Content-Type").startsWith("text/event-stream"))
        return {QJsonDocument::fromJson(body).object()};
    QList<QJsonObject> list;
    for (const QByteArray &line : body.split('\n')) {
        if (line.startsWith("data: "))
            list.append(QJsonDocument::fromJson(line.mid(6)).object());
    }
    return list;
}

QJsonObject McpClientConnection::lastMessage() const
{
    const QList<QJsonObject> all = messages();
    return all.isEmpty() ? QJsonObject() : all.last();
}

QList<QByteArray> McpClientConnection::eventIds() const
{
    QList<QByteArray> ids;
    for (const QByteArray &line : plainBody().split('\n')) {
        if (line.startsWith("id: "))
            ids.append(line.mid(4));
    }
    return ids;
}

} // namespace exaid
