#pragma once

// A small, whole HTTP/1.1 reply. Thread: any.

#include "core/http/httphead.h"

namespace exaid {

struct HttpReply
{
    int status = 200;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray body;
    QList<HttpHeader> headers;

    static HttpReply text(int status, const QByteArray &text);
    static HttpReply json(int status, const QByteArray &json);

    // With Content-Length; ends its connection unless told otherwise. Without the body for a HEAD request.
    QByteArray bytes(bool withBody = true, bool keepAlive = false) const;

    // The head of an answer that comes in pieces; not chunked: it ends with the connection.
    static QByteArray streamHead(int status, const QByteArray &contentType, const QList<HttpHeader> &headers,
                                 bool isChunked, bool keepAlive);
};

} // namespace exaid
