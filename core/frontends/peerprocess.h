#pragma once

// Which processes are at the other ends of TCP connections over loopback. Reads the system's tables, so it
// blocks for some milliseconds: for a worker (PeerLookup). Any thread.

#include <QHash>
#include <QList>
#include <QString>

namespace exaid {

struct TcpEnds
{
    quint16 peerPort = 0;
    quint16 ownPort = 0;

    bool operator==(const TcpEnds &) const = default;
    friend size_t qHash(const TcpEnds &ends, size_t seed = 0)
    {
        return qHashMulti(seed, ends.peerPort, ends.ownPort);
    }
};

struct PeerProcess
{
    qint64 pid = 0; // 0: not visible to us
    // Of the process for as long as it lives ("pid 4711 of 98765", the time of its start), or at least of its
    // user
    // ("uid 1000"); empty: unknown.
    QString name;
};

// What is not in the answer is unknown, as everything is on other systems. `likely`: processes to look at
// first.
QHash<TcpEnds, PeerProcess> peerProcesses(const QList<TcpEnds> &connections, const QList<qint64> &likely);

} // namespace exaid
