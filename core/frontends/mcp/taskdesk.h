#pragma once

// All tasks, by id. An id is a secret between us and its owner (McpExchange::identity()): for anybody else it
// does not exist. A task stays for its time to live from its beginning, and as long again after its end; then
// it is destroyed. Bounded: when an owner has too many, none is taken on. Core thread.

#include "core/frontends/mcp/mcptask.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <QStringList>
#include <map>
#include <memory>

namespace exaid::mcp {

class TaskDesk final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MostForOne = 256;
    static constexpr qsizetype MostForAll = 4'096;
    static constexpr Duration ShortestLife = std::chrono::minutes(1);

    struct Entry
    {
        QString owner;
        std::unique_ptr<McpTask> task;
        WallTime createdAt{};
        WallTime updatedAt{};
        Duration lifetime{};
        TimePoint goesAt{}; // when over; moved on when it ends
    };

    explicit TaskDesk(TimerService &timers);
    ~TaskDesk() override;

    // There is room for one more of this owner.
    bool hasRoom(const QString &owner) const;
    // From now on findable by the id that is returned. Precondition: hasRoom().
    QString add(const QString &owner, std::unique_ptr<McpTask> task, Duration lifetime);
    // Null: there is none of that id for that owner.
    const Entry *find(const QString &id, const QString &owner) const;
    QStringList idsOf(const QString &owner) const; // oldest first
    // The owner is gone for good: its tasks end.
    void forget(const QString &owner);
    int count() const { return static_cast<int>(m_entries.size()); }

Q_SIGNALS:
    // Status or message. Never from inside add().
    void changed(const QString &id);

private:
    void taskChanged(const QString &id);
    void expire();
    void rearm();

    TimerService &m_timers;
    std::map<QString, Entry> m_entries;
    Timer m_expiry;
};

} // namespace exaid::mcp
