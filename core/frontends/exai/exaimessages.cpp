#include "core/frontends/exai/exaimessages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <cmath>

namespace exaid::exai {

using namespace Qt::Literals::StringLiterals;

namespace {

// Ids are kept, shown on the dashboard and sent back with every frame.
constexpr qsizetype MaxIdLength = 256;
constexpr qsizetype MaxNameLength = 128;
constexpr qsizetype MaxClientLength = 128;

std::optional<QJsonObject> toObject(const QString &text)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

// What is wrong with the ids; empty when nothing is. Ids that can't be echoed are left out.
QString readIds(const QJsonObject &object, ReplyIds &ids)
{
    const QJsonValue requestId = object[u"request_id"];
    const QJsonValue id = object[u"id"];
    QString fault;
    if (requestId.isString())
        ids.requestId = requestId.toString();
    else if (!requestId.isUndefined() && !requestId.isNull())
        fault = u"request_id must be a string"_s;
    if (id.isString() || (id.isDouble() && std::isfinite(id.toDouble())))
        ids.id = id;
    else if (!id.isUndefined() && !id.isNull())
        fault = u"id must be a string or a number"_s;
    if (ids.requestId.value_or(QString()).size() > MaxIdLength || id.toString().size() > MaxIdLength) {
        ids.requestId = ids.requestId ? std::optional(ids.requestId->left(MaxIdLength)) : std::nullopt;
        if (ids.id.isString())
            ids.id = ids.id.toString().left(MaxIdLength);
        fault = u"an id may have %1 characters at most (echoed cut off)"_s.arg(MaxIdLength);
    }
    return fault;
}

Invalid invalidCall(const ReplyIds &ids, const QString &why)
{
    return {ids, true, QString(u"invalid_message: "_s + why), why};
}

// `name` as a string; for tool_call also `tool` as a string or as {"name": …}.
QString toolNameIn(const QJsonObject &object, bool isToolCall)
{
    const QJsonValue name = object[u"name"];
    if (name.isString())
        return name.toString();
    const QJsonValue tool = object[u"tool"];
    if (!isToolCall)
        return {};
    return tool.isObject() ? tool.toObject()[u"name"].toString() : tool.toString();
}

Message parseCall(const QJsonObject &object, const ReplyIds &ids, bool isToolCall)
{
    const QString op = isToolCall ? u"tool_call"_s : u"call_tool"_s;
    const QString name = toolNameIn(object, isToolCall);
    if (name.isEmpty()) {
        return invalidCall(ids, isToolCall
                                    ? u"tool_call requires 'tool' (a name, or an object with a 'name')"_s
                                    : u"call_tool requires 'name' (non-empty string)"_s);
    }
    if (name.size() > MaxNameLength)
        return invalidCall(ids,
                           u"%1: the tool's name is longer than %2 characters"_s.arg(op).arg(MaxNameLength));
    QJsonValue arguments = object[u"arguments"];
    if (isToolCall && arguments.isUndefined())
        arguments = object[u"tool"].toObject()[u"arguments"];
    if (!arguments.isUndefined() && !arguments.isNull() && !arguments.isObject())
        return invalidCall(ids, QString(op + u": 'arguments' must be an object"));
    const QString priority = object[u"priority"].toString(u"interactive"_s);
    if ((object.contains(u"priority") && !object[u"priority"].isString()) ||
        (priority != "interactive"_L1 && priority != "batch"_L1))
        return invalidCall(ids, QString(op + u": 'priority' must be \"interactive\" or \"batch\""));
    CallTool call{ids, withoutSuffix(name), arguments.toObject()};
    if (object.contains(u"priority"))
        call.priority = priority == "batch"_L1 ? Priority::Batch : Priority::Interactive;
    return call;
}

std::optional<QString> textIn(const QJsonObject &object, QStringView key)
{
    const QJsonValue value = object[key];
    return value.isString() && !value.toString().isEmpty() ? std::optional(value.toString()) : std::nullopt;
}

} // namespace

ReplyIds idsFromJson(const QJsonObject &json)
{
    ReplyIds ids;
    readIds(json, ids);
    return ids;
}

QJsonObject toJson(const ReplyIds &ids)
{
    QJsonObject json;
    if (ids.requestId)
        json.insert(u"request_id"_s, *ids.requestId);
    if (!ids.id.isUndefined())
        json.insert(u"id"_s, ids.id);
    return json;
}

QString withoutSuffix(const QString &toolName)
{
    static const QRegularExpression suffix(u"[_-]EXAI[-_]WS(-VSCode\\d+)?$"_s);
    const QRegularExpressionMatch match = suffix.match(toolName);
    return match.hasMatch() ? toolName.left(match.capturedStart()) : toolName;
}

Message parseMessage(const QString &text)
{
    const std::optional<QJsonObject> object = toObject(text);
    if (!object)
        return Invalid{{}, false, u"invalid_json"_s, u"each frame must be one JSON object"_s};
    ReplyIds ids;
    const QString idFault = readIds(*object, ids);
    const QString op = (*object)[u"op"].toString();
    const bool isCall = op == "call_tool"_L1 || op == "tool_call"_L1;
    if (!idFault.isEmpty())
        return Invalid{ids, isCall, QString(u"invalid_message: "_s + idFault), idFault};
    if (isCall)
        return parseCall(*object, ids, op == "tool_call"_L1);
    if (op == "list_tools"_L1)
        return ListTools{ids};
    if (op == "ping"_L1)
        return Ping{ids};
    if (op == "health"_L1)
        return Health{ids};
    if (op == "cancel"_L1)
        return Cancel{ids, textIn(*object, u"target").value_or(ids.requestId.value_or(QString()))};
    if (op == "rotate_token"_L1)
        return RotateToken{ids, textIn(*object, u"old"), textIn(*object, u"new")};
    if (op == "hello"_L1)
        return Invalid{ids, false, u"invalid_message: hello was already answered"_s,
                       u"a connection greets once"_s};
    if (op.isEmpty())
        return Invalid{ids, false, u"invalid_message: missing 'op'"_s, u"each message needs an 'op'"_s};
    const QString shown = op.left(64);
    return Invalid{
        ids, false, QString(u"Unknown op: "_s + shown),
        u"known are hello, list_tools, call_tool, tool_call, ping, cancel, health, rotate_token"_s};
}

std::variant<Hello, HelloFault> parseHello(const QString &text)
{
    const std::optional<QJsonObject> object = toObject(text);
    if (!object)
        return HelloFault::NotAnObject;
    if ((*object)[u"jsonrpc"].isString() && !object->contains(u"op"_s))
        return HelloFault::JsonRpc;
    if ((*object)[u"op"].toString() != "hello"_L1)
        return HelloFault::NotHello;
    Hello hello;
    readIds(*object, hello.ids);
    hello.token = (*object)[u"token"];
    hello.sessionId = (*object)[u"session_id"].toString();
    hello.resume = (*object)[u"resume"].toBool();
    for (const QJsonValue &id : (*object)[u"received"].toArray())
        hello.received.append(id.toString());
    const QJsonObject client = (*object)[u"clientInfo"].toObject();
    hello.client = QString(client[u"name"].toString().left(MaxClientLength) + u' ' +
                           client[u"version"].toString().left(MaxClientLength))
                       .simplified();
    return hello;
}

} // namespace exaid::exai
