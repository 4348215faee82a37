#pragma once

// The tool `threads`: the caller's own conversations, and what was said in one of them. Takes no permit. Core
// thread.

#include "core/tools/tool.h"

namespace exaid {

class ConversationStore;

class ThreadsTool final : public Tool
{
public:
    // The store must outlive the tool.
    ThreadsTool(ToolDefinition definition, ConversationStore &conversations);

    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &arguments) const override;
    [[nodiscard]] std::unique_ptr<ToolRun> start(const ToolInput &input, ToolEvents &events) const override;

private:
    const ToolDefinition m_definition;
    ConversationStore &m_conversations;
};

} // namespace exaid
