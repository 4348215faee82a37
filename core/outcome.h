#pragma once

// How a call ended: one typed value, made once by whoever knows, told once by the front end. Readers use
// std::visit without a default branch, so that a new case does not compile until every reader knows it.

#include "core/overloaded.h"
#include "core/result.h"
#include "core/time/clock.h"
#include "core/workclass.h"

#include <QJsonObject>
#include <QString>
#include <optional>
#include <variant>

namespace exaid {

struct TokenUsage
{
    qint64 promptTokens = 0;
    qint64 completionTokens = 0;
    qint64 reasoningTokens = 0; // part of completionTokens where the provider says so
    qint64 cachedTokens = 0;    // part of promptTokens that the provider had cached, where it says so

    bool operator==(const TokenUsage &) const = default;
};

// The tool's answer. For local tools provider and model are empty.
struct Answer
{
    QString text;           // what the agent reads
    QString reasoning;      // kept apart from the answer; may be empty
    QString provider;       // who really answered
    QString model;          // which model really answered, as the provider names it
    bool simulated = false; // answered by the built-in simulator
    std::optional<TokenUsage> usage;
    QString finishReason;
    QString continuationId;
    QJsonObject metadata;                      // tool-specific
    std::optional<double> cost = std::nullopt; // US dollars by the price table; empty: unknown
};

// Not admitted. Leaves no trace: an obedient retry is a new call.
struct Refused
{
    Error error; // code OVER_CAPACITY, RATE_LIMITED, SHUTTING_DOWN, …
    std::optional<Duration> retryAfter;
    QJsonObject details; // "limit": the setting's name, "pool", "waited_ms", …
};

struct TimedOut
{
    CallClock clock = CallClock::Total;
    Duration limit{};
    QString provider; // empty: expired before a provider was asked
    QString model;
};

enum class CancelCause { ByClient, ClientGone, ByUser, ShuttingDown, Overdue };
QString toString(CancelCause cause);

struct Cancelled
{
    CancelCause cause = CancelCause::ByClient;
};

// The provider failed or answered with an error. Never told as content.
struct ProviderFailed
{
    QString provider;
    QString model;
    Error error; // code: connect_failed, connection_lost, http_error, rate_limited, truncated, malformed,
                 // redirected, too_large, auth_rejected, content_filtered, …
    int httpStatus = 0; // 0: no answer
    std::optional<Duration> retryAfter;
    bool mayHaveRun = false; // the provider may have done, and charged for, the work
    QString providerCode{};  // the provider's own error code or type ("1302", "engine_overloaded_error")
};

// Wrong arguments, unknown tool, forbidden file, prompt too large: the caller must change the request.
struct Rejected
{
    Error error; // code TOOL_NOT_FOUND, VALIDATION_ERROR, RESEND_PROMPT, …
    QJsonObject details;
};

struct InternalFailure
{
    Error error;
};

using Outcome = std::variant<Answer, Refused, TimedOut, Cancelled, ProviderFailed, Rejected, InternalFailure>;

inline bool isAnswer(const Outcome &outcome)
{
    return std::holds_alternative<Answer>(outcome);
}

// The stable wire code in capitals ("TIMEOUT", "OVER_CAPACITY", …); empty for an answer.
QString wireCode(const Outcome &outcome);
// A sentence for people, with the setting to change where there is one; empty for an answer.
QString describe(const Outcome &outcome);

} // namespace exaid
