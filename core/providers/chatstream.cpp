#include "core/providers/chatstream.h"

#include "core/providers/providercodes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxToolCalls = 64;

// The provider's own words for an error, in any of the shapes seen.
QString errorMessageIn(const QJsonValue &error)
{
    if (error.isString())
        return error.toString();
    const QString message = error["message"_L1].toString();
    return message.isEmpty()
               ? QString::fromUtf8(QJsonDocument(error.toObject()).toJson(QJsonDocument::Compact))
               : message;
}

bool endsEarly(const QJsonParseError &error, qsizetype size)
{
    return error.offset >= size || error.error == QJsonParseError::UnterminatedString;
}

} // namespace

void ChatStream::setContentType(const QByteArray &type)
{
    const QByteArray lower = type.toLower();
    if (lower.contains("event-stream"))
        m_format = Format::Events;
    else if (lower.contains("json"))
        m_format = Format::Document;
    else if (!lower.isEmpty() && !lower.startsWith("text/plain") &&
             !lower.startsWith("application/octet-stream"))
        fail(u"malformed"_s, u"the provider answered with %1 instead of an event stream or JSON"_s.arg(
                                 QString::fromLatin1(type.left(80))));
}

ChatDelta ChatStream::feed(QByteArrayView bytes)
{
    ChatDelta delta;
    m_received += bytes.size();
    if (m_error || m_done || bytes.isEmpty())
        return delta;
    if (m_received > MaxBytes) {
        fail(u"too_large"_s, u"the provider's answer exceeds %1 MiB"_s.arg(MaxBytes / 1024 / 1024));
        return delta;
    }
    if (m_format == Format::Unknown) {
        const auto first = std::ranges::find_if(
            bytes, [](char c) { return c != ' ' && c != '\r' && c != '\n' && c != '\t'; });
        if (first == bytes.end())
            return delta;
        m_format = *first == '{' ? Format::Document : Format::Events;
    }
    if (m_format == Format::Document) {
        m_begun = true;
        m_document.append(bytes);
        return delta;
    }
    const QList<SseEvent> events = m_reader.feed(bytes);
    for (const SseEvent &e : events) {
        if (m_error || m_done)
            break;
        event(e, delta, false);
    }
    if (m_reader.isTooLarge())
        fail(u"too_large"_s, u"one event of the provider's stream exceeds 4 MiB"_s);
    return delta;
}

ChatDelta ChatStream::finish()
{
    ChatDelta delta;
    if (m_error || m_done)
        return delta;
    if (m_format == Format::Document) {
        document(delta);
        return delta;
    }
    const QList<SseEvent> events = m_reader.finish();
    for (const SseEvent &e : events)
        event(e, delta, true);
    return delta;
}

void ChatStream::event(const SseEvent &event, ChatDelta &delta, bool lastUnterminated)
{
    m_begun = true;
    const QByteArray data = event.data.trimmed();
    if (data == "[DONE]") {
        m_done = true;
        return;
    }
    QJsonParseError problem{};
    const QJsonDocument parsed = QJsonDocument::fromJson(data, &problem);
    if (!parsed.isObject()) {
        // Cut in the middle: not the provider's mistake, and the end says so.
        if (!lastUnterminated)
            fail(u"malformed"_s,
                 u"an event of the provider's stream is not a JSON object: "_s + problem.errorString());
        return;
    }
    chunk(parsed.object(), delta);
}

void ChatStream::chunk(const QJsonObject &object, ChatDelta &delta)
{
    if (const QJsonValue error = object.value("error"_L1); error.isObject() || error.isString()) {
        m_providerCode = providerCodeIn(object);
        return fail(u"provider_error"_s, errorMessageIn(error));
    }
    if (const QString model = object.value("model"_L1).toString(); !model.isEmpty())
        m_model = model;
    if (const QJsonValue usage = object.value("usage"_L1); usage.isObject())
        readUsage(usage.toObject());
    m_searched = m_searched || !object.value("web_search"_L1).toArray().isEmpty();
    const QJsonObject choice = object.value("choices"_L1).toArray().at(0).toObject();
    // Moonshot puts the usage of a stream into its last choice.
    if (const QJsonValue usage = choice.value("usage"_L1); usage.isObject())
        readUsage(usage.toObject());
    const QJsonValue message =
        choice.contains("delta"_L1) ? choice.value("delta"_L1) : choice.value("message"_L1);
    addMessage(message.toObject(), delta);
    if (const QString reason = choice.value("finish_reason"_L1).toString(); !reason.isEmpty())
        m_finishReason = reason;
}

void ChatStream::document(ChatDelta &delta)
{
    const bool isShort = m_announced && m_received < *m_announced;
    QJsonParseError problem{};
    const QJsonDocument parsed = QJsonDocument::fromJson(m_document, &problem);
    if (isShort || (parsed.isNull() && endsEarly(problem, m_document.size())))
        return fail(u"truncated"_s, u"the provider's answer ended in the middle"_s);
    if (!parsed.isObject())
        return fail(u"malformed"_s,
                    u"the provider's answer is not a JSON object: "_s + problem.errorString());
    const QJsonObject object = parsed.object();
    if (!object.contains("error"_L1) && object.value("choices"_L1).toArray().isEmpty())
        return fail(u"malformed"_s, u"the provider's answer has no choices"_s);
    chunk(object, delta);
    m_document.clear();
    m_done = !m_error;
}

void ChatStream::addMessage(const QJsonObject &message, ChatDelta &delta)
{
    const QString text = message.value("content"_L1).toString();
    QString reasoning = message.value("reasoning_content"_L1).toString();
    if (reasoning.isEmpty())
        reasoning = message.value("reasoning"_L1).toString();
    m_text += text;
    m_reasoning += reasoning;
    delta.text += text;
    delta.reasoning += reasoning;
    addToolCalls(message.value("tool_calls"_L1).toArray());
}

void ChatStream::addToolCalls(const QJsonArray &pieces)
{
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const QJsonObject piece = pieces.at(i).toObject();
        const int index = piece.value("index"_L1).toInt(static_cast<int>(i));
        if (index < 0 || index >= MaxToolCalls)
            return fail(u"malformed"_s, u"the provider asks for more than %1 tool calls"_s.arg(MaxToolCalls));
        while (m_toolCalls.size() <= index)
            m_toolCalls.append(ChatToolCall{});
        ChatToolCall &call = m_toolCalls[index];
        const QJsonObject function = piece.value("function"_L1).toObject();
        if (const QString id = piece.value("id"_L1).toString(); !id.isEmpty())
            call.id = id;
        if (const QString type = piece.value("type"_L1).toString(); !type.isEmpty())
            call.type = type;
        call.name += function.value("name"_L1).toString();
        call.arguments += function.value("arguments"_L1).toString();
    }
}

void ChatStream::readUsage(const QJsonObject &usage)
{
    TokenUsage read;
    read.promptTokens = usage.value("prompt_tokens"_L1).toInteger();
    read.completionTokens = usage.value("completion_tokens"_L1).toInteger();
    read.reasoningTokens =
        usage.value("completion_tokens_details"_L1).toObject().value("reasoning_tokens"_L1).toInteger();
    read.cachedTokens = usage.value("prompt_tokens_details"_L1)["cached_tokens"_L1].toInteger(
        usage.value("cached_tokens"_L1).toInteger());
    m_usage = read;
}

void ChatStream::fail(const QString &code, const QString &message)
{
    if (!m_error)
        m_error = Error{code, message, {}};
}

} // namespace exaid
