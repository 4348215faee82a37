#pragma once

// chat: asks a model, with files and with the history of a conversation. Stateless; each call's state is in
// its ChatRun. Core thread. The parts must outlive the tool, the tool its runs.

#include "core/config/settings.h"
#include "core/tools/chatarguments.h"
#include "core/tools/tool.h"

#include <QThreadPool>

namespace exaid {

class ConversationStore;
class ProviderSet;

// What chat must know of a provider. No keys.
struct ChatProvider
{
    QString id;
    QString displayName;
    ClockSettings clocks;
    int maxOutputTokens = 0;
    QString defaultModel;
};

struct ChatParts
{
    ToolSettings settings;
    QList<ChatProvider> providers; // in order of preference
    QString systemPrompt;
    const ModelCatalog &models;
    const ProviderSet &providerSet;
    ConversationStore &conversations;
    QThreadPool &pool;
    const Clock &clock;
};

class ChatTool final : public Tool
{
public:
    ChatTool(ToolDefinition definition, ChatParts parts);

    const ToolDefinition &definition() const override { return m_definition; }
    // Errors: RESEND_PROMPT (too long: send it as a file), VALIDATION_ERROR (model unknown or without a
    // provider, temperature).
    Result<CallPlan> plan(const QJsonObject &arguments) const override;
    [[nodiscard]] std::unique_ptr<ToolRun> start(const ToolInput &input, ToolEvents &events) const override;

private:
    Result<ModelInfo> chooseModel(const ChatArguments &arguments) const;
    Result<ModelInfo> defaultModel() const;
    bool isUsable(const ModelInfo &model) const;
    QString usableModels() const;
    const ChatProvider *provider(const QString &id) const;

    const ToolDefinition m_definition;
    const ChatParts m_parts;
};

// The limits of a call of this class, without its deadline.
CompletionLimits limitsFor(const ClockSettings &clocks, const ModelInfo &model, WorkClass workClass);

// What the provider is asked to write at most; 0: its own default.
int outputLimit(const ModelInfo &model, const ChatProvider *provider);

} // namespace exaid
