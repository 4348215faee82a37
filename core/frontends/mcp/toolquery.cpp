#include "core/frontends/mcp/toolquery.h"

namespace exaid::mcp {

std::unique_ptr<McpJob> ToolQuery::start(McpExchange &exchange, const QString &tool,
                                         const QJsonObject &arguments, Done done)
{
    auto query = std::make_unique<ToolQuery>(exchange, std::move(done));
    auto work = McpWork::begin(exchange, tool, arguments, *query);
    if (!work) {
        exchange.fail({InternalError, work.error().message});
        return nullptr;
    }
    query->m_work = std::move(work).value();
    return query;
}

ToolQuery::ToolQuery(McpExchange &exchange, Done done)
    : m_exchange(exchange)
    , m_done(std::move(done))
{}

void ToolQuery::cancel(CancelCause cause)
{
    m_work->cancel(cause);
}

void ToolQuery::workEnded()
{
    m_done(m_exchange, *m_work->outcome());
}

} // namespace exaid::mcp
