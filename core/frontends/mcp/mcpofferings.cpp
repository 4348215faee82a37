#include "core/frontends/mcp/mcpofferings.h"

#include "core/frontends/mcp/mcptools.h"

namespace exaid::mcp {

namespace {

void enter(QHash<QString, McpOffering *> &table, McpOffering *offering, McpEra era)
{
    for (const QString &method : offering->methods(era)) {
        if (table.contains(method))
            qFatal("MCP method %s is offered twice", qPrintable(method));
        table.insert(method, offering);
    }
}

} // namespace

McpOfferings::McpOfferings()
{
    auto tools = std::make_unique<McpTools>();
    m_tools = tools.get();
    add(std::move(tools));
}

McpOfferings::~McpOfferings() = default;

void McpOfferings::add(std::unique_ptr<McpOffering> offering)
{
    enter(m_legacy, offering.get(), McpEra::Legacy);
    enter(m_modern, offering.get(), McpEra::Modern);
    m_offerings.push_back(std::move(offering));
}

McpOffering *McpOfferings::find(const QString &method, McpEra era) const
{
    return (era == McpEra::Legacy ? m_legacy : m_modern).value(method);
}

QJsonObject McpOfferings::capabilities(McpEra era) const
{
    QJsonObject declared;
    for (const auto &offering : m_offerings)
        offering->declare(declared, era);
    return declared;
}

} // namespace exaid::mcp
