#include "core/tools/filereader.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <array>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

class FileDescriptor
{
public:
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {}
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(FileDescriptor)

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    const int m_fd;
};

QString quotedPath(const QString &path)
{
    QString shown;
    for (const QChar c : path.left(300))
        shown.append(c.isPrint() ? c : QChar(u'?'));
    return u"'%1'"_s.arg(shown);
}

Error fileError(const QString &path, const QString &what, const QString &hint = {})
{
    return Error{u"VALIDATION_ERROR"_s, u"Validation failed for 'files': %1 %2"_s.arg(quotedPath(path), what),
                 hint};
}

QStringList realRoots(const QStringList &roots)
{
    const QStringList named = roots.isEmpty() ? QStringList{QDir::homePath()} : roots;
    QStringList real;
    for (const QString &root : named) {
        const QString path = QFileInfo(root).canonicalFilePath();
        if (!path.isEmpty())
            real.append(path);
    }
    return real;
}

bool liesInside(const QString &path, const QStringList &roots)
{
    for (const QString &root : roots) {
        if (path == root || root == "/"_L1 || path.startsWith(QString(root + u'/')))
            return true;
    }
    return false;
}

Error outside(const QString &path, const QStringList &roots)
{
    const QString allowed =
        roots.isEmpty() ? u"no directory (none of the configured ones exists)"_s : roots.join(u", "_s);
    return fileError(path, u"is not inside a directory that files may be read from"_s,
                     u"allowed: %1; add directories with EXAI_ALLOWED_ROOTS"_s.arg(allowed));
}

// Where the opened file really is, asked of the kernel; empty where that is not to be had.
QString pathOfOpenFile(const FileDescriptor &fd)
{
    return QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(fd.get()));
}

Result<QByteArray> readBounded(const FileDescriptor &fd, const QString &path, qint64 limit)
{
    QByteArray bytes;
    std::array<char, 65'536> buffer;
    while (bytes.size() <= limit) {
        const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fileError(path, u"could not be read: %1"_s.arg(qt_error_string(errno)));
        if (got == 0)
            return bytes;
        bytes.append(buffer.data(), got);
    }
    return fileError(path, u"is larger than %1 bytes"_s.arg(limit),
                     u"name a smaller file, or raise EXAI_MAX_FILE_BYTES"_s);
}

Result<QString> decoded(const QByteArray &bytes, const QString &path)
{
    if (bytes.contains('\0'))
        return fileError(path, u"is not a text file (it contains zero bytes)"_s);
    if (!bytes.isValidUtf8())
        return fileError(path, u"is not UTF-8 text"_s, u"convert it to UTF-8 first"_s);
    return QString::fromUtf8(bytes);
}

Result<QByteArray> readRegularFile(const QString &named, const QString &real, const QStringList &roots,
                                   qint64 limit)
{
    struct stat before = {};
    const QByteArray encoded = QFile::encodeName(real);
    // Looked at before it is opened: opening a device can already do something.
    if (::lstat(encoded.constData(), &before) != 0)
        return fileError(named, u"could not be read: %1"_s.arg(qt_error_string(errno)));
    if (S_ISDIR(before.st_mode))
        return fileError(named, u"is a directory"_s, u"name the files in it one by one"_s);
    if (!S_ISREG(before.st_mode))
        return fileError(named, u"is not a regular file"_s);
    const FileDescriptor fd(
        ::open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (!fd.isOpen())
        return fileError(named, u"could not be opened: %1"_s.arg(qt_error_string(errno)));
    struct stat opened = {};
    if (::fstat(fd.get(), &opened) != 0 || !S_ISREG(opened.st_mode))
        return fileError(named, u"is not a regular file"_s);
    const QString openedPath = pathOfOpenFile(fd);
    if (!openedPath.isEmpty() && !liesInside(openedPath, roots))
        return outside(named, roots);
    return readBounded(fd, named, limit);
}

using TakeFile = std::function<Status(const QString &path, const QByteArray &bytes)>;

Status readEach(const QStringList &paths, const FileRules &rules, const std::function<bool()> &stopped,
                const TakeFile &take)
{
    if (paths.isEmpty())
        return Done{}; // not a look at the disk for nothing
    const QStringList roots = realRoots(rules.allowedRoots);
    QSet<QString> seen;
    qint64 total = 0;
    for (const QString &path : paths) {
        if (stopped())
            break;
        if (path.contains(QChar(0)) || !path.startsWith(u'/'))
            return fileError(path, u"is not an absolute path"_s, u"give the full path, from /"_s);
        const QString real = QFileInfo(path).canonicalFilePath();
        if (real.isEmpty() && !liesInside(QDir::cleanPath(path), roots + rules.allowedRoots))
            return outside(path, roots);
        if (real.isEmpty())
            return fileError(path, u"does not exist or can't be reached"_s);
        if (!liesInside(real, roots))
            return outside(path, roots);
        if (seen.contains(real))
            continue;
        seen.insert(real);
        const Result<QByteArray> bytes = readRegularFile(path, real, roots, rules.maxFileBytes);
        if (!bytes)
            return bytes.error();
        total += bytes->size();
        if (total > rules.maxTotalBytes) {
            return fileError(path,
                             u"takes the files together above %1 bytes, more than the model can read"_s.arg(
                                 rules.maxTotalBytes),
                             u"name fewer files, or a model with a larger context (see listmodels)"_s);
        }
        if (const Status taken = take(path, *bytes); !taken)
            return taken;
    }
    return Done{};
}

} // namespace

Result<QList<FileBytes>> readFiles(const QStringList &paths, const FileRules &rules,
                                   const std::function<bool()> &stopped)
{
    QList<FileBytes> files;
    const Status read =
        readEach(paths, rules, stopped, [&files](const QString &path, const QByteArray &bytes) -> Status {
            files.append({path, bytes});
            return Done{};
        });
    if (!read)
        return read.error();
    return files;
}

Result<QList<TextFile>> readTextFiles(const QStringList &paths, const FileRules &rules,
                                      const std::function<bool()> &stopped)
{
    QList<TextFile> files;
    const Status read =
        readEach(paths, rules, stopped, [&files](const QString &path, const QByteArray &bytes) -> Status {
            const Result<QString> text = decoded(bytes, path);
            if (!text)
                return text.error();
            files.append({path, *text});
            return Done{};
        });
    if (!read)
        return read.error();
    return files;
}

} // namespace exaid
