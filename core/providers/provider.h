#pragma once

// One LLM provider. Core thread only, never blocks. A completion is started with complete() and owned by its
// handle: destroying the handle (or cancel()) aborts the HTTP request at once and silences the listener. The
// listener hears finished() exactly once unless it was silenced, and never from inside complete().

#include "core/outcome.h"
#include "core/time/deadline.h"
#include "core/workclass.h"

#include <QList>
#include <QString>
#include <memory>
#include <optional>
#include <variant>

namespace exaid {

struct ChatMessage
{
    QString role; // system, user, assistant
    QString content;
};

struct CompletionRequest
{
    QString callTag; // sent as X-Request-ID, so that provider and test servers can count; unique per call
    QString model;   // canonical id, resolved by ModelCatalog
    QList<ChatMessage> messages;
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
    int rounds = 1; // HTTP requests made, more than one for web-search loops
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

protected:
    Provider() = default;
    Q_DISABLE_COPY_MOVE(Provider)
};

} // namespace exaid
