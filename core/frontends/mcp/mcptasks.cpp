#include "core/frontends/mcp/mcptasks.h"

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/taskjson.h"
#include "core/frontends/mcp/taskwait.h"

#include <QJsonArray>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QStringList McpTasks::methods(McpEra era) const
{
    if (era == McpEra::Modern)
        return {u"tasks/get"_s, u"tasks/update"_s, u"tasks/cancel"_s};
    return {u"tasks/get"_s, u"tasks/result"_s, u"tasks/list"_s, u"tasks/cancel"_s};
}

void McpTasks::declare(QJsonObject &capabilities, McpEra era) const
{
    if (era == McpEra::Legacy) {
        const QJsonObject calls{{u"call"_s, QJsonObject()}};
        capabilities.insert(u"tasks"_s, QJsonObject{{u"list"_s, QJsonObject()},
                                                    {u"cancel"_s, QJsonObject()},
                                                    {u"requests"_s, QJsonObject{{u"tools"_s, calls}}}});
        return;
    }
    QJsonObject extensions = capabilities[u"extensions"].toObject();
    extensions.insert(QString(TasksExtension), QJsonObject());
    capabilities.insert(u"extensions"_s, extensions);
}

std::unique_ptr<McpJob> McpTasks::serve(McpExchange &exchange)
{
    if (exchange.isModern() && !canTakeTasks(exchange.client(), exchange.era())) {
        exchange.failForLackOf(tasksCapability());
        return nullptr;
    }
    if (exchange.method() == "tasks/list"_L1) {
        list(exchange);
        return nullptr;
    }
    const QString id = exchange.params()[u"taskId"].toString();
    if (!m_desk.find(id, exchange.identity())) {
        exchange.fail({InvalidParams, u"there is no task of this id; it may have been kept long enough"_s,
                       QJsonObject{{u"taskId"_s, exchange.params()[u"taskId"]}}});
        return nullptr;
    }
    if (!exchange.isModern())
        return serveLegacy(exchange, id);
    serveModern(exchange, id);
    return nullptr;
}

void McpTasks::serveModern(McpExchange &exchange, const QString &id)
{
    const TaskDesk::Entry &entry = *m_desk.find(id, exchange.identity());
    if (exchange.method() == "tasks/get"_L1) {
        exchange.reply(taskDetails(id, entry));
        return;
    }
    if (exchange.method() == "tasks/update"_L1) {
        if (!exchange.params()[u"inputResponses"].isObject()) {
            exchange.fail({InvalidParams, u"\"inputResponses\" must be an object"_s});
            return;
        }
        entry.task->answer(exchange.inputResponses());
    } else if (!isTerminal(entry.task->status())) {
        entry.task->cancel();
    }
    exchange.reply({}); // how it stands is read by tasks/get
}

std::unique_ptr<McpJob> McpTasks::serveLegacy(McpExchange &exchange, const QString &id)
{
    const TaskDesk::Entry &entry = *m_desk.find(id, exchange.identity());
    if (exchange.method() == "tasks/result"_L1)
        return TaskWait::forResult(exchange, id);
    if (exchange.method() == "tasks/get"_L1) {
        exchange.reply(taskJson(id, entry, McpEra::Legacy));
        return nullptr;
    }
    if (isTerminal(entry.task->status())) {
        exchange.fail({InvalidParams, u"the task is over: %1"_s.arg(toString(entry.task->status()))});
        return nullptr;
    }
    entry.task->cancel();
    return TaskWait::forEnd(exchange, id);
}

void McpTasks::list(McpExchange &exchange)
{
    if (exchange.params().contains(u"cursor"_s)) {
        exchange.fail({InvalidParams, u"unknown cursor: the list of tasks has one page"_s});
        return;
    }
    QJsonArray tasks;
    for (const QString &id : m_desk.idsOf(exchange.identity()))
        tasks.append(taskJson(id, *m_desk.find(id, exchange.identity()), McpEra::Legacy));
    exchange.reply({{u"tasks"_s, tasks}});
}

} // namespace exaid::mcp
