#include "core/frontends/exai/exaireplies.h"

#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <cstdio>

namespace exaid::exai {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject reply(const QString &op, const ReplyIds &ids)
{
    QJsonObject frame{{u"op"_s, op}};
    if (ids.requestId)
        frame.insert(u"request_id"_s, *ids.requestId);
    if (!ids.id.isUndefined())
        frame.insert(u"id"_s, ids.id);
    return frame;
}

double unixSeconds(WallTime now)
{
    return static_cast<double>(now.time_since_epoch().count()) / 1000.0;
}

QJsonArray textContent(const QString &text)
{
    return {QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
}

QJsonObject errorObject(const QString &code, const QString &message, std::optional<Duration> retryAfter,
                        const QJsonObject &details)
{
    QJsonObject error{{u"code"_s, code}, {u"message"_s, message}};
    if (retryAfter)
        error.insert(u"retry_after"_s, retrySeconds(*retryAfter));
    if (!details.isEmpty())
        error.insert(u"details"_s, details);
    return error;
}

// The frame of a call that has no answer. A client in quiet mode reads `result` and nothing else.
QJsonObject failedCall(const ReplyIds &ids, const QJsonObject &error)
{
    QJsonObject frame = callFrame(u"call_tool_res"_s, ids);
    frame.insert(u"ok"_s, false);
    frame.insert(u"error"_s, error);
    if (ids.isQuiet()) {
        const QString text = u"Error %1: %2"_s.arg(error[u"code"].toString(), error[u"message"].toString());
        frame.insert(u"result"_s, textContent(text));
    }
    return frame;
}

std::optional<Duration> retryAfterOf(const Outcome &outcome)
{
    using Wait = std::optional<Duration>;
    return std::visit(Overloaded{
                          [](const Answer &) { return Wait(); },
                          [](const Refused &r) { return r.retryAfter; },
                          [](const TimedOut &) { return Wait(); },
                          [](const Cancelled &) { return Wait(); },
                          [](const ProviderFailed &p) { return p.retryAfter; },
                          [](const Rejected &) { return Wait(); },
                          [](const InternalFailure &) { return Wait(); },
                      },
                      outcome);
}

QJsonObject detailsOf(const Outcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Answer &) { return QJsonObject(); },
                          [](const Refused &r) { return r.details; },
                          [](const TimedOut &t) {
                              QJsonObject details{{u"clock"_s, toString(t.clock)},
                                                  {u"limit_secs"_s, toSeconds(t.limit)}};
                              if (!t.provider.isEmpty()) {
                                  details.insert(u"provider"_s, t.provider);
                                  details.insert(u"model"_s, t.model);
                              }
                              return details;
                          },
                          [](const Cancelled &c) { return QJsonObject{{u"cause"_s, toString(c.cause)}}; },
                          [](const ProviderFailed &p) {
                              QJsonObject details{{u"provider"_s, p.provider},
                                                  {u"model"_s, p.model},
                                                  {u"cause"_s, p.error.code},
                                                  {u"may_have_run"_s, p.mayHaveRun}};
                              if (p.httpStatus > 0)
                                  details.insert(u"http_status"_s, p.httpStatus);
                              return details;
                          },
                          [](const Rejected &r) { return r.details; },
                          [](const InternalFailure &f) { return QJsonObject{{u"cause"_s, f.error.code}}; },
                      },
                      outcome);
}

QJsonObject timesOf(const CallTimes &times)
{
    return {{u"queue_ms"_s, toMilliseconds(times.queued)},
            {u"run_ms"_s, toMilliseconds(times.ran)},
            {u"total_ms"_s, toMilliseconds(times.total)}};
}

void insertText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QJsonObject metadataOf(const Answer &answer, const CallTimes &times)
{
    QJsonObject metadata = answer.metadata;
    const QJsonObject measured = timesOf(times);
    for (auto it = measured.begin(); it != measured.end(); ++it)
        metadata.insert(it.key(), it.value());
    insertText(metadata, u"provider"_s, answer.provider);
    insertText(metadata, u"model"_s, answer.model);
    insertText(metadata, u"finish_reason"_s, answer.finishReason);
    insertText(metadata, u"continuation_id"_s, answer.continuationId);
    insertText(metadata, u"reasoning"_s, answer.reasoning);
    metadata.insert(u"simulated"_s, answer.simulated);
    if (answer.usage) {
        metadata.insert(u"usage"_s, QJsonObject{{u"prompt_tokens"_s, answer.usage->promptTokens},
                                                {u"completion_tokens"_s, answer.usage->completionTokens},
                                                {u"reasoning_tokens"_s, answer.usage->reasoningTokens}});
    }
    return metadata;
}

} // namespace

QByteArray toFrame(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject callFrame(const QString &op, const ReplyIds &ids)
{
    QJsonObject frame = reply(op, ids);
    if (ids.isEmpty())
        frame.insert(u"request_id"_s, QJsonValue::Null);
    return frame;
}

QString timestamp(WallTime now)
{
    // Not QDateTime, which takes two microseconds: each token of a stream has its time.
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(now - day);
    std::array<char, 64> text{};
    const int size = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return QString::fromLatin1(text.data(), size);
}

qint64 retrySeconds(Duration wait)
{
    return std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(wait).count());
}

