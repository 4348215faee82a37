#include "core/frontends/mcp/taskdesk.h"

#include "core/frontends/mcp/stateseal.h"

#include <algorithm>
#include <utility>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QString toString(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Working:
        return u"working"_s;
    case TaskStatus::InputRequired:
        return u"input_required"_s;
    case TaskStatus::Completed:
        return u"completed"_s;
    case TaskStatus::Failed:
        return u"failed"_s;
    case TaskStatus::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

TaskDesk::TaskDesk(TimerService &timers)
    : m_timers(timers)
{}

TaskDesk::~TaskDesk()
{
    for (auto &[id, entry] : m_entries)
        entry.task->setListener({});
}

bool TaskDesk::hasRoom(const QString &owner) const
{
    return count() < MostForAll && idsOf(owner).size() < MostForOne;
}

QString TaskDesk::add(const QString &owner, std::unique_ptr<McpTask> task, Duration lifetime)
{
    const QString id = u"job-"_s + QString::fromLatin1(randomToken().left(22)); // 132 bits
    const Duration life = std::max(lifetime, ShortestLife);
    const WallTime now = m_timers.clock().wallNow();
    task->setListener([this, id] { taskChanged(id); });
    m_entries.emplace(id, Entry{owner, std::move(task), now, now, life, m_timers.now() + life});
    rearm();
    return id;
}

const TaskDesk::Entry *TaskDesk::find(const QString &id, const QString &owner) const
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() || it->second.owner != owner ? nullptr : &it->second;
}

QStringList TaskDesk::idsOf(const QString &owner) const
{
    std::vector<std::pair<WallTime, QString>> found;
    for (const auto &[id, entry] : m_entries) {
        if (entry.owner == owner)
            found.emplace_back(entry.createdAt, id);
    }
    std::ranges::sort(found);
    QStringList ids;
    for (const auto &[createdAt, id] : found)
        ids.append(id);
    return ids;
}

void TaskDesk::forget(const QString &owner)
{
    std::erase_if(m_entries, [&](const auto &pair) { return pair.second.owner == owner; });
}

void TaskDesk::taskChanged(const QString &id)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    Entry &entry = it->second;
    entry.updatedAt = m_timers.clock().wallNow();
    if (isTerminal(entry.task->status())) {
        entry.goesAt = std::max(entry.goesAt, m_timers.now() + entry.lifetime);
        rearm();
    }
    Q_EMIT changed(id);
}

// Work that still runs has a deadline of its own; it is never cut for being old.
void TaskDesk::expire()
{
    std::erase_if(m_entries, [now = m_timers.now()](const auto &pair) {
        return isTerminal(pair.second.task->status()) && pair.second.goesAt <= now;
    });
    rearm();
}

void TaskDesk::rearm()
{
    TimePoint next = TimePoint::max();
    for (const auto &[id, entry] : m_entries) {
        if (isTerminal(entry.task->status()))
            next = std::min(next, entry.goesAt);
    }
    m_expiry = next == TimePoint::max() ? Timer() : m_timers.at(next, [this] { expire(); });
}

} // namespace exaid::mcp
