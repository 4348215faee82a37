#pragma once

// Whether a request goes through a proxy: what the application or the system says (on Linux the environment:
// https_proxy, no_proxy and so on), chosen as QNetworkAccessManager does. Core thread.

#include <QNetworkProxy>

class QUrl;

namespace exaid {

struct ProxyRoute
{
    enum class Kind {
        Direct,
        Tunnel,  // the proxy connects us to the host
        Forward, // the proxy gets the request, with the whole URL
        None,    // there are proxies, but none of them can do this
    };

    Kind kind = Kind::Direct;
    QNetworkProxy proxy; // but for Direct and None
};

ProxyRoute proxyRouteTo(const QUrl &url);

} // namespace exaid
