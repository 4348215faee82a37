#include "core/frontends/connectioncounter.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(v4) : address;
}

ConnectionCounter::Decision ConnectionCounter::add(const QHostAddress &address)
{
    const QHostAddress peer = plainAddress(address);
    const bool loopback = peer.isLoopback();
    const int perAddress = loopback ? m_settings.maxConnectionsLoopback : m_settings.maxConnectionsPerAddress;
    QString reason;
    if (m_admitted >= m_settings.maxConnections) {
        reason = u"Server overloaded - global connection limit reached (MAX_CONNECTIONS)"_s;
    } else if (const int open = m_byAddress.value(peer); open >= perAddress) {
        reason = u"Too many connections from your IP (%1/%2) (%3)"_s.arg(
            QString::number(open), QString::number(perAddress),
            loopback ? u"MAX_CONNECTIONS_LOOPBACK"_s : u"MAX_CONNECTIONS_PER_IP"_s);
    }
    if (reason.isEmpty()) {
        ++m_admitted;
        ++m_byAddress[peer];
        return {};
    }
    const Verdict verdict = m_refused < RefusalRoom ? Verdict::Refuse : Verdict::Reject;
    ++m_refused;
    return {verdict, reason};
}

void ConnectionCounter::remove(const QHostAddress &address, Verdict verdict)
{
    if (verdict != Verdict::Admit) {
        --m_refused;
        return;
    }
    --m_admitted;
    const auto it = m_byAddress.find(plainAddress(address));
    if (it != m_byAddress.end() && --*it <= 0)
        m_byAddress.erase(it);
}

} // namespace exaid
