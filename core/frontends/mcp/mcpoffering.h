#pragma once

// What is served over MCP, seen from the peer: methods, answered through an McpExchange. Core thread.
//
// How an offering is added
// ------------------------
//   class Prompts final : public McpOffering { methods(): {"prompts/list", "prompts/get"}; … };
//   offerings.add(std::make_unique<Prompts>(…));     // in McpFrontEnd's constructor, or before it listens
// The peer does the rest: eras, versions, capabilities declared by declare(), caching hints, resultType,
// cancelling, list_changed and subscriptions. Tools are served by McpTools, which takes McpToolSources.

#include "core/frontends/mcp/mcptypes.h"
#include "core/outcome.h"

#include <memory>

namespace exaid::mcp {

class McpExchange;

// Work that answers later. Kept by its exchange until it is over; destroying it ends the work at once and
// silently, and frees what it holds (a slot, a seat) in the same turn.
class McpJob
{
public:
    virtual ~McpJob() = default;
    // Why it is about to be destroyed; for the books only.
    virtual void cancel(CancelCause /*cause*/) {}

protected:
    McpJob() = default;
    Q_DISABLE_COPY_MOVE(McpJob)
};

class McpOffering
{
public:
    virtual ~McpOffering() = default;

    virtual QStringList methods(McpEra era) const = 0;
    // Adds to what `initialize` and `server/discover` declare, such as "prompts": {"listChanged": true}.
    virtual void declare(QJsonObject &capabilities, McpEra era) const = 0;
    // Answers now, by exchange.reply() or fail(), and returns null; or returns a job that will, exactly once,
    // from the event loop. The exchange lives as long as the job.
    virtual std::unique_ptr<McpJob> serve(McpExchange &exchange) = 0;

protected:
    McpOffering() = default;
    Q_DISABLE_COPY_MOVE(McpOffering)
};

} // namespace exaid::mcp
