#include "gui/feed/monitorurl.h"

#include <QCoreApplication>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct UrlTexts
{
    Q_DECLARE_TR_FUNCTIONS(MonitorUrl)
};

} // namespace

Result<QUrl> monitorUrl(const QString &text)
{
    const QString trimmed = text.trimmed();
    bool isPort = false;
    const int port = trimmed.toInt(&isPort);
    if (isPort && port > 0 && port <= 65'535)
        return monitorUrl(u"127.0.0.1"_s, static_cast<quint16>(port));

    QUrl url(trimmed.contains("://"_L1) ? trimmed : u"ws://"_s + trimmed, QUrl::StrictMode);
    const bool isWebSocket = url.scheme() == "ws"_L1 || url.scheme() == "wss"_L1;
    if (isPort || !url.isValid() || !isWebSocket || url.host().isEmpty()) {
        return Error{u"attach_address"_s, UrlTexts::tr("“%1” is not the address of a daemon.").arg(text),
                     UrlTexts::tr("Give a port, host:port or ws://host:port, for example 127.0.0.1:8079.")};
    }
    if (url.port() < 0 && url.scheme() == "ws"_L1)
        url.setPort(8079);
    if (url.path().isEmpty() || url.path() == "/"_L1)
        url.setPath(u"/monitor"_s);
    return url;
}

QUrl monitorUrl(const QString &host, quint16 port)
{
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(host);
    url.setPort(port);
    url.setPath(u"/monitor"_s);
    return url;
}

} // namespace exaid
