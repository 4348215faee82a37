#pragma once

// A lock between processes, held while the object lives and given back by the system when the process dies.
// The file stays. Any thread; never waits, but touches the disk.

#include "core/result.h"

#include <QString>
#include <memory>

namespace exaid {

class FileLock
{
public:
    // Makes the file (0600) if need be; its directory must be there. Errors: locked (somebody else holds it),
    // open_failed.
    static Result<std::shared_ptr<FileLock>> take(const QString &path);

    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

private:
    class Handle;
    explicit FileLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

} // namespace exaid
