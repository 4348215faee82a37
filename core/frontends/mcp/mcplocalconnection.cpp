#include "core/frontends/mcp/mcplocalconnection.h"

#include "core/frontends/accesstoken.h"
#include "core/frontends/frontendlog.h"
#include "core/frontends/local/bridgegreeting.h"
#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcppeer.h"
#include "core/monitoring/eventlog.h"

#include <QCoreApplication>
#include <QLocalSocket>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

McpLocalConnection::McpLocalConnection(QLocalSocket *socket, const LocalPeer &peer, const McpContext &context,
                                       const AccessToken &token, QObject *parent)
    : QObject(parent)
    , m_who(peer)
    , m_context(context)
    , m_token(token)
    , m_link(socket, context.timers, context.settings)
{
    connect(&m_link, &LocalLink::received, this, &McpLocalConnection::read);
    connect(&m_link, &LocalLink::overran, this, &McpLocalConnection::refuseLongLine);
    connect(&m_link, &LocalLink::gone, this, [this](const QString &why) {
        qCDebug(lcFrontends).noquote() << "local connection of pid" << m_who.pid << "closed:" << why;
        tearDown();
        Q_EMIT ended();
    });
    // Comes from inside a post, perhaps from inside an observer call of the engine: calls end in the next
    // turn.
    m_link.outbox().onOverflow = [this](const QString &reason) {
        m_context.events.add(EventLevel::Warning, u"slow_consumer"_s, reason,
                             {{u"address"_s, u"pid %1"_s.arg(m_who.pid)}});
        QMetaObject::invokeMethod(this, &McpLocalConnection::tearDown, Qt::QueuedConnection);
    };
    m_firstTimer = context.timers.after(context.settings.helloTimeout,
                                        [this] { close(u"nothing came within EXAI_WS_HELLO_TIMEOUT"_s); });
}

McpLocalConnection::~McpLocalConnection()
{
    tearDown();
}

void McpLocalConnection::close(const QString &reason)
{
    if (m_peer)
        m_peer->endSubscriptions();
    tearDown();
    m_link.close(reason);
}

void McpLocalConnection::read(const QByteArray &line)
{
    switch (m_state) {
    case State::AwaitingFirst:
        readFirst(line);
        return;
    case State::Serving:
        m_peer->receive(line, m_channel);
        return;
    case State::Closing:
        return;
    }
    Q_UNREACHABLE();
}

void McpLocalConnection::readFirst(const QByteArray &line)
{
    const auto greeting = BridgeGreeting::parse(line);
    const QJsonValue token = greeting && !greeting->token.isEmpty()
                                 ? QJsonValue(QString::fromUtf8(greeting->token.reveal()))
                                 : QJsonValue();
    if (!m_token.admits(token)) {
        m_context.events.add(
            EventLevel::Warning, u"unauthorized"_s,
            u"an MCP client (pid %1) was turned away: wrong or missing token"_s.arg(m_who.pid));
        turnAway(
            greeting ? QByteArray() : line,
            u"wrong or missing token: set EXAI_WS_TOKEN_FILE in ~/.config/exaid/.env, so that the daemon "
            "and `exaid mcp` read the same one"_s);
        return;
    }
    if (!greeting) {
        begin({u"local"_s, u"pid %1"_s.arg(m_who.pid), m_who.pid, {}});
        read(line);
        return;
    }
    m_link.outbox().post(BridgeWelcome{true, {}}.toLine());
    begin({u"stdio"_s, u"%1 pid %2"_s.arg(greeting->hostName, QString::number(greeting->hostPid)).trimmed(),
           greeting->hostPid, greeting->hostSession});
}

void McpLocalConnection::begin(const McpOrigin &origin)
{
    m_firstTimer.cancel();
    m_peer = std::make_unique<McpPeer>(m_context, origin);
    connect(m_peer.get(), &McpPeer::endWanted, this, [this](int, const QString &reason) { close(reason); });
    m_peer->setSpeaksUnasked(&m_channel);
    m_state = State::Serving;
}

// line: the message that gets the answer; empty: it was the bridge's greeting.
void McpLocalConnection::turnAway(const QByteArray &line, const QString &why)
{
    m_firstTimer.cancel();
    m_state = State::Closing;
    if (line.isEmpty()) {
        m_link.outbox().post(BridgeWelcome{false, why}.toLine());
    } else {
        const RpcInput input = parseRpc(line);
        const auto *request = std::get_if<RpcRequest>(&input.messages.constFirst());
        m_link.outbox().post(toLine(
            rpcFailure(request ? request->id : QJsonValue(QJsonValue::Undefined), {InvalidRequest, why})));
    }
    m_link.close(u"unauthorized"_s);
}

void McpLocalConnection::refuseLongLine()
{
    m_channel.sendFinal(
        rpcFailure(QJsonValue(QJsonValue::Undefined),
                   {InvalidRequest, u"the message is longer than %1 bytes (EXAI_WS_MAX_BYTES)"_s.arg(
                                        m_context.settings.maxFrameBytes)}));
    close(u"a line was too long"_s);
}

void McpLocalConnection::tearDown()
{
    m_state = State::Closing;
    m_firstTimer.cancel();
    if (!m_peer)
        return;
    m_peer->setSpeaksUnasked(nullptr);
    m_peer->channelClosed(m_channel);
}

} // namespace exaid::mcp
