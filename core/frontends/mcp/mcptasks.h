#pragma once

// The methods of tasks: tasks/get, tasks/update and tasks/cancel of the extension, and for 2025-11-25 its
// experimental ancestor with tasks/list and tasks/result. Core thread.

#include "core/frontends/mcp/mcpoffering.h"

namespace exaid::mcp {

class TaskDesk;

class McpTasks final : public McpOffering
{
public:
    explicit McpTasks(TaskDesk &desk)
        : m_desk(desk)
    {}

    QStringList methods(McpEra era) const override;
    void declare(QJsonObject &capabilities, McpEra era) const override;
    std::unique_ptr<McpJob> serve(McpExchange &exchange) override;

private:
    void serveModern(McpExchange &exchange, const QString &id);
    std::unique_ptr<McpJob> serveLegacy(McpExchange &exchange, const QString &id);
    void list(McpExchange &exchange);

    TaskDesk &m_desk;
};

} // namespace exaid::mcp
