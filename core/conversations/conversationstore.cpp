#include "core/conversations/conversationstore.h"

#include <QUuid>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestBeginning = 120;

qint64 bytesOf(const Exchange &exchange)
{
    qsizetype characters = exchange.prompt.size() + exchange.answer.size();
    for (const ConversationFile &file : exchange.files)
        characters += file.path.size() + file.text.size();
    return static_cast<qint64>(characters) * static_cast<qint64>(sizeof(QChar));
}

template <typename Answer>
void answerLater(QObject *context, std::function<void(const Answer &)> done, Answer answer)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), answer = std::move(answer)] { done(answer); },
        Qt::QueuedConnection);
}

} // namespace

ConversationStore::ConversationStore(const Clock &clock, const ConversationLimits &limits)
    : m_clock(clock)
    , m_limits(limits)
{}

void ConversationStore::load(const ConversationId &id, const QString &owner, QObject *context, Loaded done)
{
    m_thread.assertHere("ConversationStore::load");
    answerLater(context, std::move(done), loadNow(id, owner));
}

void ConversationStore::list(const QString &owner, QObject *context, Listed done)
{
    m_thread.assertHere("ConversationStore::list");
    answerLater(context, std::move(done), listNow(owner));
}

QList<ConversationSummary> ConversationStore::listNow(const QString &owner)
{
    dropExpired();
    std::vector<Threads::const_iterator> own;
    for (auto it = m_threads.cbegin(); it != m_threads.cend(); ++it) {
        if (it->owner == owner)
            own.push_back(it);
    }
    std::ranges::sort(own, [](const auto &a, const auto &b) { return a->order > b->order; });
    QList<ConversationSummary> list;
    for (const auto &thread : own) {
        const QList<Exchange> &turns = thread->exchanges;
        list.append({ConversationId{thread.key()}, thread->tool, turns.first().prompt.left(LongestBeginning),
                     turns.last().model, static_cast<int>(turns.size()),
                     m_limits.maxTurns - static_cast<int>(turns.size()), turns.last().at});
    }
    return list;
}

void ConversationStore::create(const QString &owner, const QString &tool, const Exchange &first,
                               QObject *context, Stored done)
{
    m_thread.assertHere("ConversationStore::create");
    answerLater(context, std::move(done), createNow(owner, tool, first));
}

void ConversationStore::append(const ConversationId &id, const QString &owner, const Exchange &next,
                               QObject *context, Stored done)
{
    m_thread.assertHere("ConversationStore::append");
    answerLater(context, std::move(done), appendNow(id, owner, next));
}

Result<Conversation> ConversationStore::loadNow(const ConversationId &id, const QString &owner)
{
    const Result<Threads::iterator> found = find(id, owner);
    if (!found)
        return found.error();
    const Thread &thread = **found;
    const int remaining = m_limits.maxTurns - static_cast<int>(thread.exchanges.size());
    return Conversation{id, thread.tool, thread.exchanges, remaining};
}

Result<ConversationOffer> ConversationStore::createNow(const QString &owner, const QString &tool,
                                                       const Exchange &first)
{
    if (bytesOf(first) > m_limits.maxBytesPerOwner)
        return Error{u"too_large"_s, u"the exchange is too large to be kept"_s,
                     u"name fewer or smaller files"_s};
    dropExpired();
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Thread &thread = m_threads[id];
    thread.owner = owner;
    thread.tool = tool;
    put(thread, first);
    evict(owner, id);
    return ConversationOffer{ConversationId{id}, m_limits.maxTurns - 1};
}

Result<ConversationOffer> ConversationStore::appendNow(const ConversationId &id, const QString &owner,
                                                       const Exchange &next)
{
    const Result<Threads::iterator> found = find(id, owner);
    if (!found)
        return found.error();
    Thread &thread = **found;
    if (thread.exchanges.size() >= m_limits.maxTurns) {
        return Error{u"CONTINUATION_FULL"_s,
                     u"this conversation has had its %1 turns"_s.arg(m_limits.maxTurns),
                     u"begin a new one by leaving out continuation_id, or raise MAX_CONVERSATION_TURNS"_s};
    }
    if (thread.bytes + bytesOf(next) > m_limits.maxBytesPerOwner)
        return Error{u"too_large"_s, u"the conversation is too large to be kept"_s, u"begin a new one"_s};
    put(thread, next);
    const int remaining = m_limits.maxTurns - static_cast<int>(thread.exchanges.size());
    evict(owner, id.value);
    return ConversationOffer{id, remaining};
}

Result<ConversationStore::Threads::iterator> ConversationStore::find(const ConversationId &id,
                                                                     const QString &owner)
{
    dropExpired();
    const auto thread = m_threads.find(id.value);
    if (thread == m_threads.end() || thread->owner != owner) {
        return Error{
            u"CONTINUATION_NOT_FOUND"_s,
            u"there is no conversation with this continuation_id, or it has expired"_s,
            u"begin a new one by leaving out continuation_id; conversations last CONVERSATION_TIMEOUT_HOURS"_s};
    }
    return thread;
}

void ConversationStore::put(Thread &thread, const Exchange &exchange)
{
    thread.exchanges.append(exchange);
    thread.exchanges.last().at = m_clock.wallNow();
    thread.bytes += bytesOf(exchange);
    thread.lastUsed = m_clock.now();
    thread.order = ++m_lastOrder;
    m_bytes += bytesOf(exchange);
}

void ConversationStore::dropExpired()
{
    const TimePoint now = m_clock.now();
    for (auto it = m_threads.begin(); it != m_threads.end();) {
        if (now - it->lastUsed < m_limits.lifetime) {
            ++it;
            continue;
        }
        m_bytes -= it->bytes;
        it = m_threads.erase(it);
    }
}

void ConversationStore::evict(const QString &owner, const QString &keep)
{
    qsizetype ownThreads = 0;
    qint64 ownBytes = 0;
    for (const Thread &thread : std::as_const(m_threads)) {
        if (thread.owner == owner) {
            ++ownThreads;
            ownBytes += thread.bytes;
        }
    }
    while (ownThreads > m_limits.maxThreadsPerOwner || ownBytes > m_limits.maxBytesPerOwner) {
        const qint64 before = m_bytes;
        if (!evictOldest(owner, keep))
            break;
        --ownThreads;
        ownBytes -= before - m_bytes;
    }
    while (m_threads.size() > m_limits.maxThreads || m_bytes > m_limits.maxBytes) {
        if (!evictOldest({}, keep))
            break;
    }
}

bool ConversationStore::evictOldest(const QString &owner, const QString &keep)
{
    auto oldest = m_threads.end();
    for (auto it = m_threads.begin(); it != m_threads.end(); ++it) {
        const bool candidate = it.key() != keep && (owner.isEmpty() || it->owner == owner);
        if (candidate && (oldest == m_threads.end() || it->order < oldest->order))
            oldest = it;
    }
    if (oldest == m_threads.end())
        return false;
    drop(oldest);
    return true;
}

void ConversationStore::drop(Threads::iterator thread)
{
    m_bytes -= thread->bytes;
    m_threads.erase(thread);
}

} // namespace exaid
