#pragma once

// The head of an HTTP/1.1 request: request line and headers, without the body. A plain value; the parser
// works on bytes that were only peeked, so that whoever gets the socket next still finds them. Thread: any.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <variant>

namespace exaid {

struct HttpHeader
{
    QByteArray name; // as sent
    QByteArray value;
};

class HttpHead
{
public:
    // Longer heads are refused.
    static constexpr qsizetype MaxBytes = 16 * 1024;

    struct Incomplete
    {};
    struct TooLong
    {};
    struct Malformed
    {
        QByteArray why;
    };
    using Parsed = std::variant<HttpHead, Incomplete, TooLong, Malformed>;

    // `bytes`: everything received so far. What follows the head is left alone.
    static Parsed parse(QByteArrayView bytes);

    QByteArray method;
    QByteArray target; // as sent, with the query
    int version = 11;  // 10 or 11
    QList<HttpHeader> headers;
    qsizetype size = 0; // bytes of the head, with the empty line

    // Target without query and fragment.
    QByteArray path() const;
    // The first header of that name, whatever its case; null when there is none.
    QByteArray value(QByteArrayView name) const;
    int count(QByteArrayView name) const;
    // True when one of the comma-separated values of that header is `token`, whatever its case.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
    bool isWebSocketUpgrade() const;
};

} // namespace exaid
