#pragma once

// What a chat answer carries besides its text. Pure.

#include "core/conversations/conversation.h"
#include "core/tools/chatpreparation.h"
#include "core/tools/tool.h"

namespace exaid {

struct ChatReplyFacts
{
    const Answer &answer;
    const CallPlan &plan;
    const PreparedChat &prepared;
    QStringList notes;
};

// usage (with cost_usd where the model has a price); empty if the provider told none.
QJsonObject usageMetadata(const Answer &answer);

// usage, files_read, model_requested (only when another name answered), notes, estimated_prompt_tokens.
QJsonObject chatMetadata(const ChatReplyFacts &facts);

// Sets continuationId and metadata.continuation_offer; or, when the turn could not be kept or was the last
// one, says so.
void addContinuation(Answer &answer, const Result<ConversationOffer> &offer);

} // namespace exaid
