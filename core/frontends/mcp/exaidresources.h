#pragma once

// What the daemon shows as resources, to each client its own: exaid://status, exaid://models, exaid://threads
// and, by template, one thread. Core thread.

#include "core/frontends/mcp/mcpresources.h"

namespace exaid::mcp {

class ExaidResources final : public McpResourceSource
{
public:
    QJsonArray list() const override;
    QJsonArray templates() const override;
    bool has(const QString &uri) const override;
    std::unique_ptr<McpJob> read(McpExchange &exchange, const QString &uri) override;
};

} // namespace exaid::mcp
