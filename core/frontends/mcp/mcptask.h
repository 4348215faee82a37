#pragma once

// Work that a client follows by an id instead of a waiting request: for the tasks extension, for legacy
// tasks, and for the handles of calls that outlast their host's patience. Owned by the TaskDesk; destroying
// it ends the work at once. Core thread.

#include "core/frontends/mcp/jsonrpc.h"

#include <functional>

namespace exaid::mcp {

enum class TaskStatus { Working, InputRequired, Completed, Failed, Cancelled };

inline bool isTerminal(TaskStatus status)
{
    return status != TaskStatus::Working && status != TaskStatus::InputRequired;
}
QString toString(TaskStatus status); // on the wire

class McpTask
{
public:
    virtual ~McpTask() = default;

    TaskStatus status() const { return m_status; }
    virtual QString message() const = 0;                     // one line for people; may be empty
    virtual QJsonObject inputRequests() const { return {}; } // while InputRequired, by key
    virtual QJsonObject result() const { return {}; }        // once Completed: a tool's result
    virtual RpcError error() const { return {}; }            // once Failed

    // Answers to some of the inputRequests(); others are ignored.
    virtual void answer(const QJsonObject & /*inputResponses*/) {}
    // What it holds is free on return. It may become Cancelled later, from the event loop.
    virtual void cancel() = 0;

    // The desk's. Called after each change of status or message.
    void setListener(std::function<void()> listener) { m_listener = std::move(listener); }

protected:
    McpTask() = default;
    Q_DISABLE_COPY_MOVE(McpTask)

    void become(TaskStatus status)
    {
        m_status = status;
        changed();
    }
    void changed()
    {
        if (m_listener)
            m_listener();
    }

private:
    TaskStatus m_status = TaskStatus::Working;
    std::function<void()> m_listener;
};

} // namespace exaid::mcp
