#include "core/frontends/peerprocess.h"

namespace exaid {

QHash<TcpEnds, PeerProcess> peerProcesses(const QList<TcpEnds> &, const QList<qint64> &)
{
    return {};
}

} // namespace exaid
