#include "core/frontends/mcp/taskwait.h"

#include "core/frontends/mcp/taskjson.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int CancelledTask = -32000;

// Legacy: the result that the call would have had.
void answerResult(McpExchange &exchange, const QString &id, const TaskDesk::Entry &entry)
{
    if (entry.task->status() == TaskStatus::Failed) {
        exchange.fail(entry.task->error());
        return;
    }
    if (entry.task->status() == TaskStatus::Cancelled) {
        exchange.fail({CancelledTask, u"the task was cancelled"_s});
        return;
    }
    QJsonObject result = entry.task->result();
    QJsonObject meta = result[u"_meta"].toObject();
    meta.insert(QString(MetaRelatedTask), QJsonObject{{u"taskId"_s, id}});
    result.insert(u"_meta"_s, meta);
    exchange.reply(result);
}

} // namespace

std::unique_ptr<McpJob> TaskWait::start(McpExchange &exchange, const QString &id, Answer answer,
                                        std::optional<Duration> atMost)
{
    const TaskDesk::Entry &entry = *exchange.context().tasks.find(id, exchange.identity());
    if (isTerminal(entry.task->status()) || atMost == Duration::zero()) {
        answer(exchange, id, entry);
        return nullptr;
    }
    auto wait = std::make_unique<TaskWait>(exchange, id, std::move(answer));
    if (atMost)
        wait->m_limit = exchange.context().timers.after(*atMost, [w = wait.get()] { w->finish(); });
    wait->m_teller.tell();
    return wait;
}

std::unique_ptr<McpJob> TaskWait::forResult(McpExchange &exchange, const QString &id)
{
    return start(exchange, id, &answerResult);
}

std::unique_ptr<McpJob> TaskWait::forEnd(McpExchange &exchange, const QString &id)
{
    return start(exchange, id, [](McpExchange &e, const QString &task, const TaskDesk::Entry &entry) {
        e.reply(taskJson(task, entry, McpEra::Legacy));
    });
}

TaskWait::TaskWait(McpExchange &exchange, const QString &id, Answer answer)
    : m_exchange(exchange)
    , m_id(id)
    , m_answer(std::move(answer))
    , m_teller(exchange, exchange.context().timers.now(), [this] {
        const TaskDesk::Entry *found = entry();
        return found ? found->task->message() : QString();
    })
{
    connect(&exchange.context().tasks, &TaskDesk::changed, this, &TaskWait::look);
}

const TaskDesk::Entry *TaskWait::entry() const
{
    return m_exchange.context().tasks.find(m_id, m_exchange.identity());
}

void TaskWait::look(const QString &changed)
{
    if (changed != m_id)
        return;
    const TaskDesk::Entry *found = entry();
    if (found && isTerminal(found->task->status()))
        finish();
    else
        m_teller.tell();
}

void TaskWait::finish()
{
    if (const TaskDesk::Entry *found = entry())
        m_answer(m_exchange, m_id, *found);
    else
        m_exchange.fail({InvalidParams, u"the task is no longer there"_s});
}

} // namespace exaid::mcp
