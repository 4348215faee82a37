#pragma once

// How many TCP connections are open, in total and by address, against the limits. Decides at accept, before a
// byte is read. Pure; core thread.

#include "core/config/settings.h"

#include <QHash>
#include <QHostAddress>

namespace exaid {

// IPv4-mapped IPv6 addresses as the IPv4 address they mean, so that one peer counts once.
QHostAddress plainAddress(const QHostAddress &address);

class ConnectionCounter
{
public:
    enum class Verdict {
        Admit,
        Refuse, // over a limit: tell it why once it has spoken (WebSocket close 1008)
        Reject, // far over: HTTP 503 at once, nothing is read
    };
    struct Decision
    {
        Verdict verdict = Verdict::Admit;
        QString reason; // for a close frame: short, names the limit
    };

    // Connections above the limits that may be open at once only to be told so.
    static constexpr int RefusalRoom = 64;

    explicit ConnectionCounter(const ServerSettings &settings)
        : m_settings(settings)
    {}

    // Counts the connection, whatever the verdict; each add() needs one remove().
    Decision add(const QHostAddress &address);
    void remove(const QHostAddress &address, Verdict verdict);

    int admitted() const { return m_admitted; }
    int open() const { return m_admitted + m_refused; }

private:
    const ServerSettings &m_settings;
    int m_admitted = 0;
    int m_refused = 0;
    QHash<QHostAddress, int> m_byAddress; // admitted only
};

} // namespace exaid
