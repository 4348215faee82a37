#include "core/providers/httpanswerreader.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstdint>
#include <limits>

namespace exaid {

namespace {

namespace http = boost::beast::http;

using BeastError = boost::beast::error_code;
using BeastView = boost::beast::string_view;

QByteArray bytesFrom(BeastView view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

class HttpAnswerReader::Parser final : public http::basic_parser<false>
{
public:
    Parser()
    {
        header_limit(static_cast<std::uint32_t>(MaxHeadBytes));
        body_limit(std::numeric_limits<std::uint64_t>::max()); // who gets the body limits it
        eager(true);
    }

    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray *body = nullptr;
    std::uint64_t chunkLeft = 0; // of the present chunk

    // Whether so many bytes can be looked at. Where a chunk begins, Beast takes for granted that the five of
    // the shortest end ("0", two line ends) are there.
    bool wants(qsizetype size) const
    {
        return size > 0 && (size >= 5 || !is_header_done() || !chunked() || chunkLeft > 0);
    }

private:
    void on_request_impl(http::verb, BeastView, BeastView, int, BeastError &) override {}
    void on_response_impl(int code, BeastView, int, BeastError &) override { status = code; }
    void on_field_impl(http::field, BeastView name, BeastView value, BeastError &) override
    {
        if (!is_header_done()) // not the trailer's
            headers.append(qMakePair(bytesFrom(name), bytesFrom(value)));
    }
    void on_header_impl(BeastError &) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t> &, BeastError &) override {}
    std::size_t on_body_impl(BeastView piece, BeastError &) override { return take(piece); }
    void on_chunk_header_impl(std::uint64_t size, BeastView, BeastError &) override { chunkLeft = size; }
    std::size_t on_chunk_body_impl(std::uint64_t, BeastView piece, BeastError &) override
    {
        chunkLeft -= piece.size();
        return take(piece);
    }
    void on_finish_impl(BeastError &) override {}

    std::size_t take(BeastView piece)
    {
        body->append(piece.data(), static_cast<qsizetype>(piece.size()));
        return piece.size();
    }
};

HttpAnswerReader::HttpAnswerReader()
    : m_parser(std::make_unique<Parser>())
{}

HttpAnswerReader::~HttpAnswerReader() = default;

HttpAnswerReader::State HttpAnswerReader::feed(QByteArrayView bytes, QByteArray &body)
{
    QByteArray joined;
    if (!m_rest.isEmpty()) {
        joined = std::exchange(m_rest, {});
        joined.append(bytes);
        bytes = joined;
    }
    qsizetype used = 0;
    while (m_parser->wants(bytes.size() - used) && (m_state == State::Head || m_state == State::Body)) {
        const qsizetype before = used;
        m_state = advance(bytes, used, body);
        if (used == before)
            break;
    }
    if (m_state != State::Head && m_state != State::Body)
        return m_state;
    m_rest = bytes.sliced(used).toByteArray();
    if ((m_state == State::Head && m_headBytes + m_rest.size() > MaxHeadBytes) ||
        m_rest.size() > MaxHeadBytes)
        m_state = State::HeadTooLong;
    return m_state;
}

HttpAnswerReader::State HttpAnswerReader::advance(QByteArrayView bytes, qsizetype &used, QByteArray &body)
{
    BeastError error;
    m_parser->body = &body;
    const auto left = static_cast<std::size_t>(bytes.size() - used);
    const std::size_t step = m_parser->put(boost::asio::const_buffer(bytes.data() + used, left), error);
    used += static_cast<qsizetype>(step);
    if (error == http::error::header_limit)
        return State::HeadTooLong;
    if (error && error != http::error::need_more) {
        m_problem = QString::fromStdString(error.message());
        return State::Malformed;
    }
    if (!m_parser->is_header_done()) {
        m_headBytes += static_cast<qsizetype>(step);
        return State::Head;
    }
    if (m_parser->status < 200 && m_parser->is_done()) { // the answer proper is still to come
        m_headBytes += static_cast<qsizetype>(step);
        m_parser = std::make_unique<Parser>();
        return State::Head;
    }
    if (!std::exchange(m_hasHead, true)) {
        m_status = m_parser->status;
        m_headers = m_parser->headers;
    }
    return m_parser->is_done() ? State::Complete : State::Body;
}

HttpAnswerReader::State HttpAnswerReader::finish()
{
    if (m_state != State::Body)
        return m_state;
    BeastError error;
    m_parser->put_eof(error);
    if (!error)
        m_state = State::Complete;
    return m_state;
}

} // namespace exaid
