#pragma once

// A tool that answers from what the daemon knows: no provider, no permit, never cached. Its work is one
// function, called anew for each call. Core thread.

#include "core/time/timerservice.h"
#include "core/tools/tool.h"

#include <functional>

namespace exaid {

struct LocalReply
{
    QString text;
    Duration delay{}; // answered after this
};

class LocalTool final : public Tool
{
public:
    // Must not block. An error becomes a rejection.
    using Work = std::function<Result<LocalReply>(const ToolInput &)>;

    // The timers must outlive the tool, the tool its runs.
    LocalTool(ToolDefinition definition, TimerService &timers, Work work);

    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &arguments) const override;
    [[nodiscard]] std::unique_ptr<ToolRun> start(const ToolInput &input, ToolEvents &events) const override;

private:
    const ToolDefinition m_definition;
    TimerService &m_timers;
    const Work m_work;
};

// Indented JSON: agents read it.
LocalReply jsonReply(const QJsonObject &json);

} // namespace exaid
