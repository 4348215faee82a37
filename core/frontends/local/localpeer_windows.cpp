#include "core/frontends/local/localpeer.h"

#include <windows.h>

namespace exaid {

// The pipe's access list, made by Qt, lets in the user alone.
std::optional<LocalPeer> localPeer(qintptr socketDescriptor)
{
    ULONG pid = 0;
    if (!GetNamedPipeClientProcessId(reinterpret_cast<HANDLE>(socketDescriptor), &pid))
        return std::nullopt;
    return LocalPeer{static_cast<qint64>(pid), true};
}

QString unfitSocketDirectory(const QString &)
{
    return {};
}

int maxSocketPath()
{
    return 240;
}

} // namespace exaid
