#include "core/frontends/peerprocess.h"
#include "core/frontends/procsockets_linux.h"
#include "core/frontends/socketdiag_linux.h"

#include <QFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// In clock ticks since the system's start: with it a number that is used again is another process.
QByteArray startOf(const QString &process)
{
    QFile file(QString(u"/proc/"_s + process + u"/stat"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 2).split(' ').value(19);
}

} // namespace

QHash<TcpEnds, PeerProcess> peerProcesses(const QList<TcpEnds> &connections, const QList<qint64> &likely)
{
    QHash<TcpEnds, PeerProcess> found;
    QHash<QByteArray, TcpEnds> links;
    const auto take = [&](const TcpEnds &ends, const ProcSocket &socket) {
        links.insert(socket.link, ends);
        found.insert(ends, {0, u"uid %1"_s.arg(socket.uid)});
    };
    const SocketDiag diag;
    for (const TcpEnds &ends : connections) {
        if (const auto socket = diag.clientSocket(ends))
            take(ends, *socket);
    }
    // Other addresses than the usual ones, or a kernel without such questions.
    if (found.size() < connections.size()) {
        forEachTcpSocket([&](const ProcSocket &socket) {
            const TcpEnds ends{socket.ownPort, socket.peerPort}; // seen from the other end
            if (socket.state == "01" && connections.contains(ends) && !found.contains(ends))
                take(ends, socket);
        });
    }
    QSet<QByteArray> wanted(links.keyBegin(), links.keyEnd());
    const auto look = [&](const QString &process) {
        const QSet<QByteArray> held = socketsHeldBy(process, wanted);
        if (held.isEmpty())
            return;
        const PeerProcess peer{process.toLongLong(),
                               u"pid %1 of %2"_s.arg(process, QString::fromLatin1(startOf(process)))};
        for (const QByteArray &link : held)
            found.insert(links.value(link), peer);
        wanted -= held; // a child that has inherited it is not asked
    };
    for (const qint64 pid : likely) {
        if (!wanted.isEmpty())
            look(QString::number(pid));
    }
    if (wanted.isEmpty())
        return found;
    const QStringList processes = processIds();
    for (const QString &process : processes) {
        if (wanted.isEmpty())
            break;
        look(process);
    }
    return found;
}

} // namespace exaid
