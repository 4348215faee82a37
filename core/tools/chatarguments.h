#pragma once

// The arguments of a chat call as values. Pure.

#include "core/conversations/conversation.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace exaid {

struct ChatArguments
{
    QString prompt;
    QStringList files;
    QString model; // empty or "auto": the default
    std::optional<double> temperature;
    QString thinkingMode;          // empty: not asked for
    std::optional<bool> webSearch; // not said: on, where the model can
    ConversationId continuation;

    bool namesModel() const;

    // Precondition: valid against the schema of the tool.
    static ChatArguments from(const QJsonObject &arguments);
};

} // namespace exaid
