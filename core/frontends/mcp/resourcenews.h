#pragma once

// Tells, through McpOfferings::resourceUpdated(), that something shown as a resource has changed: what there
// is of the daemon's state and models by looking once an interval, while somebody has subscribed; threads
// when a call has gone on with one. At most once an interval for each resource. Core thread.

#include "core/monitoring/snapshot.h"
#include "core/time/timerservice.h"

#include <QHash>
#include <functional>
#include <utility>

namespace exaid::mcp {

class McpOfferings;

class ResourceNews
{
public:
    static constexpr Duration Interval = std::chrono::seconds(1);

    struct Sources
    {
        std::function<Snapshot()> snapshot;      // none: the daemon's state never changes
        std::function<quint64()> modelsRevision; // none: nor do its models
    };

    // Somebody wants to know of changes that only looking finds. Must not outlive the news.
    class [[nodiscard]] Watch
    {
    public:
        Watch() = default;
        explicit Watch(ResourceNews &news)
            : m_news(&news)
        {
            news.beginWatch();
        }
        ~Watch() { end(); }
        Watch(Watch &&other) noexcept
            : m_news(std::exchange(other.m_news, nullptr))
        {}
        Watch &operator=(Watch &&other) noexcept
        {
            if (this != &other) {
                end();
                m_news = std::exchange(other.m_news, nullptr);
            }
            return *this;
        }
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

    private:
        void end()
        {
            if (ResourceNews *news = std::exchange(m_news, nullptr))
                --news->m_watches;
        }

        ResourceNews *m_news = nullptr;
    };

    ResourceNews(McpOfferings &offerings, TimerService &timers, Sources sources);
    Q_DISABLE_COPY_MOVE(ResourceNews)

    // For one subscription; an empty watch when nothing that it names has to be looked for.
    Watch watch(const QStringList &uris);
    // A call of that client has begun or gone on with a thread.
    void threadChanged(const QString &owner, const QString &continuationId);

private:
    struct Known
    {
        quint64 models = 0;
        size_t state = 0;
        bool operator==(const Known &) const = default;
    };
    using Key = std::pair<QString, QString>; // resource, owner

    void beginWatch();
    void look();
    Known whatIsKnown() const;
    void tell(const QString &uri, const QString &owner);
    void tellPending();

    McpOfferings &m_offerings;
    TimerService &m_timers;
    const Sources m_sources;
    int m_watches = 0;
    Known m_known;
    Timer m_looking;
    QHash<Key, bool> m_told; // in this interval; true: and changed again since
    Timer m_pause;
};

} // namespace exaid::mcp
