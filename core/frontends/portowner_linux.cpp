#include "core/frontends/portowner.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <array>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Inodes of the sockets that listen on the port, from a table as described in proc(5).
void collectListeners(const QString &table, quint16 port, QSet<QByteArray> &inodes)
{
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 10 || fields.at(3) != "0A")
            continue;
        const QByteArray local = fields.at(1);
        bool isNumber = false;
        const uint localPort = local.mid(local.lastIndexOf(':') + 1).toUInt(&isNumber, 16);
        if (isNumber && localPort == port)
            inodes.insert("socket:[" + fields.at(9) + ']');
    }
}

bool holdsOneOf(const QString &process, const QSet<QByteArray> &inodes)
{
    const QString folder = u"/proc/"_s + process + u"/fd"_s;
    const QStringList entries =
        QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        std::array<char, 64> target{};
        const QByteArray link = QFile::encodeName(QString(folder + u'/' + entry));
        const ssize_t length = ::readlink(link.constData(), target.data(), target.size());
        if (length > 0 && inodes.contains(QByteArray(target.data(), static_cast<qsizetype>(length))))
            return true;
    }
    return false;
}

} // namespace

QString portOwner(quint16 port)
{
    QSet<QByteArray> inodes;
    collectListeners(u"/proc/net/tcp"_s, port, inodes);
    collectListeners(u"/proc/net/tcp6"_s, port, inodes);
    if (inodes.isEmpty())
        return {};
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        if (!holdsOneOf(process, inodes))
            continue;
        QFile nameFile(QString(u"/proc/"_s + process + u"/comm"_s));
        const bool readable = nameFile.open(QIODevice::ReadOnly);
        const QString name = readable ? QString::fromLocal8Bit(nameFile.readAll().trimmed()) : u"a process"_s;
        return u"%1 (pid %2)"_s.arg(name, process);
    }
    return {};
}

} // namespace exaid
