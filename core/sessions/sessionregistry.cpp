#include "core/sessions/sessionregistry.h"

#include <QRegularExpression>
#include <QUuid>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameFor(const QString &wanted)
{
    static const QRegularExpression allowed(u"^[A-Za-z0-9_-]{3,64}$"_s);
    return allowed.match(wanted).hasMatch() ? wanted : QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

SessionRegistry::SessionRegistry(const Clock &clock, int maxSessions)
    : m_clock(clock)
    , m_maxSessions(maxSessions)
{}

Result<SessionId> SessionRegistry::join(const SessionInfo &info)
{
    m_thread.assertHere("SessionRegistry::join");
    const QString name = nameFor(info.wantedName);
    if (const auto known = m_byName.constFind(name); known != m_byName.cend()) {
        ++m_sessions.at(*known).connections;
        return *known;
    }
    if (count() >= m_maxSessions) {
        return Error{u"OVER_CAPACITY"_s, u"%1 of %2 sessions are connected"_s.arg(count()).arg(m_maxSessions),
                     u"raise SESSION_MAX_CONCURRENT or close another agent"_s};
    }
    const SessionId id{++m_lastId};
    Session session{id, name, info, m_clock.wallNow(), 1, 0, 0, 0, {}, false, {}, {}};
    m_sessions.emplace(id, std::move(session));
    m_byName.insert(name, id);
    return id;
}

bool SessionRegistry::leave(SessionId id)
{
    m_thread.assertHere("SessionRegistry::leave");
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return false;
    --it->second.connections;
    return endIfDeserted(id);
}

void SessionRegistry::hold(SessionId id)
{
    if (const auto it = m_sessions.find(id); it != m_sessions.end())
        ++it->second.holds;
}

bool SessionRegistry::release(SessionId id)
{
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return false;
    --it->second.holds;
    return endIfDeserted(id);
}

bool SessionRegistry::endIfDeserted(SessionId id)
{
    const auto it = m_sessions.find(id);
    if (it->second.connections > 0 || it->second.holds > 0)
        return false;
    m_byName.remove(it->second.name);
    m_sessions.erase(it);
    if (m_ended)
        m_ended(id);
    return true;
}

const Session *SessionRegistry::find(SessionId id) const
{
    m_thread.assertHere("SessionRegistry::find");
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? nullptr : &it->second;
}

const Session *SessionRegistry::findByName(const QString &name) const
{
    const auto it = m_byName.constFind(name);
    return it == m_byName.cend() ? nullptr : find(*it);
}

void SessionRegistry::recordFinished(SessionId id, const QString &error)
{
    m_thread.assertHere("SessionRegistry::recordFinished");
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return;
    ++it->second.total;
    it->second.rate.add(m_clock.now());
    if (error.isEmpty())
        return;
    ++it->second.failed;
    it->second.lastError = error;
}

void SessionRegistry::setBatch(SessionId id, bool batch)
{
    if (const auto it = m_sessions.find(id); it != m_sessions.end())
        it->second.batch = batch;
}

void SessionRegistry::setLimit(SessionId id, std::optional<int> limit)
{
    if (const auto it = m_sessions.find(id); it != m_sessions.end())
        it->second.limit = limit;
}

} // namespace exaid
