#pragma once

// A request that waits for a task: tasks/result and tasks/cancel of the legacy era, and the tool `result`.
// Cancelling the request ends the waiting, never the task. Core thread.

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/progressteller.h"
#include "core/frontends/mcp/taskdesk.h"

#include <QObject>
#include <optional>

namespace exaid::mcp {

class TaskWait final : public QObject, public McpJob
{
    Q_OBJECT
public:
    // What to say to the client once the task has ended, or when the time is over before that.
    using Answer =
        std::function<void(McpExchange &exchange, const QString &id, const TaskDesk::Entry &entry)>;

    // The task exists and belongs to the client. Null: it was answered at once.
    static std::unique_ptr<McpJob> start(McpExchange &exchange, const QString &id, Answer answer,
                                         std::optional<Duration> atMost = std::nullopt);
    static std::unique_ptr<McpJob> forResult(McpExchange &exchange, const QString &id);
    static std::unique_ptr<McpJob> forEnd(McpExchange &exchange, const QString &id);

    TaskWait(McpExchange &exchange, const QString &id, Answer answer);

private:
    const TaskDesk::Entry *entry() const;
    void look(const QString &changed);
    void finish();

    McpExchange &m_exchange;
    const QString m_id;
    const Answer m_answer;
    ProgressTeller m_teller;
    Timer m_limit;
};

} // namespace exaid::mcp
