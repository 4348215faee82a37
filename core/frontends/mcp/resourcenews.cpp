#include "core/frontends/mcp/resourcenews.h"

#include "core/frontends/mcp/mcpofferings.h"

#include <algorithm>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString StatusUri = QStringLiteral("exaid://status");
const QString ModelsUri = QStringLiteral("exaid://models");
const QString ThreadsUri = QStringLiteral("exaid://threads");

// Nothing that reading the resource changes by itself: a client that reads on each update would never rest.
size_t stateMark(const Snapshot &snapshot)
{
    size_t mark = qHashMulti(0, snapshot.state, int(snapshot.paused), snapshot.sessions.size());
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind != "session"_L1)
            mark = qHashMulti(mark, pool.kind, pool.name, pool.capacity, pool.held, pool.debt, pool.waiting);
    }
    for (const ProviderSnapshot &provider : snapshot.providers)
        mark = qHashMulti(mark, provider.id, provider.breaker, provider.effectiveLimit, provider.lastError);
    return mark;
}

} // namespace

ResourceNews::ResourceNews(McpOfferings &offerings, TimerService &timers, Sources sources)
    : m_offerings(offerings)
    , m_timers(timers)
    , m_sources(std::move(sources))
{}

ResourceNews::Watch ResourceNews::watch(const QStringList &uris)
{
    const bool isWanted =
        std::ranges::any_of(uris, [](const QString &uri) { return uri == StatusUri || uri == ModelsUri; });
    return isWanted ? Watch(*this) : Watch();
}

void ResourceNews::beginWatch()
{
    if (++m_watches > 1 || m_looking.isActive())
        return;
    m_known = whatIsKnown();
    m_looking = m_timers.after(Interval, [this] { look(); });
}

ResourceNews::Known ResourceNews::whatIsKnown() const
{
    return {m_sources.modelsRevision ? m_sources.modelsRevision() : 0,
            m_sources.snapshot ? stateMark(m_sources.snapshot()) : 0};
}

void ResourceNews::look()
{
    if (m_watches == 0)
        return;
    m_looking = m_timers.after(Interval, [this] { look(); });
    const Known before = std::exchange(m_known, whatIsKnown());
    if (m_known.state != before.state)
        Q_EMIT m_offerings.resourceUpdated(StatusUri, {});
    if (m_known.models != before.models)
        Q_EMIT m_offerings.resourceUpdated(ModelsUri, {});
}

void ResourceNews::threadChanged(const QString &owner, const QString &continuationId)
{
    tell(ThreadsUri, owner);
    tell(QString(ThreadsUri + u'/' + continuationId), owner);
}

void ResourceNews::tell(const QString &uri, const QString &owner)
{
    const Key key(uri, owner);
    if (const auto told = m_told.find(key); told != m_told.end()) {
        *told = true;
        return;
    }
    m_told.insert(key, false);
    if (!m_pause.isActive())
        m_pause = m_timers.after(Interval, [this] { tellPending(); });
    Q_EMIT m_offerings.resourceUpdated(uri, owner);
}

void ResourceNews::tellPending()
{
    const QHash<Key, bool> told = std::exchange(m_told, {});
    for (auto it = told.cbegin(); it != told.cend(); ++it) {
        if (*it)
            tell(it.key().first, it.key().second);
    }
}

} // namespace exaid::mcp
