#include "core/frontends/local/filelock.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

class FileLock::Handle
{
public:
    explicit Handle(int descriptor)
        : m_descriptor(descriptor)
    {}
    ~Handle() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Handle)

private:
    const int m_descriptor;
};

Result<std::shared_ptr<FileLock>> FileLock::take(const QString &path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return Error{u"open_failed"_s, u"can't open %1: %2"_s.arg(path, qt_error_string(errno)),
                     u"check that the directory exists and belongs to you"_s};
    auto handle = std::make_unique<Handle>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return Error{u"locked"_s, u"another process holds %1"_s.arg(path), {}};
    return std::shared_ptr<FileLock>(new FileLock(std::move(handle)));
}

FileLock::FileLock(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{}

FileLock::~FileLock() = default;

} // namespace exaid
