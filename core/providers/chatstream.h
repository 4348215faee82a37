#pragma once

// Understands one answer of an OpenAI-compatible chat endpoint, streamed (SSE) or whole (JSON), from bytes in
// any pieces. Knows whether the answer is complete: [DONE] or a finish_reason was seen. "The connection ended
// without an error" never counts: plain HTTP over Qt reports cut answers as success. Pure; any thread.

#include "core/outcome.h"
#include "core/providers/provider.h"
#include "core/providers/ssereader.h"
#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace exaid {

struct ChatDelta
{
    QString text;
    QString reasoning;

    bool isEmpty() const { return text.isEmpty() && reasoning.isEmpty(); }
};

class ChatStream
{
public:
    static constexpr qint64 MaxBytes = 32 * 1024 * 1024;

    // Before the first byte. A type that can't be an answer (a proxy's HTML page) is an error at once.
    void setContentType(const QByteArray &type);
    void setContentLength(std::optional<qint64> length) { m_announced = length; }
    // What this piece adds.
    ChatDelta feed(QByteArrayView bytes);
    // The body has ended.
    ChatDelta finish();

    bool hasBegun() const { return m_begun; } // a first event, or the first byte of a whole answer
    bool isDone() const { return m_done; }    // nothing more can come
    bool isComplete() const { return m_done || !m_finishReason.isEmpty(); }
    // malformed, truncated, too_large, provider_error. Set once; nothing is read afterwards.
    const std::optional<Error> &error() const { return m_error; }

    // With provider_error: the provider's own code, if it sent one.
    const QString &providerCode() const { return m_providerCode; }

    const QString &text() const { return m_text; }
    const QString &reasoning() const { return m_reasoning; }
    const QString &model() const { return m_model; }
    const QString &finishReason() const { return m_finishReason; }
    const std::optional<TokenUsage> &usage() const { return m_usage; }
    const QList<ChatToolCall> &toolCalls() const { return m_toolCalls; }
    bool hasSearched() const { return m_searched; } // the provider searched the web by itself (GLM)

private:
    enum class Format { Unknown, Events, Document };

    void fail(const QString &code, const QString &message);
    void event(const SseEvent &event, ChatDelta &delta, bool lastUnterminated);
    void chunk(const QJsonObject &object, ChatDelta &delta);
    void document(ChatDelta &delta);
    void addMessage(const QJsonObject &message, ChatDelta &delta);
    void addToolCalls(const QJsonArray &pieces);
    void readUsage(const QJsonObject &usage);

    Format m_format = Format::Unknown;
    SseReader m_reader;
    QByteArray m_document;
    qint64 m_received = 0;
    std::optional<qint64> m_announced;
    bool m_begun = false;
    bool m_done = false;
    std::optional<Error> m_error;
    QString m_providerCode;
    QString m_text;
    QString m_reasoning;
    QString m_model;
    QString m_finishReason;
    std::optional<TokenUsage> m_usage;
    QList<ChatToolCall> m_toolCalls;
    bool m_searched = false;
};

} // namespace exaid
