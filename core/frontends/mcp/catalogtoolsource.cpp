#include "core/frontends/mcp/catalogtoolsource.h"

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/mcptoolcall.h"
#include "core/frontends/mcp/toollisting.h"
#include "core/tools/toolcatalog.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString VersionWithTasks = QStringLiteral("2025-11-25");

// Only what may take long is worth a task.
bool maySupportTasks(const ToolDefinition &definition)
{
    return definition.openWorld;
}

} // namespace

QJsonArray CatalogToolSource::list(McpEra, const McpClient &client) const
{
    QJsonArray tools;
    for (const auto &tool : m_catalog.all()) {
        QJsonObject listing = toolListing(tool->definition());
        if (client.version == VersionWithTasks && maySupportTasks(tool->definition()))
            listing.insert(u"execution"_s, QJsonObject{{u"taskSupport"_s, u"optional"_s}});
        tools.append(listing);
    }
    return tools;
}

bool CatalogToolSource::has(const QString &tool) const
{
    return m_catalog.find(tool).hasValue();
}

QJsonObject CatalogToolSource::inputSchema(const QString &tool) const
{
    const auto found = m_catalog.find(tool);
    return found ? (*found)->definition().inputSchema : QJsonObject();
}

std::unique_ptr<McpJob> CatalogToolSource::call(McpExchange &exchange, const QString &tool,
                                                const QJsonObject &arguments)
{
    const ToolDefinition &definition = (*m_catalog.find(tool))->definition();
    if (!exchange.isModern() && exchange.params().contains(u"task"_s) && !maySupportTasks(definition)) {
        exchange.fail({MethodNotFound, u"%1 can't be called as a task: it answers at once"_s.arg(tool)});
        return nullptr;
    }
    return McpToolCall::start(exchange, definition, arguments);
}

} // namespace exaid::mcp
