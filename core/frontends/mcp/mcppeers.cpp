#include "core/frontends/mcp/mcppeers.h"

#include "core/frontends/mcp/mcppeer.h"

#include <QPointer>
#include <algorithm>

namespace exaid::mcp {

int McpPeers::countOf(const QString &identity) const
{
    return static_cast<int>(
        std::ranges::count_if(m_peers, [&](const McpPeer *peer) { return peer->hasUsed(identity); }));
}

void McpPeers::end(const QString &identity, int closeCode, const QString &reason)
{
    QList<QPointer<McpPeer>> ending;
    for (McpPeer *peer : std::as_const(m_peers)) {
        if (peer->hasUsed(identity))
            ending.append(peer);
    }
    for (const QPointer<McpPeer> &peer : std::as_const(ending)) {
        if (peer)
            peer->end(closeCode, reason);
    }
}

} // namespace exaid::mcp
