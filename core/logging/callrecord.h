#pragma once

// What the call log says about one finished call: the fields of the older daemon's metrics file, and ours.
// Never a prompt or an answer. Values.

#include "core/outcome.h"

#include <QJsonObject>
#include <optional>

namespace exaid {

struct CallRecord
{
    QString session; // public name
    QString requestId;
    QString tool;
    QString provider; // empty for local tools
    QString model;
    QString outcome; // answer, refused, timed_out, cancelled, provider_failed, rejected, internal_error
    QString code;    // the wire code; empty for an answer
    QString clock;   // which one expired; empty otherwise
    Duration latency{};
    Duration queued{};
    Duration ran{};
    std::optional<TokenUsage> tokens;
    bool simulated = false;

    // Fills outcome, code, clock, and provider, model, tokens, simulated where the outcome knows them.
    void setOutcome(const Outcome &result);
};

QJsonObject toJson(const CallRecord &record);

} // namespace exaid
