#include "core/frontends/local/localpeer.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

std::optional<LocalPeer> localPeer(qintptr socketDescriptor)
{
    const auto descriptor = static_cast<int>(socketDescriptor);
#ifdef SO_PEERCRED
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return LocalPeer{credentials.pid, credentials.uid == ::geteuid()};
#else
    uid_t user = 0;
    gid_t group = 0;
    if (::getpeereid(descriptor, &user, &group) != 0)
        return std::nullopt;
    return LocalPeer{0, user == ::geteuid()};
#endif
}

QString unfitSocketDirectory(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory);
    if (::mkdir(path.constData(), 0700) != 0 && errno == ENOENT) {
        if (!QDir().mkpath(QFileInfo(directory).path()) || ::mkdir(path.constData(), 0700) != 0)
            return u"%1 can't be made: %2"_s.arg(directory, qt_error_string(errno));
    }
    struct stat info = {};
    if (::stat(path.constData(), &info) != 0)
        return u"%1 can't be read: %2"_s.arg(directory, qt_error_string(errno));
    if (!S_ISDIR(info.st_mode))
        return u"%1 is not a directory"_s.arg(directory);
    if (info.st_uid != ::geteuid())
        return u"%1 belongs to another user"_s.arg(directory);
    if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return u"others may write to %1 (chmod go-w repairs it)"_s.arg(directory);
    return {};
}

int maxSocketPath()
{
    return static_cast<int>(sizeof(sockaddr_un::sun_path)) - 1;
}

} // namespace exaid
