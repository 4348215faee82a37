#pragma once

// Tasks as clients see them, in both eras. Pure; core thread.

#include "core/frontends/mcp/mcptypes.h"
#include "core/frontends/mcp/taskdesk.h"

namespace exaid::mcp {

inline const QString TasksExtension = QStringLiteral("io.modelcontextprotocol/tasks");
inline const QString MetaRelatedTask = QStringLiteral("io.modelcontextprotocol/related-task"); // legacy

// {taskId, status, createdAt, …}, with the times under the names of the era.
QJsonObject taskJson(const QString &id, const TaskDesk::Entry &entry, McpEra era);
// Modern: with what the status brings along: inputRequests, result or error.
QJsonObject taskDetails(const QString &id, const TaskDesk::Entry &entry);
// What tools/call returns instead of a result.
QJsonObject createdTask(const QString &id, const TaskDesk::Entry &entry, McpEra era);

// {"extensions": {…}}: what a client must declare.
QJsonObject tasksCapability();
// This client may be given a task for this tool call: modern ones that declare the extension.
bool canTakeTasks(const McpClient &client, McpEra era);

} // namespace exaid::mcp
