#include "core/frontends/mcp/taskjson.h"

#include <QDateTime>
#include <QTimeZone>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int PollEveryMs = 2'000;

QString timeText(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc())
        .toString(Qt::ISODateWithMs);
}

} // namespace

QJsonObject taskJson(const QString &id, const TaskDesk::Entry &entry, McpEra era)
{
    const bool isModern = era == McpEra::Modern;
    const auto life = std::chrono::duration_cast<std::chrono::milliseconds>(entry.lifetime).count();
    QJsonObject json{{u"taskId"_s, id},
                     {u"status"_s, toString(entry.task->status())},
                     {u"createdAt"_s, timeText(entry.createdAt)},
                     {u"lastUpdatedAt"_s, timeText(entry.updatedAt)},
                     {isModern ? u"ttlMs"_s : u"ttl"_s, static_cast<qint64>(life)},
                     {isModern ? u"pollIntervalMs"_s : u"pollInterval"_s, PollEveryMs}};
    if (const QString message = entry.task->message(); !message.isEmpty())
        json.insert(u"statusMessage"_s, message);
    return json;
}

QJsonObject taskDetails(const QString &id, const TaskDesk::Entry &entry)
{
    QJsonObject json = taskJson(id, entry, McpEra::Modern);
    const McpTask &task = *entry.task;
    switch (task.status()) {
    case TaskStatus::InputRequired:
        json.insert(u"inputRequests"_s, task.inputRequests());
        break;
    case TaskStatus::Completed:
        json.insert(u"result"_s, task.result());
        break;
    case TaskStatus::Failed: {
        const RpcError error = task.error();
        QJsonObject told{{u"code"_s, error.code}, {u"message"_s, error.message}};
        if (!error.data.isUndefined())
            told.insert(u"data"_s, error.data);
        json.insert(u"error"_s, told);
        break;
    }
    case TaskStatus::Working:
    case TaskStatus::Cancelled:
        break;
    }
    return json;
}

QJsonObject createdTask(const QString &id, const TaskDesk::Entry &entry, McpEra era)
{
    QJsonObject json = taskJson(id, entry, era);
    if (era == McpEra::Legacy)
        return {{u"task"_s, json}};
    json.insert(u"resultType"_s, u"task"_s);
    return json;
}

QJsonObject tasksCapability()
{
    return {{u"extensions"_s, QJsonObject{{QString(TasksExtension), QJsonObject()}}}};
}

bool canTakeTasks(const McpClient &client, McpEra era)
{
    return era == McpEra::Modern && client.hasExtension(TasksExtension);
}

} // namespace exaid::mcp
