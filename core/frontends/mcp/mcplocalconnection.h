#pragma once

// One client of the local socket: the bridge of a host, which greets first, or a program that speaks the
// protocol at once. When it goes, what it has running is cancelled. Core thread.
//
//   AwaitingFirst → Serving → Closing        (AwaitingFirst → Closing when it is not let in)

#include "core/frontends/local/locallink.h"
#include "core/frontends/local/localpeer.h"
#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/outboxchannel.h"

#include <memory>

namespace exaid {

class AccessToken;

namespace mcp {

class McpPeer;
struct McpOrigin;

class McpLocalConnection final : public QObject
{
    Q_OBJECT
public:
    McpLocalConnection(QLocalSocket *socket, const LocalPeer &peer, const McpContext &context,
                       const AccessToken &token, QObject *parent);
    ~McpLocalConnection() override;

    // Subscriptions end, what is queued is sent, then the connection closes.
    void close(const QString &reason);

Q_SIGNALS:
    void ended(); // once; the socket is closed

private:
    enum class State { AwaitingFirst, Serving, Closing };

    void read(const QByteArray &line);
    void readFirst(const QByteArray &line);
    void begin(const McpOrigin &origin);
    void turnAway(const QByteArray &line, const QString &why);
    void refuseLongLine();
    void tearDown();

    const LocalPeer m_who;
    const McpContext &m_context;
    const AccessToken &m_token;
    State m_state = State::AwaitingFirst;
    Timer m_firstTimer;
    LocalLink m_link;
    OutboxChannel m_channel{m_link.outbox()};
    std::unique_ptr<McpPeer> m_peer; // goes first: its calls write to the link
};

} // namespace mcp
} // namespace exaid
