#pragma once

// The vocabulary of the MCP rooms. Values; any thread.

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace exaid::mcp {

// Legacy: handshake and sessions, 2024-11-05 … 2025-11-25. Modern: stateless, 2026-07-28.
enum class McpEra { Legacy, Modern };

inline constexpr QLatin1StringView ModernVersion("2026-07-28");
inline constexpr QLatin1StringView LatestLegacyVersion("2025-11-25");
inline constexpr QLatin1StringView OldestHttpVersion("2025-03-26"); // without any header

QStringList legacyVersions(); // newest first
QStringList allVersions();    // newest first
bool allowsBatches(const QString &version);

// Names inside _meta.
inline constexpr QLatin1StringView MetaVersion("io.modelcontextprotocol/protocolVersion");
inline constexpr QLatin1StringView MetaCapabilities("io.modelcontextprotocol/clientCapabilities");
inline constexpr QLatin1StringView MetaClientInfo("io.modelcontextprotocol/clientInfo");
inline constexpr QLatin1StringView MetaServerInfo("io.modelcontextprotocol/serverInfo");
inline constexpr QLatin1StringView MetaLogLevel("io.modelcontextprotocol/logLevel");
inline constexpr QLatin1StringView MetaSubscription("io.modelcontextprotocol/subscriptionId");

// Who is at the other end, as the transport knows it; constant for a peer.
struct McpOrigin
{
    QString transport;   // "http", "local", "websocket"; on the dashboard
    QString address;     // of the network, or what stands for it
    qint64 pid = 0;      // of the host or bridge; 0: unknown
    QString hostSession; // CLAUDE_CODE_SESSION_ID or its like, where a bridge passes it
    QString process{};   // HTTP over loopback: the host's process, see PeerProcess
};

// Who it says it is. In the legacy era from initialize, in the modern from each request.
struct McpClient
{
    QString version; // of the protocol
    QString name;
    QString release; // its own version
    QJsonObject capabilities;

    bool has(const QString &capability) const { return capabilities.contains(capability); }
    // An extension, as {"extensions": {name: {}}} declares it.
    bool hasExtension(const QString &extension) const
    {
        return capabilities[u"extensions"].toObject().contains(extension);
    }
};

} // namespace exaid::mcp
