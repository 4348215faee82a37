#pragma once

// The daemon's own tools over MCP: ToolCatalog for the list, CallService for the calls. Core thread.

#include "core/frontends/mcp/mcptools.h"

namespace exaid {

class ToolCatalog;

namespace mcp {

class CatalogToolSource final : public McpToolSource
{
public:
    explicit CatalogToolSource(const ToolCatalog &catalog)
        : m_catalog(catalog)
    {}

    QJsonArray list(McpEra era, const McpClient &client) const override;
    bool has(const QString &tool) const override;
    QJsonObject inputSchema(const QString &tool) const override;
    std::unique_ptr<McpJob> call(McpExchange &exchange, const QString &tool,
                                 const QJsonObject &arguments) override;

private:
    const ToolCatalog &m_catalog;
};

} // namespace mcp
} // namespace exaid
