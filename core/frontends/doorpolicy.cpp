#include "core/frontends/doorpolicy.h"

#include "core/frontends/connectioncounter.h"

#include <QUrl>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// "Example.org.:80" → "example.org", "[::1]:8079" → "::1". Empty: not a host.
QString hostName(const QString &host)
{
    QString name = host.trimmed().toLower();
    if (name.startsWith(u'[')) {
        const qsizetype end = name.indexOf(u']');
        return end < 0 ? QString() : name.mid(1, end - 1);
    }
    if (name.count(u':') == 1)
        name.truncate(name.indexOf(u':'));
    if (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

QString normalOrigin(const QString &origin)
{
    QString text = origin.trimmed().toLower();
    if (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

HttpReply refusal(int status, const QString &text)
{
    return HttpReply::text(status, text.toUtf8());
}

} // namespace

bool isOwnHost(const QString &host, const QHostAddress &localAddress, const ServerSettings &settings)
{
    const QString name = hostName(host);
    if (name.isEmpty())
        return false;
    if (name == "localhost"_L1)
        return true;
    QHostAddress literal;
    if (literal.setAddress(name)) {
        const QHostAddress plain = plainAddress(literal);
        if (plain.isLoopback() || plain == plainAddress(localAddress))
            return true;
    }
    const auto isName = [&](const QString &own) { return hostName(own) == name; };
    return isName(settings.host) || std::ranges::any_of(settings.allowedHosts, isName);
}

bool isAllowedOrigin(const QString &origin, const ServerSettings &settings)
{
    const QString wanted = normalOrigin(origin);
    return std::ranges::any_of(settings.allowedOrigins,
                               [&](const QString &o) { return normalOrigin(o) == wanted; });
}

bool isOwnOrigin(const QString &origin, const QString &host)
{
    return normalOrigin(origin) == normalOrigin(u"http://" + host);
}

DoorVerdict judge(const HttpHead &head, const QHostAddress &localAddress, const ServerSettings &settings)
{
    if (head.count("Host") != 1)
        return refusal(400, u"A request needs exactly one Host header."_s);
    const QString host = QString::fromLatin1(head.value("Host"));
    if (!isOwnHost(host, localAddress, settings)) {
        return refusal(421, u"This daemon does not serve that host name. Use localhost, or add the name to "
                            u"EXAI_ALLOWED_HOSTS."_s);
    }
    const int origins = head.count("Origin");
    const QString origin = QString::fromLatin1(head.value("Origin"));
    const bool isMcp = head.path() == McpPath && settings.mcpOverHttp && !head.isWebSocketUpgrade();
    const bool isAllowed = isAllowedOrigin(origin, settings) || (isMcp && isOwnOrigin(origin, host));
    if (origins > 1 || (origins == 1 && !isAllowed)) {
        return refusal(403, u"Web pages may not talk to this daemon. To let one in, add its origin to "
                            u"EXAI_ALLOWED_ORIGINS."_s);
    }
    if (head.isWebSocketUpgrade())
        return head.path() == "/monitor" ? DoorRoute::Monitor : DoorRoute::Exai;
    if (head.method == "GET" || head.method == "HEAD") {
        if (head.path() == "/health/live")
            return HttpReply::json(200, R"({"status":"live"})");
        if (head.path() == "/health")
            return DoorPage::Health;
        if (head.path() == "/metrics")
            return DoorPage::Metrics;
    }
    if (isMcp)
        return DoorRoute::Mcp;
    HttpReply reply = refusal(426, u"This port speaks WebSocket, MCP at /mcp, and GET /health, /health/live "
                                   u"and /metrics. Connect with a WebSocket "
                                   u"client and send a hello message first."_s);
    reply.headers.append(HttpHeader{"Upgrade", "websocket"});
    return reply;
}

} // namespace exaid
