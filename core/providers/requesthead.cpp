#include "core/providers/requesthead.h"

#include <QUrl>
#include <algorithm>
#include <array>

namespace exaid {

namespace {

bool isOurs(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 5> ours{"host", "connection", "content-length",
                                                        "transfer-encoding", "expect"};
    return std::ranges::any_of(
        ours, [&](QByteArrayView own) { return name.compare(own, Qt::CaseInsensitive) == 0; });
}

QByteArray hostOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (url.port() >= 0)
        host += ':' + QByteArray::number(url.port());
    return host;
}

} // namespace

QByteArray requestHead(const QByteArray &verb, const QNetworkRequest &request, qsizetype bodySize,
                       RequestTarget target)
{
    const QUrl url = request.url();
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    if (target == RequestTarget::WholeUrl)
        path.prepend(url.scheme().toLatin1() + "://" + hostOf(url));
    QByteArray head = verb + ' ' + path + " HTTP/1.1\r\nHost: " + hostOf(url) + "\r\nConnection: close\r\n";
    for (const QByteArray &name : request.rawHeaderList()) {
        const QByteArray value = request.rawHeader(name);
        if (!isOurs(name) && !value.contains('\n') && !value.contains('\r'))
            head += name + ": " + value + "\r\n";
    }
    if (verb == "POST" || verb == "PUT" || bodySize > 0)
        head += "Content-Length: " + QByteArray::number(bodySize) + "\r\n";
    return head + "\r\n";
}

} // namespace exaid
