#pragma once

// The part of a chat call that may block or take long: reading the files and rendering the messages. No
// state.

#include "core/tools/chatprompt.h"
#include "core/tools/filereader.h"

#include <QFuture>
#include <QThreadPool>

namespace exaid {

struct ChatMaterial
{
    QString systemPrompt;
    QList<Exchange> history;
    QString prompt;
    QStringList files;
    FileRules rules;
    qint64 tokenLimit = 0; // 0: none
};

struct PreparedChat
{
    QList<ConversationFile> files;
    ChatPrompt prompt;
};

// Blocking: worker pool only, unless there are no files.
Result<PreparedChat> prepareChat(const ChatMaterial &material, const std::function<bool()> &stopped);

// On the pool. Cancelling the future stops the reading at the next file. The future ends without a result
// when the pool drops it.
QFuture<Result<PreparedChat>> prepareChatLater(QThreadPool &pool, ChatMaterial material);

} // namespace exaid
