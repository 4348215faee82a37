#pragma once

// A call of a daemon's tool as a task. Its outcome goes to the ResultStore, like that of every call whose
// client may come back, and is kept there for the grace time. Core thread.

#include "core/calls/resultstore.h"
#include "core/frontends/mcp/mcptask.h"
#include "core/frontends/mcp/mcpwork.h"
#include "core/tools/tool.h"

namespace exaid::mcp {

class CallTask final : public McpTask, public McpWork::Listener
{
public:
    // `work` still runs. `owner`: as at the desk. `output`: what the tool answers.
    CallTask(const McpContext &context, std::unique_ptr<McpWork> work, QString owner, ToolOutput output);
    ~CallTask() override;

    const QString &tool() const { return m_tool; }
    QString message() const override;
    QJsonObject result() const override;
    void cancel() override;

    void workChanged() override;
    void workEnded() override;

private:
    const McpContext m_context; // a copy: it outlives the peer that it came from
    const QString m_owner;
    const QString m_tool;
    const ToolOutput m_output;
    std::unique_ptr<McpWork> m_work; // null: over
    ResultStore::Number m_number = 0;
};

} // namespace exaid::mcp
