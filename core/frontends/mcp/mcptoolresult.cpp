#include "core/frontends/mcp/mcptoolresult.h"

#include "core/frontends/mcp/mcptools.h"

#include <QJsonDocument>
#include <cmath>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<Duration> retryAfterOf(const Outcome &outcome)
{
    if (const auto *refused = std::get_if<Refused>(&outcome))
        return refused->retryAfter;
    if (const auto *failed = std::get_if<ProviderFailed>(&outcome))
        return failed->retryAfter;
    return std::nullopt;
}

QString retryHint(const Outcome &outcome)
{
    const std::optional<Duration> wait = retryAfterOf(outcome);
    if (!wait)
        return {};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
    return u" Retry after %1 s."_s.arg(std::max<qint64>(1, seconds));
}

QJsonObject failure(const Outcome &outcome)
{
    return textResult(QString(wireCode(outcome) + u": " + describe(outcome) + retryHint(outcome)), true);
}

double secondsOf(Duration duration)
{
    return std::round(toMilliseconds(duration)) / 1000.0;
}

void insertText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QJsonObject usageOf(const TokenUsage &usage)
{
    return {{u"prompt_tokens"_s, usage.promptTokens},
            {u"completion_tokens"_s, usage.completionTokens},
            {u"reasoning_tokens"_s, usage.reasoningTokens},
            {u"cached_tokens"_s, usage.cachedTokens}};
}

QJsonObject structured(const Answer &answer, const CallTimes &times)
{
    QJsonObject object{{u"status"_s, u"complete"_s},
                       {u"answer"_s, answer.text},
                       {u"simulated"_s, answer.simulated},
                       {u"queue_secs"_s, secondsOf(times.queued)},
                       {u"run_secs"_s, secondsOf(times.ran)}};
    insertText(object, u"reasoning"_s, answer.reasoning);
    insertText(object, u"provider"_s, answer.provider);
    insertText(object, u"model"_s, answer.model);
    insertText(object, u"finish_reason"_s, answer.finishReason);
    insertText(object, u"continuation_id"_s, answer.continuationId);
    if (answer.usage)
        object.insert(u"usage"_s, usageOf(*answer.usage));
    if (answer.cost)
        object.insert(u"cost_usd"_s, *answer.cost);
    QJsonObject details = answer.metadata;
    for (const char *told : {"usage", "continuation_offer"})
        details.remove(QLatin1StringView(told));
    if (!details.isEmpty())
        object.insert(u"details"_s, details);
    return object;
}

// For those that read no structuredContent.
QString footer(const Answer &answer, const CallTimes &times)
{
    QStringList parts;
    if (!answer.model.isEmpty())
        parts.append(u"model: %1"_s.arg(answer.model));
    if (answer.simulated)
        parts.append(u"SIMULATED: the built-in simulator answered, no model"_s);
    if (!answer.continuationId.isEmpty())
        parts.append(u"continuation_id: %1"_s.arg(answer.continuationId));
    if (!parts.isEmpty())
        parts.append(u"queued %1 s, ran %2 s"_s.arg(secondsOf(times.queued)).arg(secondsOf(times.ran)));
    return parts.join(u" · "_s);
}

} // namespace

QJsonObject toolResult(const Outcome &outcome, const CallTimes &times, ToolOutput output)
{
    const auto *answer = std::get_if<Answer>(&outcome);
    if (!answer)
        return failure(outcome);
    QJsonObject result = textResult(answer->text);
    if (output == ToolOutput::Json) {
        result.insert(u"structuredContent"_s, QJsonDocument::fromJson(answer->text.toUtf8()).object());
        return result;
    }
    result.insert(u"structuredContent"_s, structured(*answer, times));
    if (const QString last = footer(*answer, times); !last.isEmpty()) {
        QJsonArray content = result[u"content"].toArray();
        content.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, last}});
        result.insert(u"content"_s, content);
    }
    return result;
}

QJsonObject stillRunning(const QString &tool, const QString &state, const QString &job)
{
    const QString text =
        u"Still running: %1 (%2). This is no failure, and its slot or place in the queue is kept. Get the "
        "answer with the tool \"result\" and job_id \"%3\"; it waits for it. Don't call %1 again for this: "
        "that would be a second call."_s.arg(tool, state, job);
    QJsonObject result = textResult(text);
    result.insert(u"structuredContent"_s,
                  QJsonObject{{u"status"_s, u"running"_s}, {u"answer"_s, text}, {u"job_id"_s, job}});
    return result;
}

} // namespace exaid::mcp
