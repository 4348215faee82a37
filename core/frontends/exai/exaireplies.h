#pragma once

// Every frame the EXAI front end may send, as JSON objects. Pure; any thread. Each reply carries its op and
// the ids of its request; how a call ended is in typed fields (`ok`, `error`), never hidden in text.

#include "core/calls/callrequest.h"
#include "core/frontends/exai/exaimessages.h"
#include "core/overloaded.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace exaid::exai {

// A refusal by the front end itself.
struct Refusal
{
    QString code;
    QString message;
    std::optional<Duration> retryAfter;
    QJsonObject details;
};

QByteArray toFrame(const QJsonObject &object);
// A frame of a call, its ids in it; request_id even when the client gave none.
QJsonObject callFrame(const QString &op, const ReplyIds &ids);
// "2026-11-24T02:02:29.123Z"
QString timestamp(WallTime now);

// For a client that asked to resume: how long things are kept for it, and what comes next without being
// asked.
struct Resumption
{
    Duration grace{};
    qsizetype results = 0;
    qsizetype running = 0;
};
QJsonObject helloAck(const ReplyIds &ids, const QString &sessionName,
                     const std::optional<Resumption> &resumption = {});
QJsonObject helloRefused(const ReplyIds &ids, const QString &error, const QString &message = {});

QJsonObject toolList(const ReplyIds &ids, const QJsonArray &tools);
QJsonObject pong(const ReplyIds &ids, WallTime now);
QJsonObject cancelled(const Cancel &request, bool ok, WallTime now);
QJsonObject healthReply(const ReplyIds &ids, const QJsonObject &health);
QJsonObject tokenRotated(const ReplyIds &ids, const QString &error); // empty error: done

// op "error", or call_tool_res when the message was a call.
QJsonObject invalid(const Invalid &message);
QJsonObject refused(const ReplyIds &ids, bool isCall, const Refusal &refusal);

// For classic calls only. `extra` holds note, message, queue_position, …
QJsonObject progress(const ReplyIds &ids, const QString &tool, WallTime now, const QJsonObject &extra);
QJsonObject callAck(const ReplyIds &ids, const QString &tool, Duration timeout);
QJsonObject streamComplete(const ReplyIds &ids, WallTime now);

struct FinalStyle
{
    bool compatText = true;
    bool resumed = false; // the call was made on an earlier connection
};
QJsonObject callResult(const ReplyIds &ids, const Outcome &outcome, const CallTimes &times, FinalStyle style);

// Whole seconds, rounded up, at least one: a client that waits this long is not refused for the same reason.
qint64 retrySeconds(Duration wait);

} // namespace exaid::exai
