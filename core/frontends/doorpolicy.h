#pragma once

// What the front door does with a complete request head: pure rules, in this order: one Host, a Host that is
// ours (DNS rebinding), an Origin that is allowed (a web page in the user's browser), then the route. Thread:
// any.

#include "core/config/settings.h"
#include "core/http/httphead.h"
#include "core/http/httpreply.h"

#include <QHostAddress>
#include <variant>

namespace exaid {

enum class DoorRoute { Exai, Monitor };

// A plain HTTP answer that ends the connection, or the front end that gets the socket.
using DoorVerdict = std::variant<HttpReply, DoorRoute>;

// `localAddress`: where the connection came in; that literal address is a Host of ours.
DoorVerdict judge(const HttpHead &head, const QHostAddress &localAddress, const ServerSettings &settings);

// Host with or without a port ("localhost:8079", "[::1]"). Exposed for tests.
bool isOwnHost(const QString &host, const QHostAddress &localAddress, const ServerSettings &settings);
bool isAllowedOrigin(const QString &origin, const ServerSettings &settings);

} // namespace exaid
