#include "core/http/httphead.h"

#include <algorithm>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstdint>
#include <limits>

namespace exaid {

namespace {

namespace http = boost::beast::http;

QByteArray toBytes(boost::beast::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

HttpHead::Parsed HttpHead::parse(QByteArrayView bytes)
{
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(MaxBytes));
    // Whoever reads the body limits it. Not boost::none: Boost 1.74 takes that for a limit below any length.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.eager(false);
    boost::beast::error_code error;
    const std::size_t used =
        parser.put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
    if (error == http::error::need_more)
        return bytes.size() >= MaxBytes ? Parsed(TooLong{}) : Parsed(Incomplete{});
    // The parser's own limit leaves the line ends out.
    if (error == http::error::header_limit || (!error && used > static_cast<std::size_t>(MaxBytes)))
        return TooLong{};
    if (error)
        return Malformed{QByteArray::fromStdString(error.message())};
    if (!parser.is_header_done())
        return Incomplete{};

    const auto &message = parser.get();
    HttpHead head;
    head.method = toBytes(message.method_string());
    head.target = toBytes(message.target());
    head.version = static_cast<int>(message.version());
    head.size = static_cast<qsizetype>(used);
    for (const auto &field : message)
        head.headers.append({toBytes(field.name_string()), toBytes(field.value())});
    return head;
}

QByteArray HttpHead::path() const
{
    const auto end = std::ranges::find_if(target, [](char c) { return c == '?' || c == '#'; });
    return target.first(end - target.begin());
}

QByteArray HttpHead::value(QByteArrayView name) const
{
    const auto it =
        std::ranges::find_if(headers, [&](const HttpHeader &h) { return sameName(h.name, name); });
    return it == headers.end() ? QByteArray() : it->value;
}

int HttpHead::count(QByteArrayView name) const
{
    return static_cast<int>(
        std::ranges::count_if(headers, [&](const HttpHeader &h) { return sameName(h.name, name); }));
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    return std::ranges::any_of(headers, [&](const HttpHeader &header) {
        if (!sameName(header.name, name))
            return false;
        const QList<QByteArray> parts = header.value.split(',');
        return std::ranges::any_of(parts,
                                   [&](const QByteArray &part) { return sameName(part.trimmed(), token); });
    });
}

bool HttpHead::isWebSocketUpgrade() const
{
    return method == "GET" && hasToken("Connection", "upgrade") && hasToken("Upgrade", "websocket");
}

} // namespace exaid
