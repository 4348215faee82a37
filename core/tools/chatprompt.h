#pragma once

// Turns a conversation, the files and the prompt into the messages for the model. Pure; any thread.
//
// Each stored turn is rendered once: history is data, never text that already contains older history (nested
// histories once made one call cost millions of tokens). A file named again later is shown only at its latest
// place.

#include "core/conversations/conversation.h"
#include "core/providers/provider.h"

#include <QList>
#include <QString>

namespace exaid {

struct ChatPrompt
{
    QList<ChatMessage> messages;
    qint64 estimatedTokens = 0;
    int droppedExchanges = 0; // oldest turns left out because the model's context is too small for them
};

// tokenLimit: what messages may take together; 0: no limit. When even the new turn alone does not fit, the
// result is above the limit.
ChatPrompt renderChat(const QString &systemPrompt, const QList<Exchange> &history, const QString &prompt,
                      const QList<ConversationFile> &files, qint64 tokenLimit);

} // namespace exaid
