#include "core/frontends/local/filelock.h"

#include <QLockFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

class FileLock::Handle
{
public:
    explicit Handle(const QString &path)
        : file(path)
    {
        file.setStaleLockTime(0); // only a process that is gone loses it
    }

    QLockFile file;
};

Result<std::shared_ptr<FileLock>> FileLock::take(const QString &path)
{
    auto handle = std::make_unique<Handle>(path);
    if (!handle->file.tryLock(0)) {
        if (handle->file.error() == QLockFile::LockFailedError)
            return Error{u"locked"_s, u"another process holds %1"_s.arg(path), {}};
        return Error{u"open_failed"_s, u"can't open %1"_s.arg(path),
                     u"check that the directory exists and belongs to you"_s};
    }
    return std::shared_ptr<FileLock>(new FileLock(std::move(handle)));
}

FileLock::FileLock(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{}

FileLock::~FileLock() = default;

} // namespace exaid
