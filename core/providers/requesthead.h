#pragma once

// An HTTP/1.1 request up to its body, as bytes. Pure; any thread.

#include <QByteArray>
#include <QNetworkRequest>

namespace exaid {

enum class RequestTarget {
    Path,
    WholeUrl, // for a proxy that forwards
};

// Request line and headers with the empty line. The connection is for this request alone, and says so. A
// header that would break a line, and those that are ours to set, are left out; user and password of the URL
// too.
QByteArray requestHead(const QByteArray &verb, const QNetworkRequest &request, qsizetype bodySize,
                       RequestTarget target = RequestTarget::Path);

} // namespace exaid
