#pragma once

// One call of a daemon's tool while its client's request is open. When the host's patience ends before the
// call does, the call goes to the TaskDesk and the client gets a handle; a client that knows tasks gets a
// task, and soon. Destroying it before that abandons the call. Core thread.

#include "core/frontends/mcp/mcpoffering.h"
#include "core/frontends/mcp/mcpwork.h"
#include "core/frontends/mcp/progressteller.h"

namespace exaid {
struct ToolDefinition;
}

namespace exaid::mcp {

class McpToolCall final : public McpJob, public McpWork::Listener
{
public:
    // What a client that knows tasks waits for before it gets one.
    static constexpr Duration TaskAfter = std::chrono::seconds(2);
    // The longest wait for a place among the sessions (SESSION_MAX_CONCURRENT), if the host waits so long.
    static constexpr Duration SeatPatience = std::chrono::minutes(5);

    // Null: answered already.
    static std::unique_ptr<McpJob> start(McpExchange &exchange, const ToolDefinition &tool,
                                         const QJsonObject &arguments);
    McpToolCall(McpExchange &exchange, const ToolDefinition &tool);
    ~McpToolCall() override;

    void cancel(CancelCause cause) override;
    void workChanged() override;
    void workEnded() override;

private:
    bool begin(const QJsonObject &arguments);
    bool lineUp(const QJsonObject &arguments, const Error &refusal);
    void refuse(const Error &refusal);
    QString state() const;
    void armHandOver();
    void handOver();

    McpExchange &m_exchange;
    const ToolDefinition &m_tool;
    ProgressTeller m_teller;
    std::unique_ptr<McpWork> m_work; // null: it has no seat yet, or has been handed over
    McpSeats::Wait m_line;
    Timer m_giveUp;
    Timer m_handOver;
};

} // namespace exaid::mcp
