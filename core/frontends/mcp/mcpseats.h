#pragma once

// Which session of the registry an MCP client's calls belong to: fairness, the dashboard and conversations
// know sessions only. A client has a seat while it has calls; afterwards the seat is kept for a while, so
// that its share is remembered, unless somebody else needs the room. Idle and dead clients thus never lock
// anybody out. Core thread.

#include "core/ids.h"
#include "core/result.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/timerservice.h"

#include <QHash>
#include <functional>
#include <map>
#include <optional>

namespace exaid::mcp {

class StateSeal;

class McpSeats
{
public:
    static constexpr Duration IdleTime = std::chrono::minutes(5);
    static constexpr size_t LongestLine = 256;

    // For the time of one call; giving it back is its destruction. Must not outlive the seats.
    class [[nodiscard]] Seat
    {
    public:
        Seat() = default;
        Seat(McpSeats &seats, QString key, SessionId session)
            : m_seats(&seats)
            , m_key(std::move(key))
            , m_session(session)
        {}
        ~Seat() { giveBack(); }
        Seat(Seat &&other) noexcept { *this = std::move(other); }
        Seat &operator=(Seat &&other) noexcept;
        Seat(const Seat &) = delete;
        Seat &operator=(const Seat &) = delete;

        SessionId session() const { return m_session; }
        const QString &key() const { return m_key; }

    private:
        void giveBack();

        McpSeats *m_seats = nullptr;
        QString m_key;
        SessionId m_session;
    };

    // A place in the line of those that wait for a seat; its destruction leaves the line. Must not outlive
    // the seats.
    class [[nodiscard]] Wait
    {
    public:
        Wait() = default;
        Wait(McpSeats &seats, quint64 number)
            : m_seats(&seats)
            , m_number(number)
        {}
        ~Wait() { leave(); }
        Wait(Wait &&other) noexcept { *this = std::move(other); }
        Wait &operator=(Wait &&other) noexcept;
        Wait(const Wait &) = delete;
        Wait &operator=(const Wait &) = delete;

    private:
        void leave();

        McpSeats *m_seats = nullptr;
        quint64 m_number = 0;
    };

    McpSeats(SessionRegistry &sessions, TimerService &timers, const StateSeal &seal);
    ~McpSeats();
    Q_DISABLE_COPY_MOVE(McpSeats)

    // `key`: the same for the same client, see McpPeer::identity(). Error code OVER_CAPACITY: all seats are
    // taken by clients with calls.
    Result<Seat> take(const QString &key, const QString &client, const QString &transport,
                      const QString &address);
    // `freed`: called from the event loop when there may be a free seat, first come, first served; as often
    // as it takes. It may end the wait from inside. Empty: too many wait already.
    std::optional<Wait> wait(std::function<void()> freed);
    // Whose seat it is; empty: of no MCP client.
    QString keyOf(SessionId session) const;
    // The client is gone for good.
    void forget(const QString &key);

    int count() const { return static_cast<int>(m_places.size()); }

private:
    struct Place
    {
        SessionId session;
        int calls = 0;
        bool isForgotten = false;
        TimePoint idleSince{};
    };

    void giveBack(const QString &key);
    bool evictIdlest();
    void leave(const QString &key);
    void expire();
    void seatFreed();
    void wake();

    SessionRegistry &m_sessions;
    TimerService &m_timers;
    const StateSeal &m_seal;
    QHash<QString, Place> m_places;
    Timer m_expiry;
    std::map<quint64, std::function<void()>> m_line;
    quint64 m_lastNumber = 0;
    Timer m_wake;
};

} // namespace exaid::mcp
