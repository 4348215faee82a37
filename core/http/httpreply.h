#pragma once

// A small, whole HTTP/1.1 reply that ends its connection. For refusals and the liveness probe. Thread: any.

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

    // With Content-Length and Connection: close. Without the body for a HEAD request.
    QByteArray bytes(bool withBody = true) const;
};

} // namespace exaid
