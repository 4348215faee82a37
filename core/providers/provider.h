#pragma once

// One LLM provider. Core thread only, never blocks. A completion is started with complete() and owned by its
// handle: destroying the handle (or cancel()) aborts the HTTP request at once and silences the listener. The
// listener hears finished() exactly once unless it was silenced, and never from inside complete().

#include "core/outcome.h"
#include "core/providers/ratelimits.h"
#include "core/time/deadline.h"
#include "core/workclass.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace exaid {

struct ChatMessage
{
    QString role; // system, user, assistant
    QString content;
};

struct ChatToolCall
{
    QString id;
    QString type;
    QString name;
    QString arguments; // as sent, not parsed

    bool operator==(const ChatToolCall &) const = default;
};

struct CompletionRequest
{
    QString callTag; // sent as X-Request-ID, so that provider and test servers can count; unique per call
    QString model;   // canonical id, resolved by ModelCatalog
    QList<ChatMessage> messages;
    QJsonArray rawMessages; // in the provider's own form, instead of messages
    QJsonArray tools;       // the caller's own; what the model asks of them comes back as toolCalls
    QJsonValue toolChoice;
    // An answer that stops at the output limit is continued until it has this many tokens in all, while time
    // is left. 0: it ends there.
    int continueUpTo = 0;
    // Names what may share a provider's cache of prompt beginnings: never more than one session. Empty: none.
    QString cacheKey;
    std::optional<double> temperature;
    std::optional<int> maxTokens;
    bool webSearch = false;
    bool thinking = false;
    QString thinkingMode; // minimal, low, medium, high, max; empty: provider's default

    WorkClass workClass() const { return workClassOf(webSearch, thinking); }
};

// Relative limits come from the settings and the model; the deadline is the call's one absolute deadline and
// always wins.
struct CompletionLimits
{
    Duration connect{};
    Duration firstToken{};
    Duration stall{};
    Duration total{};
    Deadline deadline;
};

struct Completion
{
    QString text;
    QString reasoning;
    QString model; // as the provider names it in its answer
    QString finishReason;
    std::optional<TokenUsage> usage;
    QList<ChatToolCall> toolCalls; // of the caller's own tools
    std::optional<double> cost;    // US dollars by the price table; empty: the model has no price there
    int rounds = 1;                // HTTP requests made, more than one for web searches and continuations
    int searches = 0;              // web searches the model asked for
    int continuations = 0;         // times the answer was continued at the output limit
};

// TimedOut names the clock that expired.
using CompletionResult = std::variant<Completion, TimedOut, ProviderFailed>;

class CompletionListener
{
public:
    // Connecting → AwaitingFirstToken → Streaming; again from Connecting for a further round.
    virtual void phaseChanged(CallPhase phase) = 0;
    // Answer text and reasoning as they arrive; either may be empty, not both.
    virtual void delta(const QString &text, const QString &reasoning) = 0;
    virtual void finished(const CompletionResult &result) = 0;
    // What the provider's headers say of its limits; not told when they say nothing.
    virtual void limitsTold(const RateLimits &) {}

protected:
    ~CompletionListener() = default;
};

class CompletionHandle
{
public:
    virtual ~CompletionHandle() = default; // aborts
    virtual void cancel() = 0;             // aborts now; no listener call after this returns

protected:
    CompletionHandle() = default;
    Q_DISABLE_COPY_MOVE(CompletionHandle)
};

// A request beside the chat: files, web search, the list of models. Sent once, never repeated by itself.
struct ApiRequest
{
    QString callTag;
    QByteArray verb = "GET";
    QString path; // below the provider's base address, "/files"; encoded
    QByteArray contentType = "application/json";
    QByteArray body;
    qint64 maxAnswerBytes = 4 * 1024 * 1024;
    QString model;           // named in errors; may be empty
    bool goneIsFine = false; // 404 is an answer: a repeated DELETE finds its work done
};

struct ApiReply
{
    QByteArray body; // whole
    QByteArray contentType;
};

using ApiResult = std::variant<ApiReply, TimedOut, ProviderFailed>;
using ApiDone = std::function<void(const ApiResult &)>; // once; may destroy the handle

struct ProviderStatus
{
    QString id;
    QString displayName;
    bool configured = false; // has a key, or is simulated
    bool simulated = false;
    int inFlight = 0; // HTTP requests now
    qint64 requests = 0, failures = 0, aborts = 0;
    QString lastError; // redacted; empty: none yet
};

class Provider
{
public:
    virtual ~Provider() = default;
    virtual QString id() const = 0;
    virtual ProviderStatus status() const = 0;
    [[nodiscard]] virtual std::unique_ptr<CompletionHandle> complete(const CompletionRequest &request,
                                                                     const CompletionLimits &limits,
                                                                     CompletionListener &listener) = 0;
    // The limits' connect, firstToken (until the head), stall and total hold. done is never called from
    // inside, and not after the handle's cancel().
    [[nodiscard]] virtual std::unique_ptr<CompletionHandle>
    call(const ApiRequest &request, const CompletionLimits &limits, ApiDone done) = 0;

protected:
    Provider() = default;
    Q_DISABLE_COPY_MOVE(Provider)
};

} // namespace exaid
