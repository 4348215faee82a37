#pragma once

// The system's tables of TCP sockets and who holds them, as described in proc(5). Blocking; any thread.

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>
#include <functional>

namespace exaid {

struct ProcSocket
{
    quint16 ownPort = 0;
    quint16 peerPort = 0;
    QByteArray state; // "01" established, "0A" listening
    uint uid = 0;     // of its owner
    QByteArray link;  // "socket:[4711]", as /proc/<pid>/fd shows it
};

// Of both families.
void forEachTcpSocket(const std::function<void(const ProcSocket &)> &each);

QStringList processIds();
// Those of `links` that the process holds. None when it is gone or another user's.
QSet<QByteArray> socketsHeldBy(const QString &process, const QSet<QByteArray> &links);

} // namespace exaid
