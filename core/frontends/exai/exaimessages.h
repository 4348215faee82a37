#pragma once

// What a client may say over the EXAI WebSocket, parsed strictly: text in, one typed message out, never an
// exception. Pure; any thread. Replies are in exaireplies.h.
//
// Ids: a request may carry `request_id` (a string; the classic dialect) and `id` (a string or a number). With
// `id` alone the client gets exactly one frame in answer ("quiet"). Both are echoed in every reply and mean
// nothing outside their connection.

#include "core/calls/callrequest.h" // Priority

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>

namespace exaid::exai {

struct ReplyIds
{
    std::optional<QString> requestId;
    QJsonValue id = QJsonValue::Undefined; // string or number

    bool isQuiet() const { return !requestId && !id.isUndefined(); }
    bool isEmpty() const { return !requestId && id.isUndefined(); }
};

struct CallTool
{
    ReplyIds ids;
    QString tool; // suffix stripped
    QJsonObject arguments;
    std::optional<Priority> priority = std::nullopt; // none: said nothing
};
struct ListTools
{
    ReplyIds ids;
};
struct Ping
{
    ReplyIds ids;
};
struct Health
{
    ReplyIds ids;
};
struct Cancel
{
    ReplyIds ids;
    QString target; // request id of the call to cancel; empty: the calls sent with the same `id`
};
struct RotateToken
{
    ReplyIds ids;
    std::optional<QString> oldToken, newToken;
};
// Understood well enough to answer, not well enough to obey.
struct Invalid
{
    ReplyIds ids;
    bool isCall = false; // answered as call_tool_res
    QString message;     // of the frame, as older clients know it: "invalid_json", "Unknown op: x"
    QString why;         // for people
};

using Message = std::variant<CallTool, ListTools, Ping, Health, Cancel, RotateToken, Invalid>;
Message parseMessage(const QString &text);

struct Hello
{
    ReplyIds ids;
    QJsonValue token; // as sent; undefined when absent
    QString sessionId;
    QString client;       // "name version", may be empty
    bool resume = false;  // keep my calls and results when I go, and give me what is kept
    QStringList received; // request ids of kept results that it has read
};
enum class HelloFault {
    NotAnObject, // no JSON, or JSON that is no object
    NotHello,
    JsonRpc, // another protocol's first message
};
std::variant<Hello, HelloFault> parseHello(const QString &text);

// As written by toJson(), for ids that are kept.
ReplyIds idsFromJson(const QJsonObject &json);
QJsonObject toJson(const ReplyIds &ids);

// "chat_EXAI-WS-VSCode2" → "chat"
QString withoutSuffix(const QString &toolName);

} // namespace exaid::exai
