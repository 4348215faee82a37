#include "core/tools/chatreply.h"

#include <QJsonArray>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QJsonObject usageMetadata(const Answer &answer)
{
    if (!answer.usage)
        return {};
    QJsonObject usage{{u"prompt_tokens"_s, answer.usage->promptTokens},
                      {u"completion_tokens"_s, answer.usage->completionTokens},
                      {u"reasoning_tokens"_s, answer.usage->reasoningTokens}};
    if (answer.usage->cachedTokens > 0)
        usage.insert(u"cached_tokens"_s, answer.usage->cachedTokens);
    if (answer.cost)
        usage.insert(u"cost_usd"_s, *answer.cost);
    return {{u"usage"_s, usage}};
}

QJsonObject chatMetadata(const ChatReplyFacts &facts)
{
    QJsonObject metadata = usageMetadata(facts.answer);
    metadata.insert(u"estimated_prompt_tokens"_s, facts.prepared.prompt.estimatedTokens);
    if (!facts.prepared.files.isEmpty()) {
        QJsonArray files;
        for (const ConversationFile &file : facts.prepared.files)
            files.append(QJsonObject{{u"path"_s, file.path}, {u"characters"_s, file.text.size()}});
        metadata.insert(u"files_read"_s, files);
    }
    if (facts.answer.model != facts.plan.model.id)
        metadata.insert(u"model_requested"_s, facts.plan.model.id);
    if (!facts.notes.isEmpty())
        metadata.insert(u"notes"_s, QJsonArray::fromStringList(facts.notes));
    return metadata;
}

void addContinuation(Answer &answer, const Result<ConversationOffer> &offer)
{
    if (!offer) {
        answer.metadata.insert(u"continuation_note"_s,
                               QString(u"This turn was not kept: "_s + offer.error().message));
        return;
    }
    if (offer->remainingTurns <= 0) {
        answer.metadata.insert(u"continuation_note"_s, u"This was the last turn of the conversation."_s);
        return;
    }
    answer.continuationId = offer->id.value;
    answer.metadata.insert(
        u"continuation_offer"_s,
        QJsonObject{{u"continuation_id"_s, offer->id.value},
                    {u"remaining_turns"_s, offer->remainingTurns},
                    {u"note"_s, u"You can continue this conversation for %1 more exchanges."_s.arg(
                                    offer->remainingTurns)}});
}

} // namespace exaid
