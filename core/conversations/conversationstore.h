#pragma once

// Keeps the threads behind continuation ids. Core thread. In memory; bounded in number, size and age.
//
// Asynchronous on purpose, so that a store on disk can take its place: each request answers through its
// callback, later, from the event loop of `context`'s thread, once; never, when `context` is destroyed
// before. A stored callback means stored: an id is only handed out after that.
//
// A thread belongs to the session (by name) that began it. Nobody else can see, extend or detect it: an
// unknown, an expired and a foreign id give the same error. Error codes: CONTINUATION_NOT_FOUND,
// CONTINUATION_FULL (no turns left), too_large (an exchange above the size limit).

#include "core/conversations/conversation.h"
#include "core/result.h"
#include "core/threadbound.h"
#include "core/time/clock.h"

#include <QHash>
#include <QObject>
#include <functional>

namespace exaid {

struct ConversationLimits
{
    int maxTurns = 20;
    Duration lifetime = std::chrono::hours(3); // since the last turn
    qsizetype maxThreads = 1'000;
    qsizetype maxThreadsPerOwner = 100;
    qint64 maxBytes = 67'108'864;
    qint64 maxBytesPerOwner = 16'777'216;
};

class ConversationStore
{
public:
    using Loaded = std::function<void(const Result<Conversation> &)>;
    using Listed = std::function<void(const QList<ConversationSummary> &)>;
    using Stored = std::function<void(const Result<ConversationOffer> &)>;

    explicit ConversationStore(const Clock &clock, const ConversationLimits &limits = {});
    Q_DISABLE_COPY_MOVE(ConversationStore)

    void load(const ConversationId &id, const QString &owner, QObject *context, Loaded done);
    // The owner's threads, the one used last first.
    void list(const QString &owner, QObject *context, Listed done);
    // Begins a thread with its first exchange, under a fresh id.
    void create(const QString &owner, const QString &tool, const Exchange &first, QObject *context,
                Stored done);
    void append(const ConversationId &id, const QString &owner, const Exchange &next, QObject *context,
                Stored done);

    qsizetype count() const { return m_threads.size(); }
    qint64 bytes() const { return m_bytes; }

private:
    struct Thread
    {
        QString owner;
        QString tool;
        QList<Exchange> exchanges;
        qint64 bytes = 0;
        TimePoint lastUsed{};
        quint64 order = 0; // of last use
    };
    using Threads = QHash<QString, Thread>;

    QList<ConversationSummary> listNow(const QString &owner);
    Result<Conversation> loadNow(const ConversationId &id, const QString &owner);
    Result<ConversationOffer> createNow(const QString &owner, const QString &tool, const Exchange &first);
    Result<ConversationOffer> appendNow(const ConversationId &id, const QString &owner, const Exchange &next);
    Result<Threads::iterator> find(const ConversationId &id, const QString &owner);
    void put(Thread &thread, const Exchange &exchange);
    void dropExpired();
    // Makes room, oldest first: a greedy owner loses its own threads before anybody else's.
    void evict(const QString &owner, const QString &keep);
    bool evictOldest(const QString &owner, const QString &keep);
    void drop(Threads::iterator thread);

    const ThreadBound m_thread;
    const Clock &m_clock;
    const ConversationLimits m_limits;
    Threads m_threads;
    qint64 m_bytes = 0;
    quint64 m_lastOrder = 0;
};

} // namespace exaid
