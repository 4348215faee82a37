#pragma once

// JSON-RPC 2.0 as MCP uses it: ids are strings or integers and are given back exactly as they came, never
// null. Values and pure functions; any thread. Nothing here knows a transport or a method.

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <optional>
#include <variant>

namespace exaid::mcp {

enum RpcCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    HeaderMismatch = -32020,     // HTTP headers and body disagree
    MissingCapability = -32021,  // the client did not declare what this needs
    UnsupportedVersion = -32022, // data names those that are supported
};

struct RpcError
{
    int code = InternalError;
    QString message;
    QJsonValue data = QJsonValue::Undefined;
};

struct RpcRequest
{
    QJsonValue id; // string or integer
    QString method;
    QJsonObject params;
};

struct RpcNotification
{
    QString method;
    QJsonObject params;
};

// The client's answer to a request of ours.
struct RpcResponse
{
    QJsonValue id;
    QJsonObject result;
    std::optional<RpcError> error;
};

// What is not a message. `id` is that of the message where it could be read, else undefined.
struct RpcInvalid
{
    QJsonValue id = QJsonValue::Undefined;
    RpcError error;
};

using RpcMessage = std::variant<RpcRequest, RpcNotification, RpcResponse, RpcInvalid>;

struct RpcInput
{
    QList<RpcMessage> messages; // one, unless isBatch; never empty
    bool isBatch = false;
};

// UTF-8 of one message or batch, as one line or body. What can't be read becomes RpcInvalid.
RpcInput parseRpc(const QByteArray &utf8);
RpcMessage toRpcMessage(const QJsonValue &value);

QJsonObject rpcResult(const QJsonValue &id, const QJsonObject &result);
// An undefined id becomes null, as JSON-RPC asks for errors that belong to no request.
QJsonObject rpcFailure(const QJsonValue &id, const RpcError &error);
QJsonObject rpcNotification(const QString &method, const QJsonObject &params);
QJsonObject rpcRequest(const QJsonValue &id, const QString &method, const QJsonObject &params);
QByteArray toLine(const QJsonObject &message); // compact, without the line end

// For keys of maps: "s:abc", "n:12". Different for 1 and "1".
QString idKey(const QJsonValue &id);

} // namespace exaid::mcp
