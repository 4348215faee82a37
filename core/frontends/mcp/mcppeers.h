#pragma once

// All peers there are, so that those of one session can be found. Core thread. Peers enter and leave by
// themselves.

#include <QSet>
#include <QString>

namespace exaid::mcp {

class McpPeer;

class McpPeers
{
public:
    McpPeers() = default;
    Q_DISABLE_COPY_MOVE(McpPeers)

    void enter(McpPeer *peer) { m_peers.insert(peer); }
    void leave(McpPeer *peer) { m_peers.remove(peer); }

    // Those whose client has asked for something under this identity (McpPeer::identityOf()).
    int countOf(const QString &identity) const;
    // McpPeer::end() for each of them.
    void end(const QString &identity, int closeCode, const QString &reason);

private:
    QSet<McpPeer *> m_peers;
};

} // namespace exaid::mcp
