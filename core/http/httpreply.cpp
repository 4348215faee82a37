#include "core/http/httpreply.h"

namespace exaid {

namespace {

QByteArray reasonFor(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 408:
        return "Request Timeout";
    case 421:
        return "Misdirected Request";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Unknown";
    }
}

} // namespace

HttpReply HttpReply::text(int status, const QByteArray &text)
{
    return {status, "text/plain; charset=utf-8", QByteArray(text + '\n'), {}};
}

HttpReply HttpReply::json(int status, const QByteArray &json)
{
    return {status, "application/json", json, {}};
}

QByteArray HttpReply::bytes(bool withBody) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonFor(status) + "\r\n";
    out += "Content-Type: " + contentType + "\r\n";
    out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    out += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    for (const HttpHeader &header : headers)
        out += header.name + ": " + header.value + "\r\n";
    out += "\r\n";
    if (withBody)
        out += body;
    return out;
}

} // namespace exaid
