#pragma once

// One client that speaks MCP over the WebSocket port: one message a text frame, its first frame already read
// by the EXAI front end. Where a token is set it is in the header `Authorization: Bearer …` of the upgrade,
// or in the first message as params._meta["exaid/token"]. Core thread.

#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/outboxchannel.h"
#include "core/frontends/wslink.h"

#include <QObject>
#include <memory>

namespace exaid {

class AccessToken;

namespace mcp {

class McpPeer;

class McpWsConnection final : public QObject
{
    Q_OBJECT
public:
    McpWsConnection(std::unique_ptr<WsLink> link, const McpContext &context, const AccessToken &token,
                    QObject *parent);
    ~McpWsConnection() override;

    void begin(const QString &firstFrame);
    // Subscriptions end, what is queued is sent, then the connection closes.
    void close(int code, const QString &reason);

Q_SIGNALS:
    void ended(); // once; the socket is closed

private:
    bool isLetIn(const QByteArray &firstFrame) const;
    void turnAway(const QByteArray &firstFrame);
    void read(const QString &text);
    void tearDown();

    const McpContext &m_context;
    const AccessToken &m_token;
    std::unique_ptr<WsLink> m_link;
    OutboxChannel m_channel;
    std::unique_ptr<McpPeer> m_peer; // goes first: its calls write to the link. Null: not let in, or closing
};

} // namespace mcp
} // namespace exaid
