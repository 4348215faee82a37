#include "core/providers/proxyroute.h"

#include <QUrl>

namespace exaid {

ProxyRoute proxyRouteTo(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            return {};
        const bool isHttpProxy =
            proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
        if (isHttpProxy && url.scheme() == QLatin1StringView("http") &&
            proxy.capabilities().testFlag(QNetworkProxy::CachingCapability))
            return {ProxyRoute::Kind::Forward, proxy};
        if (proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return {ProxyRoute::Kind::Tunnel, proxy};
    }
    return {ProxyRoute::Kind::None, {}};
}

} // namespace exaid
