#include "core/frontends/portowner.h"
#include "core/frontends/procsockets_linux.h"

#include <QFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QString portOwner(quint16 port)
{
    QSet<QByteArray> links;
    forEachTcpSocket([&](const ProcSocket &socket) {
        if (socket.ownPort == port && socket.state == "0A")
            links.insert(socket.link);
    });
    if (links.isEmpty())
        return {};
    const QStringList processes = processIds();
    for (const QString &process : processes) {
        if (socketsHeldBy(process, links).isEmpty())
            continue;
        QFile nameFile(QString(u"/proc/"_s + process + u"/comm"_s));
        const bool readable = nameFile.open(QIODevice::ReadOnly);
        const QString name = readable ? QString::fromLocal8Bit(nameFile.readAll().trimmed()) : u"a process"_s;
        return u"%1 (pid %2)"_s.arg(name, process);
    }
    return {};
}

} // namespace exaid
