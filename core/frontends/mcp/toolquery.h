#pragma once

// A request that is not a tool call but whose answer a tool of the daemon knows: a resource, a completion. It
// goes the way of every call. Core thread.

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/mcpwork.h"

#include <functional>

namespace exaid::mcp {

class ToolQuery final : public McpJob, public McpWork::Listener
{
public:
    // Called once, from the event loop, and answers the exchange.
    using Done = std::function<void(McpExchange &exchange, const Outcome &outcome)>;

    // Null: answered already, for lack of a seat.
    static std::unique_ptr<McpJob> start(McpExchange &exchange, const QString &tool,
                                         const QJsonObject &arguments, Done done);
    ToolQuery(McpExchange &exchange, Done done);

    void cancel(CancelCause cause) override;
    void workChanged() override {}
    void workEnded() override;

private:
    McpExchange &m_exchange;
    const Done m_done;
    std::unique_ptr<McpWork> m_work;
};

} // namespace exaid::mcp
