#include "core/frontends/mcp/mcpseats.h"

#include "core/frontends/mcp/stateseal.h"

#include <utility>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

// Clients of other protocols leave without telling us.
constexpr Duration LookAgain = std::chrono::seconds(1);

} // namespace

McpSeats::Seat &McpSeats::Seat::operator=(Seat &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_seats = std::exchange(other.m_seats, nullptr);
        m_key = std::move(other.m_key);
        m_session = std::exchange(other.m_session, {});
    }
    return *this;
}

McpSeats::Wait &McpSeats::Wait::operator=(Wait &&other) noexcept
{
    if (this != &other) {
        leave();
        m_seats = std::exchange(other.m_seats, nullptr);
        m_number = other.m_number;
    }
    return *this;
}

void McpSeats::Wait::leave()
{
    if (McpSeats *seats = std::exchange(m_seats, nullptr))
        seats->m_line.erase(m_number);
}

void McpSeats::Seat::giveBack()
{
    if (McpSeats *seats = std::exchange(m_seats, nullptr))
        seats->giveBack(m_key);
}

McpSeats::McpSeats(SessionRegistry &sessions, TimerService &timers, const StateSeal &seal)
    : m_sessions(sessions)
    , m_timers(timers)
    , m_seal(seal)
{}

McpSeats::~McpSeats()
{
    for (const Place &place : std::as_const(m_places))
        m_sessions.leave(place.session);
}

Result<McpSeats::Seat> McpSeats::take(const QString &key, const QString &client, const QString &transport,
                                      const QString &address)
{
    if (const auto it = m_places.find(key); it != m_places.end()) {
        ++it->calls;
        it->isForgotten = false;
        return Seat(*this, key, it->session);
    }
    const SessionInfo info{QString(u"mcp-" + m_seal.nameFor(key)), client, transport, address};
    Result<SessionId> joined = m_sessions.join(info);
    while (!joined && evictIdlest())
        joined = m_sessions.join(info);
    if (!joined)
        return joined.error();
    m_places.insert(key, {*joined, 1, false, {}});
    return Seat(*this, key, *joined);
}

std::optional<McpSeats::Wait> McpSeats::wait(std::function<void()> freed)
{
    if (m_line.size() >= LongestLine)
        return std::nullopt;
    m_line.emplace(++m_lastNumber, std::move(freed));
    if (!m_wake.isActive())
        m_wake = m_timers.after(LookAgain, [this] { wake(); });
    return Wait(*this, m_lastNumber);
}

void McpSeats::seatFreed()
{
    if (!m_line.empty())
        m_wake = m_timers.after(Duration::zero(), [this] { wake(); });
}

void McpSeats::wake()
{
    QList<quint64> line;
    for (const auto &[number, freed] : m_line)
        line.append(number);
    for (const quint64 number : std::as_const(line)) {
        const auto it = m_line.find(number);
        if (it == m_line.end())
            continue;
        const std::function<void()> freed = it->second; // a copy: it may go meanwhile
        freed();
    }
    if (!m_line.empty() && !m_wake.isActive())
        m_wake = m_timers.after(LookAgain, [this] { wake(); });
}

QString McpSeats::keyOf(SessionId session) const
{
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it) {
        if (it->session == session)
            return it.key();
    }
    return {};
}

void McpSeats::forget(const QString &key)
{
    const auto it = m_places.find(key);
    if (it == m_places.end())
        return;
    if (it->calls == 0)
        leave(key);
    else
        it->isForgotten = true;
}

void McpSeats::giveBack(const QString &key)
{
    const auto it = m_places.find(key);
    if (--it->calls > 0)
        return;
    if (it->isForgotten) {
        leave(key);
        return;
    }
    it->idleSince = m_timers.now();
    seatFreed();
    if (!m_expiry.isActive())
        m_expiry = m_timers.after(IdleTime, [this] { expire(); });
}

bool McpSeats::evictIdlest()
{
    auto idlest = m_places.end();
    for (auto it = m_places.begin(); it != m_places.end(); ++it) {
        if (it->calls == 0 && (idlest == m_places.end() || it->idleSince < idlest->idleSince))
            idlest = it;
    }
    if (idlest == m_places.end())
        return false;
    leave(QString(idlest.key()));
    return true;
}

void McpSeats::leave(const QString &key)
{
    const Place place = m_places.take(key);
    m_sessions.leave(place.session);
    seatFreed();
}

void McpSeats::expire()
{
    TimePoint next = TimePoint::max();
    QStringList over;
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it) {
        if (it->calls > 0)
            continue;
        if (it->idleSince + IdleTime <= m_timers.now())
            over.append(it.key());
        else
            next = std::min(next, it->idleSince + IdleTime);
    }
    for (const QString &key : std::as_const(over))
        leave(key);
    if (next != TimePoint::max())
        m_expiry = m_timers.at(next, [this] { expire(); });
}

} // namespace exaid::mcp
