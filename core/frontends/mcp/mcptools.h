#pragma once

// tools/list and tools/call over any number of sources: the tools of the daemon (CatalogToolSource),
// fixtures, tools that exist for MCP only. The list is in the order of the sources, which is the same always.
// Core thread.

#include "core/frontends/mcp/mcpoffering.h"

#include <QJsonArray>
#include <vector>

namespace exaid::mcp {

class McpToolSource
{
public:
    virtual ~McpToolSource() = default;

    // Tool objects as tools/list sends them: name, title, description, inputSchema, outputSchema,
    // annotations, _meta. `client`: some tools are only for those that can use them.
    virtual QJsonArray list(McpEra era, const McpClient &client) const = 0;
    virtual bool has(const QString &tool) const = 0;
    // As sent in the list; empty when there is none. Used to check headers (x-mcp-header).
    virtual QJsonObject inputSchema(const QString &tool) const = 0;
    // As McpOffering::serve(). `tool` is one of these; wrong arguments are an isError result.
    virtual std::unique_ptr<McpJob> call(McpExchange &exchange, const QString &tool,
                                         const QJsonObject &arguments) = 0;

protected:
    McpToolSource() = default;
    Q_DISABLE_COPY_MOVE(McpToolSource)
};

class McpTools final : public McpOffering
{
public:
    // The first source that has a tool serves it.
    void addSource(std::unique_ptr<McpToolSource> source) { m_sources.push_back(std::move(source)); }
    QJsonObject inputSchema(const QString &tool) const;

    QStringList methods(McpEra era) const override;
    void declare(QJsonObject &capabilities, McpEra era) const override;
    std::unique_ptr<McpJob> serve(McpExchange &exchange) override;

private:
    McpToolSource *sourceOf(const QString &tool) const;

    std::vector<std::unique_ptr<McpToolSource>> m_sources;
};

// {"content": [{"type": "text", "text": text}], "isError": …}
QJsonObject textResult(const QString &text, bool isError = false);

} // namespace exaid::mcp
