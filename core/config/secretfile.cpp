#include "core/config/secretfile.h"

#include <QFile>
#include <QFileInfo>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 LongestSecretFile = 65'536;

} // namespace

Status checkPrivate(const QString &path, const QString &credentialsDir)
{
#ifdef Q_OS_UNIX
    const QFileInfo info(path);
    if (!credentialsDir.isEmpty() && info.absolutePath() == QFileInfo(credentialsDir).absoluteFilePath())
        return Done{};
    const QFile::Permissions foreign =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.exists() && (info.permissions() & foreign)) {
        return Error{u"not_private"_s,
                     u"%1 holds a secret, but other users may read or change it"_s.arg(path),
                     u"chmod 600 %1"_s.arg(path)};
    }
#else
    Q_UNUSED(path)
    Q_UNUSED(credentialsDir)
#endif
    return Done{};
}

Result<Secret> readSecretFile(const QString &path, const QString &credentialsDir)
{
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return Error{u"unreadable"_s, u"%1 is not a file"_s.arg(path),
                     u"Create it, or remove the setting."_s};
    if (Status isPrivate = checkPrivate(path, credentialsDir); !isPrivate)
        return isPrivate.error();
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"unreadable"_s, u"%1 can't be read: %2"_s.arg(path, file.errorString()),
                     u"chmod 600 %1"_s.arg(path)};
    const QByteArray content = file.read(LongestSecretFile + 1);
    if (content.size() > LongestSecretFile)
        return Error{u"too_long"_s, u"%1 is longer than a secret can be"_s.arg(path),
                     u"Name the right file."_s};
    const QByteArray secret = content.trimmed();
    if (secret.isEmpty())
        return Error{u"empty"_s, u"%1 is empty"_s.arg(path),
                     u"Write the secret into it, or remove the setting."_s};
    for (const char c : secret) {
        if (c <= 0x20 || c >= 0x7f) {
            return Error{u"not_a_secret"_s,
                         u"%1 holds more than one word, or a character that is not ASCII"_s.arg(path),
                         u"Write only the secret into it."_s};
        }
    }
    return Secret(secret);
}

} // namespace exaid
