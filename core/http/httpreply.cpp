#include "core/http/httpreply.h"

namespace exaid {

namespace {

QByteArray reasonFor(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
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

QByteArray commonHeaders(bool keepAlive, const QList<HttpHeader> &headers)
{
    QByteArray out = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
    if (!keepAlive)
        out += "Connection: close\r\n";
    for (const HttpHeader &header : headers)
        out += header.name + ": " + header.value + "\r\n";
    return out + "\r\n";
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

QByteArray HttpReply::bytes(bool withBody, bool keepAlive) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonFor(status) + "\r\n";
    if (status != 204) {
        out += "Content-Type: " + contentType + "\r\n";
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    out += commonHeaders(keepAlive, headers);
    if (withBody && status != 204)
        out += body;
    return out;
}

QByteArray HttpReply::streamHead(int status, const QByteArray &contentType, const QList<HttpHeader> &headers,
                                 bool isChunked, bool keepAlive)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonFor(status) + "\r\n";
    out += "Content-Type: " + contentType + "\r\n";
    if (isChunked)
        out += "Transfer-Encoding: chunked\r\n";
    return out + commonHeaders(keepAlive, headers);
}

} // namespace exaid
