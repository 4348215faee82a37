#pragma once

// Tokens by which a provider finds the beginning of a prompt that it has kept (Kimi's context cache): the
// least recently used of 256 goes, and each after half an hour. Keys name a session, so that no session
// learns from the price or the speed of an answer what another one asked. Pure.

#include "core/providers/provider.h"
#include "core/time/clock.h"

#include <QByteArray>
#include <QHash>
#include <list>

namespace exaid {

class ContextCache
{
public:
    static constexpr qsizetype Capacity = 256;
    static constexpr Duration Lifetime = std::chrono::seconds(1800);
    static constexpr qsizetype LongestToken = 4096; // a longer one is not kept: servers refuse such headers

    // The key of a request: who asks, and how the prompt begins. Empty if the request wants no cache.
    static QByteArray keyOf(const CompletionRequest &request);

    QByteArray token(const QByteArray &key, TimePoint now); // empty: none
    void keep(const QByteArray &key, const QByteArray &token, TimePoint now);
    qsizetype size() const { return m_byKey.size(); }

private:
    struct Entry
    {
        QByteArray key;
        QByteArray token;
        TimePoint until;
    };

    std::list<Entry> m_entries; // used last comes first
    QHash<QByteArray, std::list<Entry>::iterator> m_byKey;
};

} // namespace exaid
