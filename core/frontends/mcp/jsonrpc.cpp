#include "core/frontends/mcp/jsonrpc.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxBatch = 64;

bool isInteger(const QJsonValue &value)
{
    return value.isDouble() && (value.toInteger(0) != 0 || value.toDouble() == 0.0);
}

bool isId(const QJsonValue &value)
{
    return value.isString() || isInteger(value);
}

RpcInvalid invalid(const QJsonValue &id, const QString &why)
{
    return {isId(id) ? id : QJsonValue(QJsonValue::Undefined), {InvalidRequest, why}};
}

RpcMessage response(const QJsonObject &object, const QJsonValue &id)
{
    const QJsonValue result = object[u"result"];
    const QJsonValue error = object[u"error"];
    if (result.isUndefined() == error.isUndefined())
        return invalid(id, u"a response has either \"result\" or \"error\""_s);
    if (error.isUndefined()) {
        if (!result.isObject())
            return invalid(id, u"\"result\" must be an object"_s);
        return RpcResponse{id, result.toObject(), {}};
    }
    const QJsonObject fields = error.toObject();
    return RpcResponse{
        id, {}, RpcError{fields[u"code"].toInt(), fields[u"message"].toString(), fields[u"data"]}};
}

} // namespace

RpcMessage toRpcMessage(const QJsonValue &value)
{
    if (!value.isObject())
        return invalid({}, u"a message is a JSON object"_s);
    const QJsonObject object = value.toObject();
    const QJsonValue id = object[u"id"];
    if (object[u"jsonrpc"] != "2.0"_L1)
        return invalid(id, u"\"jsonrpc\" must be \"2.0\""_s);
    if (!id.isUndefined() && !isId(id))
        return invalid(id, u"\"id\" must be a string or an integer"_s);
    const QJsonValue method = object[u"method"];
    if (method.isUndefined())
        return id.isUndefined() ? RpcMessage(invalid(id, u"\"method\" is missing"_s)) : response(object, id);
    if (!method.isString() || method.toString().isEmpty())
        return invalid(id, u"\"method\" must be a string"_s);
    const QJsonValue params = object[u"params"];
    if (!params.isUndefined() && !params.isObject())
        return invalid(id, u"\"params\" must be an object"_s);
    if (id.isUndefined())
        return RpcNotification{method.toString(), params.toObject()};
    return RpcRequest{id, method.toString(), params.toObject()};
}

RpcInput parseRpc(const QByteArray &utf8)
{
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &failure);
    if (failure.error != QJsonParseError::NoError) {
        const QString why = u"not JSON: %1 at byte %2"_s.arg(failure.errorString()).arg(failure.offset);
        return {{RpcInvalid{QJsonValue::Undefined, {ParseError, why}}}, false};
    }
    if (!document.isArray())
        return {{toRpcMessage(document.object())}, false};
    const QJsonArray array = document.array();
    if (array.isEmpty() || array.size() > MaxBatch)
        return {{invalid({}, u"a batch has 1 to %1 messages"_s.arg(MaxBatch))}, true};
    RpcInput input;
    input.isBatch = true;
    for (const QJsonValue &item : array)
        input.messages.append(toRpcMessage(item));
    return input;
}

QJsonObject rpcResult(const QJsonValue &id, const QJsonObject &result)
{
    return {{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"result"_s, result}};
}

QJsonObject rpcFailure(const QJsonValue &id, const RpcError &error)
{
    QJsonObject fields{{u"code"_s, error.code}, {u"message"_s, error.message}};
    if (!error.data.isUndefined())
        fields.insert(u"data"_s, error.data);
    return {{u"jsonrpc"_s, u"2.0"_s},
            {u"id"_s, id.isUndefined() ? QJsonValue(QJsonValue::Null) : id},
            {u"error"_s, fields}};
}

QJsonObject rpcNotification(const QString &method, const QJsonObject &params)
{
    QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}};
    if (!params.isEmpty())
        message.insert(u"params"_s, params);
    return message;
}

QJsonObject rpcRequest(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    QJsonObject message = rpcNotification(method, params);
    message.insert(u"id"_s, id);
    return message;
}

QByteArray toLine(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

QString idKey(const QJsonValue &id)
{
    return id.isString() ? QString(u"s:" + id.toString()) : QString(u"n:" + QString::number(id.toInteger()));
}

} // namespace exaid::mcp
