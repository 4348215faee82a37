#include "core/frontends/mcp/mcpwsconnection.h"

#include "core/frontends/accesstoken.h"
#include "core/frontends/frontendlog.h"
#include "core/frontends/mcp/mcppeer.h"
#include "core/monitoring/eventlog.h"

#include <QJsonDocument>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int CloseWithoutToken = 4003; // as for EXAI clients

} // namespace

McpWsConnection::McpWsConnection(std::unique_ptr<WsLink> link, const McpContext &context,
                                 const AccessToken &token, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_token(token)
    , m_link(std::move(link))
    , m_channel(m_link->outbox())
{
    connect(m_link.get(), &WsLink::received, this, &McpWsConnection::read);
    connect(m_link.get(), &WsLink::gone, this, [this](const QString &why) {
        qCDebug(lcFrontends).noquote()
            << "MCP connection from" << m_link->peer().toString() << "closed:" << why;
        tearDown();
        Q_EMIT ended();
    });
    // Comes from inside a post, perhaps from inside an observer call of the engine: calls end in the next
    // turn.
    m_link->outbox().onOverflow = [this](const QString &reason) {
        m_context.events.add(EventLevel::Warning, u"slow_consumer"_s, reason,
                             {{u"address"_s, m_link->peer().toString()}});
        QMetaObject::invokeMethod(this, &McpWsConnection::tearDown, Qt::QueuedConnection);
    };
}

McpWsConnection::~McpWsConnection()
{
    tearDown();
}

void McpWsConnection::begin(const QString &firstFrame)
{
    const QByteArray utf8 = firstFrame.toUtf8();
    if (!isLetIn(utf8)) {
        turnAway(utf8);
        return;
    }
    m_peer =
        std::make_unique<McpPeer>(m_context, McpOrigin{u"websocket"_s, m_link->peer().toString(), 0, {}});
    connect(m_peer.get(), &McpPeer::endWanted, this, &McpWsConnection::close);
    m_peer->setSpeaksUnasked(&m_channel);
    m_peer->receive(utf8, m_channel);
}

void McpWsConnection::close(int code, const QString &reason)
{
    if (m_peer)
        m_peer->endSubscriptions();
    tearDown();
    m_link->close(code, reason);
}

bool McpWsConnection::isLetIn(const QByteArray &firstFrame) const
{
    const QByteArray header = m_link->header("Authorization");
    if (header.first(std::min<qsizetype>(header.size(), 7)).compare("bearer ", Qt::CaseInsensitive) == 0)
        return m_token.admits(QString::fromUtf8(header.sliced(7).trimmed()));
    return m_token.admits(QJsonDocument::fromJson(firstFrame)[u"params"][u"_meta"][u"exaid/token"]);
}

void McpWsConnection::turnAway(const QByteArray &firstFrame)
{
    m_context.events.add(
        EventLevel::Warning, u"unauthorized"_s,
        u"an MCP client at %1 was turned away: wrong or missing token"_s.arg(m_link->peer().toString()));
    const RpcInput input = parseRpc(firstFrame);
    const auto *request = std::get_if<RpcRequest>(&input.messages.constFirst());
    m_channel.sendFinal(
        rpcFailure(request ? request->id : QJsonValue(QJsonValue::Undefined),
                   {InvalidRequest,
                    u"wrong or missing token: send the header Authorization: Bearer <EXAI_WS_TOKEN>"_s}));
    m_link->close(CloseWithoutToken, u"unauthorized"_s);
}

void McpWsConnection::read(const QString &text)
{
    if (m_peer)
        m_peer->receive(text.toUtf8(), m_channel);
}

void McpWsConnection::tearDown()
{
    if (!m_peer)
        return;
    m_peer->setSpeaksUnasked(nullptr);
    m_peer->channelClosed(m_channel);
}

} // namespace exaid::mcp
