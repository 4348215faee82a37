#include "core/frontends/mcp/resulttool.h"

#include "core/frontends/mcp/hostpatience.h"
#include "core/frontends/mcp/mcpdata.h"
#include "core/frontends/mcp/mcptoolresult.h"
#include "core/frontends/mcp/taskwait.h"
#include "core/frontends/mcp/toollisting.h"
#include "core/tools/tooldefinitions.h"

#include <algorithm>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

ToolDefinition resultDefinition()
{
    Result<ToolDefinition> definition = parseToolDefinition(mcpData(u"result.json"_s));
    if (!definition)
        qFatal("%s", qUtf8Printable(definition.error().message));
    return std::move(definition).value();
}

void answerFor(McpExchange &exchange, const QString &id, const TaskDesk::Entry &entry)
{
    switch (entry.task->status()) {
    case TaskStatus::Completed:
        exchange.reply(entry.task->result());
        return;
    case TaskStatus::Failed:
        exchange.reply(textResult(entry.task->error().message, true));
        return;
    case TaskStatus::Cancelled:
        exchange.reply(textResult(u"CANCELLED: the call was cancelled"_s, true));
        return;
    case TaskStatus::Working:
    case TaskStatus::InputRequired:
        exchange.reply(stillRunning(u"the call"_s, entry.task->message(), id));
        return;
    }
}

// As long as the client asked for, but not longer than its host waits.
std::optional<Duration> longestWait(const McpExchange &exchange, const QJsonObject &arguments)
{
    const Duration patience =
        exchange.context().patience.answerWithin(exchange.client().name, exchange.wantsProgress());
    std::optional<Duration> wait;
    if (patience > Duration::zero())
        wait = patience;
    if (const QJsonValue asked = arguments[u"wait_secs"]; asked.isDouble()) {
        const auto wanted =
            std::chrono::duration_cast<Duration>(std::chrono::duration<double>(asked.toDouble()));
        wait = wait ? std::min(*wait, wanted) : wanted;
    }
    return wait;
}

} // namespace

ResultTool::ResultTool()
    : m_definition(resultDefinition())
    , m_check(JsonSchemaCheck::compile(m_definition.inputSchema).value())
{}

QJsonArray ResultTool::list(McpEra, const McpClient &) const
{
    return {toolListing(m_definition)};
}

std::unique_ptr<McpJob> ResultTool::call(McpExchange &exchange, const QString &, const QJsonObject &arguments)
{
    const Result<QJsonObject> checked = m_check.check(arguments);
    if (!checked) {
        exchange.reply(toolResult(Rejected{checked.error(), {}}, {}, m_definition.output));
        return nullptr;
    }
    const QString id = checked->value(u"job_id"_s).toString();
    const TaskDesk::Entry *entry = exchange.context().tasks.find(id, exchange.identity());
    if (!entry) {
        exchange.reply(textResult(u"JOB_NOT_FOUND: there is no job of this id in your session. Results are "
                                  "kept for a while only (EXAI_RESUME_GRACE_SECS); call the tool again."_s,
                                  true));
        return nullptr;
    }
    if (checked->value(u"cancel"_s).toBool() && !isTerminal(entry->task->status()))
        entry->task->cancel();
    return TaskWait::start(exchange, id, &answerFor, longestWait(exchange, *checked));
}

} // namespace exaid::mcp
