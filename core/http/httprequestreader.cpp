#include "core/http/httprequestreader.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace exaid {

namespace {

namespace http = boost::beast::http;

QByteArray bytesOf(boost::beast::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

struct HttpRequestReader::Parser
{
    http::request_parser<http::string_body> parser;
};

HttpRequestReader::HttpRequestReader(qint64 maxBody)
    : m_parser(std::make_unique<Parser>())
{
    auto &parser = m_parser->parser;
    parser.header_limit(static_cast<std::uint32_t>(HttpHead::MaxBytes));
    parser.body_limit(static_cast<std::uint64_t>(maxBody));
    parser.eager(true);
}

HttpRequestReader::~HttpRequestReader() = default;

void HttpRequestReader::fail(int status, const QByteArray &text)
{
    m_state = State::Failed;
    m_failure = HttpReply::text(status, text);
}

HttpRequestReader::State HttpRequestReader::take(QByteArray &bytes)
{
    if (m_state == State::Complete || m_state == State::Failed || bytes.isEmpty())
        return m_state;
    auto &parser = m_parser->parser;
    boost::beast::error_code error;
    std::size_t used = 0;
    // The parser stops at each border between head, chunks and trailer.
    while (!parser.is_done() && used < static_cast<std::size_t>(bytes.size())) {
        const std::size_t left = static_cast<std::size_t>(bytes.size()) - used;
        const std::size_t step = parser.put(boost::asio::const_buffer(bytes.constData() + used, left), error);
        used += step;
        if (error || step == 0)
            break;
    }
    bytes.remove(0, static_cast<qsizetype>(used));
    if (error == http::error::need_more)
        error = {};
    if (error == http::error::header_limit ||
        (!error && !parser.is_header_done() && bytes.size() >= HttpHead::MaxBytes)) {
        fail(431, "The request head is longer than 16 KiB.");
    } else if (error == http::error::body_limit) {
        fail(413, "The request body is too large (EXAI_MCP_MAX_BODY_BYTES).");
    } else if (error) {
        fail(400, "Not an HTTP/1.1 request: " + QByteArray::fromStdString(error.message()));
    } else if (parser.is_done()) {
        m_state = State::Complete;
    } else {
        m_state = parser.is_header_done() ? State::Body : State::Head;
    }
    return m_state;
}

bool HttpRequestReader::wantsContinue() const
{
    const auto &message = m_parser->parser.get();
    return m_state == State::Body && boost::beast::iequals(message[http::field::expect], "100-continue");
}

HttpRequest HttpRequestReader::request()
{
    auto message = m_parser->parser.release();
    HttpRequest request;
    request.head.method = bytesOf(message.method_string());
    request.head.target = bytesOf(message.target());
    request.head.version = static_cast<int>(message.version());
    for (const auto &field : message)
        request.head.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
    request.keepAlive = message.keep_alive();
    request.body = QByteArray::fromStdString(message.body());
    return request;
}

} // namespace exaid
