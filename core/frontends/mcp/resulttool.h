#pragma once

// The tool `result`: fetches or waits for what a call answered with a handle has become. It gives the same
// result as often as it is asked while it is kept, so that an answer lost on its way is not lost for good;
// the work itself is done once. Only the client that made the call can ask. Core thread.

#include "core/frontends/mcp/mcptools.h"
#include "core/tools/jsonschemacheck.h"
#include "core/tools/tool.h"

namespace exaid::mcp {

class ResultTool final : public McpToolSource
{
public:
    ResultTool();

    QJsonArray list(McpEra era, const McpClient &client) const override;
    bool has(const QString &tool) const override { return tool == m_definition.name; }
    QJsonObject inputSchema(const QString &) const override { return m_definition.inputSchema; }
    std::unique_ptr<McpJob> call(McpExchange &exchange, const QString &tool,
                                 const QJsonObject &arguments) override;

private:
    const ToolDefinition m_definition;
    const JsonSchemaCheck m_check;
};

} // namespace exaid::mcp
