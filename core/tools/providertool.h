#pragma once

// A tool that asks one provider and keeps no conversation: how it is planned and run are two functions. Core
// thread. The parts must outlive the tool, the tool its runs.

#include "core/tools/chattool.h"
#include "core/tools/tool.h"

#include <functional>

namespace exaid {

class ProviderTool final : public Tool
{
public:
    using Plan = std::function<Result<CallPlan>(const ChatParts &, const QJsonObject &arguments)>;
    using Start = std::function<std::unique_ptr<ToolRun>(const ChatParts &, const ToolInput &, ToolEvents &)>;

    ProviderTool(ToolDefinition definition, ChatParts parts, Plan plan, Start start);

    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &arguments) const override;
    [[nodiscard]] std::unique_ptr<ToolRun> start(const ToolInput &input, ToolEvents &events) const override;

private:
    const ToolDefinition m_definition;
    const ChatParts m_parts;
    const Plan m_plan;
    const Start m_start;
};

// For plans. Error code VALIDATION_ERROR, naming the field: the model is unknown, or of another provider.
// name empty: the provider's default.
Result<ModelInfo> modelOf(const ChatParts &parts, const QString &provider, const QString &name);
// A plan for this model at its provider, with the provider's clocks.
CallPlan planFor(const ChatParts &parts, const ModelInfo &model, WorkClass workClass);
Error invalidToolArgument(const QString &field, const QString &what, const QString &hint = {});

} // namespace exaid
