#pragma once

// completion/complete: values for arguments of prompts and of resource templates. Models and tools are known
// by name; continuation ids are the client's own. An argument that nobody can guess has no values. Core
// thread.

#include "core/frontends/mcp/mcpoffering.h"

#include <functional>

namespace exaid::mcp {

class McpCompletion final : public McpOffering
{
public:
    using Names = std::function<QStringList()>;

    explicit McpCompletion(Names models);

    QStringList methods(McpEra era) const override;
    void declare(QJsonObject &capabilities, McpEra era) const override;
    std::unique_ptr<McpJob> serve(McpExchange &exchange) override;

private:
    const Names m_models;
};

// Those that begin with what was typed, then those that have it inside; at most 100, as the protocol says.
QJsonObject completionOf(const QStringList &names, const QString &typed);

} // namespace exaid::mcp
