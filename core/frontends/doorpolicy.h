#pragma once

// What the front door does with a complete request head: pure rules, in this order: one Host, a Host that is
// ours (DNS rebinding), an Origin that is allowed (a web page in the user's browser), then the route. Thread:
// any.

#include "core/config/settings.h"
#include "core/http/httphead.h"
#include "core/http/httpreply.h"

#include <QHostAddress>
#include <functional>
#include <variant>

namespace exaid {

// What a GET can read; the reader needs the token, when there is one, as for the monitor feed.
enum class DoorPage { Health, Metrics };
enum class DoorRoute {
    Exai,    // upgraded to WebSocket
    Monitor, // upgraded to WebSocket
    Mcp,     // plain HTTP: the socket is handed over with its request unread
};

// A plain HTTP answer that ends the connection, the front end that gets the socket, or a page.
using DoorVerdict = std::variant<HttpReply, DoorRoute, DoorPage>;

// Makes a page; the whole head, for its Authorization.
using DoorPages = std::function<HttpReply(DoorPage, const HttpHead &)>;

// `localAddress`: where the connection came in; that literal address is a Host of ours.
DoorVerdict judge(const HttpHead &head, const QHostAddress &localAddress, const ServerSettings &settings);

// Host with or without a port ("localhost:8079", "[::1]"). Exposed for tests.
bool isOwnHost(const QString &host, const QHostAddress &localAddress, const ServerSettings &settings);
bool isAllowedOrigin(const QString &origin, const ServerSettings &settings);
// A page that this daemon itself has served: its origin is the Host that was asked.
bool isOwnOrigin(const QString &origin, const QString &host);

inline constexpr auto McpPath = "/mcp";

} // namespace exaid
