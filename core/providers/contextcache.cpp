#include "core/providers/contextcache.h"

#include <QCryptographicHash>

namespace exaid {

QByteArray ContextCache::keyOf(const CompletionRequest &request)
{
    constexpr qsizetype messagesSeen = 6;
    constexpr qsizetype charactersSeen = 2048;
    if (request.cacheKey.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString &text) {
        const QByteArray bytes = text.left(charactersSeen).toUtf8();
        hash.addData(QByteArray::number(bytes.size()));
        hash.addData(":");
        hash.addData(bytes);
    };
    add(request.cacheKey);
    add(request.model);
    for (const ChatMessage &message :
         request.messages.first(std::min(messagesSeen, request.messages.size()))) {
        add(message.role);
        add(message.content);
    }
    return hash.result().toHex();
}

QByteArray ContextCache::token(const QByteArray &key, TimePoint now)
{
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return {};
    const auto entry = *found;
    if (entry->until <= now) {
        m_entries.erase(entry);
        m_byKey.remove(key);
        return {};
    }
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return entry->token;
}

void ContextCache::keep(const QByteArray &key, const QByteArray &token, TimePoint now)
{
    if (key.isEmpty() || token.isEmpty() || token.size() > LongestToken)
        return;
    if (const auto found = m_byKey.constFind(key); found != m_byKey.constEnd()) {
        const auto entry = *found;
        m_entries.erase(entry);
    } else if (m_byKey.size() >= Capacity) {
        m_byKey.remove(m_entries.back().key);
        m_entries.pop_back();
    }
    m_entries.push_front({key, token, now + Lifetime});
    m_byKey.insert(key, m_entries.begin());
}

} // namespace exaid