QJsonObject helloAck(const ReplyIds &ids, const QString &sessionName,
                     const std::optional<Resumption> &resumption)
{
    QJsonObject frame = reply(u"hello_ack"_s, ids);
    frame.insert(u"ok"_s, true);
    frame.insert(u"session_id"_s, sessionName);
    if (resumption) {
        frame.insert(u"resume"_s, QJsonObject{{u"grace_secs"_s, toSeconds(resumption->grace)},
                                              {u"results"_s, resumption->results},
                                              {u"running"_s, resumption->running}});
    }
    return frame;
}

QJsonObject helloRefused(const ReplyIds &ids, const QString &error, const QString &message)
{
    QJsonObject frame = reply(u"hello_ack"_s, ids);
    frame.insert(u"ok"_s, false);
    frame.insert(u"error"_s, error);
    insertText(frame, u"message"_s, message);
    return frame;
}

QJsonObject toolList(const ReplyIds &ids, const QJsonArray &tools)
{
    QJsonObject frame = reply(u"list_tools_res"_s, ids);
    frame.insert(u"tools"_s, tools);
    return frame;
}

QJsonObject pong(const ReplyIds &ids, WallTime now)
{
    QJsonObject frame = reply(u"pong"_s, ids);
    frame.insert(u"timestamp"_s, timestamp(now));
    return frame;
}

QJsonObject cancelled(const Cancel &request, bool ok, WallTime now)
{
    QJsonObject frame = reply(u"cancelled"_s, request.ids);
    frame.insert(u"ok"_s, ok);
    frame.insert(u"timestamp"_s, timestamp(now));
    if (!request.target.isEmpty() && request.target != request.ids.requestId.value_or(QString()))
        frame.insert(u"target"_s, request.target);
    return frame;
}

QJsonObject healthReply(const ReplyIds &ids, const QJsonObject &health)
{
    QJsonObject frame = reply(u"health_res"_s, ids);
    frame.insert(u"ok"_s, true);
    frame.insert(u"health"_s, health);
    return frame;
}

QJsonObject tokenRotated(const ReplyIds &ids, const QString &error)
{
    QJsonObject frame = reply(u"rotate_token_res"_s, ids);
    frame.insert(u"ok"_s, error.isEmpty());
    insertText(frame, u"error"_s, error);
    return frame;
}

QJsonObject invalid(const Invalid &message)
{
    const QJsonObject error = errorObject(u"INVALID_REQUEST"_s, message.why, {}, {});
    if (message.isCall)
        return failedCall(message.ids, error);
    QJsonObject frame = reply(u"error"_s, message.ids);
    frame.insert(u"message"_s, message.message);
    frame.insert(u"error"_s, error);
    return frame;
}

QJsonObject refused(const ReplyIds &ids, bool isCall, const Refusal &refusal)
{
    const QJsonObject error = errorObject(refusal.code, refusal.message, refusal.retryAfter, refusal.details);
    if (isCall)
        return failedCall(ids, error);
    QJsonObject frame = reply(u"error"_s, ids);
    frame.insert(u"message"_s, refusal.message);
    frame.insert(u"error"_s, error);
    return frame;
}

QJsonObject progress(const ReplyIds &ids, const QString &tool, WallTime now, const QJsonObject &extra)
{
    QJsonObject frame = callFrame(u"progress"_s, ids);
    frame.insert(u"name"_s, tool);
    frame.insert(u"t"_s, unixSeconds(now));
    for (auto it = extra.begin(); it != extra.end(); ++it)
        frame.insert(it.key(), it.value());
    return frame;
}

QJsonObject callAck(const ReplyIds &ids, const QString &tool, Duration timeout)
{
    QJsonObject frame = callFrame(u"call_tool_ack"_s, ids);
    frame.insert(u"accepted"_s, true);
    const qint64 seconds = std::chrono::ceil<std::chrono::seconds>(timeout).count();
    frame.insert(u"timeout"_s, seconds);
    frame.insert(u"name"_s, tool);
    return frame;
}

QJsonObject streamComplete(const ReplyIds &ids, WallTime now)
{
    QJsonObject frame = callFrame(u"stream_complete"_s, ids);
    frame.insert(u"timestamp"_s, timestamp(now));
    return frame;
}

QJsonObject callResult(const ReplyIds &ids, const Outcome &outcome, const CallTimes &times, FinalStyle style)
{
    const auto *answer = std::get_if<Answer>(&outcome);
    if (!answer) {
        const QJsonObject error =
            errorObject(wireCode(outcome), describe(outcome), retryAfterOf(outcome), detailsOf(outcome));
        QJsonObject frame = failedCall(ids, error);
        frame.insert(u"metadata"_s, timesOf(times));
        if (style.resumed)
            frame.insert(u"resumed"_s, true);
        return frame;
    }
    const QJsonArray content = textContent(answer->text);
    QJsonObject frame = callFrame(u"call_tool_res"_s, ids);
    frame.insert(u"ok"_s, true);
    frame.insert(u"outputs"_s, content);
    frame.insert(u"result"_s, content);
    frame.insert(u"metadata"_s, metadataOf(*answer, times));
    if (style.compatText)
        frame.insert(u"text"_s, answer->text);
    if (style.resumed)
        frame.insert(u"resumed"_s, true);
    return frame;
}

} // namespace exaid::exai
