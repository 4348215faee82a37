#include "core/frontends/procsockets_linux.h"

#include <QDir>
#include <QFile>
#include <array>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

quint16 portOf(const QByteArray &address)
{
    return address.mid(address.lastIndexOf(':') + 1).toUShort(nullptr, 16);
}

void readTable(const QString &table, const std::function<void(const ProcSocket &)> &each)
{
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return;
    file.readLine(); // the heading
    // The kernel says that the file is empty: it is read until there is no more.
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 10)
            continue;
        each({portOf(fields.at(1)), portOf(fields.at(2)), fields.at(3), fields.at(7).toUInt(),
              "socket:[" + fields.at(9) + ']'});
    }
}

} // namespace

void forEachTcpSocket(const std::function<void(const ProcSocket &)> &each)
{
    readTable(u"/proc/net/tcp"_s, each);
    readTable(u"/proc/net/tcp6"_s, each);
}

QStringList processIds()
{
    return QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
}

QSet<QByteArray> socketsHeldBy(const QString &process, const QSet<QByteArray> &links)
{
    QSet<QByteArray> held;
    const QString folder = u"/proc/"_s + process + u"/fd"_s;
    const QStringList entries =
        QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        std::array<char, 64> target{};
        const QByteArray path = QFile::encodeName(QString(folder + u'/' + entry));
        const ssize_t length = ::readlink(path.constData(), target.data(), target.size());
        if (length <= 0)
            continue;
        const QByteArray link(target.data(), static_cast<qsizetype>(length));
        if (links.contains(link))
            held.insert(link);
    }
    return held;
}

} // namespace exaid
