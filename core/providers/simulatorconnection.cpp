#include "core/providers/simulatorconnection.h"

#include "core/providers/simulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
namespace http = boost::beast::http;

namespace {

constexpr Duration RequestTime = 30s;
constexpr quint32 MaxHead = 16 * 1024;
constexpr quint64 MaxBody = 32 * 1024 * 1024;

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject simulatorError(const QString &message)
{
    return {{u"error"_s, QJsonObject{{u"message"_s, message}, {u"type"_s, u"simulated"_s}}}};
}

bool isLoopbackHost(std::string_view host)
{
    const std::string_view name = host.substr(0, host.rfind(':'));
    return name == "127.0.0.1" || name == "localhost";
}

} // namespace

struct SimulatorConnection::Parser
{
    http::request_parser<http::string_body> http;
};

SimulatorConnection::SimulatorConnection(QTcpSocket &socket, Simulator &simulator, TimerService &timers)
    : QObject(&socket)
    , m_socket(socket)
    , m_simulator(simulator)
    , m_timers(timers)
    , m_parser(std::make_unique<Parser>())
    , m_timer(timers.after(RequestTime, [this] { m_socket.abort(); }))
{
    m_parser->http.header_limit(MaxHead);
    m_parser->http.body_limit(MaxBody);
    m_parser->http.eager(true);
    connect(&socket, &QTcpSocket::readyRead, this, &SimulatorConnection::read);
    connect(&socket, &QTcpSocket::disconnected, this, [this] {
        m_timer.cancel();
        m_socket.deleteLater();
    });
}

SimulatorConnection::~SimulatorConnection() = default;

void SimulatorConnection::read()
{
    if (!m_parser) {
        m_socket.readAll(); // the one request is being answered
        return;
    }
    m_input += m_socket.readAll();
    boost::system::error_code problem;
    while (!m_input.isEmpty() && !m_parser->http.is_done() && !problem) {
        const auto size = static_cast<std::size_t>(m_input.size());
        const std::size_t used =
            m_parser->http.put(boost::asio::const_buffer(m_input.constData(), size), problem);
        m_input.remove(0, static_cast<qsizetype>(used));
        if (problem == http::error::need_more)
            return;
    }
    if (problem)
        return sendDocument(400, simulatorError(u"not a readable HTTP request: "_s +
                                                QString::fromStdString(problem.message())));
    if (m_parser->http.is_done())
        serve();
}

void SimulatorConnection::serve()
{
    const auto request = m_parser->http.release();
    m_parser.reset();
    m_timer.cancel();
    if (!isLoopbackHost(
            std::string_view(request[http::field::host].data(), request[http::field::host].size())))
        return sendDocument(421, simulatorError(u"this server answers to 127.0.0.1 only"_s));
    const QByteArray path(request.target().data(), static_cast<qsizetype>(request.target().size()));
    if (request.method() == http::verb::get && path.endsWith("/models")) {
        const QJsonObject model{{u"id"_s, u"simulated"_s}, {u"object"_s, u"model"_s}};
        return sendDocument(200, {{u"object"_s, u"list"_s}, {u"data"_s, QJsonArray{model}}});
    }
    if (request.method() != http::verb::post || !path.endsWith("/chat/completions"))
        return sendDocument(404, simulatorError(u"there is only POST …/chat/completions and GET …/models"_s));
    const auto body = QJsonDocument::fromJson(
        QByteArray::fromRawData(request.body().data(), static_cast<qsizetype>(request.body().size())));
    if (!body.isObject())
        return sendDocument(400, simulatorError(u"the body is not a JSON object"_s));
    m_answer = m_simulator.answerTo(body.object());
    if (m_answer.status != 200)
        return sendDocument(m_answer.status, simulatorError(u"simulated error, as the prompt asked"_s));
    if (m_answer.stream)
        sendStreamHead();
    if (m_answer.hang)
        return;
    if (m_answer.stream) {
        m_timer = m_timers.after(m_answer.firstToken, [this] { nextToken(); });
        return;
    }
    const Duration time = m_answer.firstToken + m_answer.gap * m_answer.tokens.size();
    m_timer = m_timers.after(time, [this] {
        const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, m_answer.text()}};
        QJsonObject document = chunk({});
        document["object"_L1] = u"chat.completion"_s;
        document["choices"_L1] = QJsonArray{
            QJsonObject{{u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"stop"_s}}};
        document["usage"_L1] = usage();
        sendDocument(200, document);
    });
}

void SimulatorConnection::sendDocument(int status, const QJsonObject &body)
{
    m_parser.reset();
    const QByteArray content = compactJson(body);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Simulated") +
                      "\r\nContent-Type: application/json\r\nConnection: close\r\n";
    if (status == 429 || status == 503)
        head += "Retry-After: 1\r\n";
    m_socket.write(head + "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content);
    close();
}

void SimulatorConnection::sendStreamHead()
{
    m_socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: "
                   "no-store\r\nConnection: close\r\n\r\n");
}

void SimulatorConnection::nextToken()
{
    const qsizetype thoughts = m_answer.reasoning.size();
    if (m_nextToken >= thoughts + m_answer.tokens.size())
        return endStream();
    const qsizetype token = m_nextToken - thoughts;
    if (token < 0)
        event(compactJson(chunk({{u"reasoning_content"_s, m_answer.reasoning.at(m_nextToken)}})));
    else
        event(compactJson(chunk({{u"content"_s, m_answer.tokens.at(token)}})));
    ++m_nextToken;
    const bool midway = token >= 0 && token == m_answer.tokens.size() / 2;
    if (midway && m_answer.hangMidway)
        return;
    m_timer = m_timers.after(midway ? m_answer.gap + m_answer.stall : m_answer.gap, [this] { nextToken(); });
}

void SimulatorConnection::endStream()
{
    event(compactJson(chunk({}, u"stop"_s)));
    QJsonObject last = chunk({});
    last["choices"_L1] = QJsonArray();
    last["usage"_L1] = usage();
    event(compactJson(last));
    event("[DONE]");
    close();
}

void SimulatorConnection::event(const QByteArray &data)
{
    m_socket.write("data: " + data + "\n\n");
}

QJsonObject SimulatorConnection::chunk(const QJsonObject &delta, const QString &finishReason) const
{
    const QJsonValue reason =
        finishReason.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(finishReason);
    return {{u"id"_s, u"simulated"_s},
            {u"object"_s, u"chat.completion.chunk"_s},
            {u"model"_s, m_answer.model},
            {u"choices"_s,
             QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, reason}}}}};
}

QJsonObject SimulatorConnection::usage() const
{
    return {
        {u"prompt_tokens"_s, m_answer.promptTokens},
        {u"completion_tokens"_s, m_answer.tokens.size() + m_answer.reasoning.size()},
        {u"completion_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, m_answer.reasoning.size()}}}};
}

void SimulatorConnection::close()
{
    // A client that does not read its answer must not keep the connection for ever.
    m_timer = m_timers.after(RequestTime, [this] { m_socket.abort(); });
    m_socket.disconnectFromHost();
}

} // namespace exaid
