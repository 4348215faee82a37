#pragma once

// One HTTP request as it goes out: a plain value.

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

namespace exaid {

struct WireRequest
{
    QByteArray verb = "GET";
    QUrl url;
    QList<QPair<QByteArray, QByteArray>> headers; // besides Host, Connection and Content-Length
    QByteArray body;

    void add(const QByteArray &name, const QByteArray &value) { headers.append(qMakePair(name, value)); }
    bool isSecure() const { return url.scheme() == QLatin1StringView("https"); }
    int port() const { return url.port(isSecure() ? 443 : 80); }
    // Request line and headers with the empty line. A header that would break a line is left out.
    QByteArray head() const;
};

} // namespace exaid
