#include "tests/support/mockconnection.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <algorithm>

#include <sys/socket.h>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 FloodMark = 1 << 18; // write ahead of the kernel by this much at most

QByteArray toJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

MockConnection::MockConnection(QSslSocket *socket, MockStats &stats, ReplyMaker maker)
    : QObject(socket)
    , m_socket(socket)
    , m_stats(stats)
    , m_maker(std::move(maker))
{
    connect(socket, &QSslSocket::readyRead, this, &MockConnection::read);
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    const auto writeOn = [this] {
        if (m_floodingHeader)
            floodHeader();
        else if (m_oversizeLeft > 0)
            sendOversize();
        else if (m_streaming && m_reply.gap == 0ns)
            streamOn();
    };
    connect(socket, &QSslSocket::bytesWritten, this, writeOn, Qt::QueuedConnection);
    connect(socket, &QSslSocket::encryptedBytesWritten, this, writeOn, Qt::QueuedConnection);
    connect(socket, &QSslSocket::disconnected, this, [this] {
        if (m_request)
            m_stats.aborted(*std::exchange(m_request, std::nullopt));
        m_streaming = m_floodingHeader = false;
        m_oversizeLeft = 0;
    });
}

MockConnection::~MockConnection()
{
    if (m_request)
        m_stats.end(*m_request);
}

void MockConnection::after(Duration delay, std::function<void()> what)
{
    if (delay <= 0ns) {
        what();
        return;
    }
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer, this,
                       [this, what] {
                           if (m_request)
                               what();
                       });
}

void MockConnection::read()
{
    if (m_socket->isOpen())
        m_input += m_socket->readAll();
    if (!m_request && parseRequest())
        begin();
}

bool MockConnection::parseRequest()
{
    const qsizetype headEnd = m_input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = m_input.left(headEnd).split('\n');
    MockRequest request;
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        request.headers.insert(lines.at(i).left(colon).toLower(), lines.at(i).mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (m_input.size() < headEnd + 4 + length)
        return false;
    request.body = m_input.mid(headEnd + 4, length);
    m_input.remove(0, headEnd + 4 + length);
    request.json = QJsonDocument::fromJson(request.body).object();
    request.id = QString::fromUtf8(request.headers.value("x-request-id"));
    request.seenAtNs = MockStats::nowNs();
    m_request = request;
    return true;
}

void MockConnection::begin()
{
    m_reply = m_maker(*m_request);
    m_nextToken = m_nextReasoning = 0;
    m_stats.begin(*m_request);
    const bool first = m_stats.timesSeen(m_request->id) == 1;
    switch (m_reply.kill) {
    case MockKill::Fin:
        return dropFin();
    case MockKill::Rst:
        return dropRst();
    case MockKill::ThinkFin:
        return after(300ms, [this] { dropFin(); });
    case MockKill::FinOnce:
        if (first)
            return dropFin();
        break;
    case MockKill::HalfStatus:
        m_socket->write("HTTP/1.1 2");
        return dropFin();
    case MockKill::None:
    case MockKill::PartialBody:
    case MockKill::Redirect:
        break;
    }
    if (m_reply.hang == MockHang::Headers)
        return;
    after(m_reply.delay, [this] { sendHead(); });
}

void MockConnection::sendHead()
{
    if (m_reply.endlessHeader) {
        m_socket->write("HTTP/1.1 200 OK\r\n");
        m_floodingHeader = true;
        return floodHeader();
    }
    if (m_reply.kill == MockKill::Redirect) {
        m_socket->write("HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: " +
                        m_reply.redirectTo + "\r\n");
        endRequest();
        m_socket->write("\r\n");
        return;
    }
    if (m_reply.garbage) {
        endRequest();
        m_socket->write("\x01\x02 this is not HTTP \xff\xfe\r\n\r\n\x00 still not\r\n\r\n");
        return m_socket->disconnectFromHost();
    }
    if (m_reply.status != 200)
        return sendError();
    if (m_reply.oversize > 0) {
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: " + m_reply.contentType +
                        "\r\nContent-Length: " + QByteArray::number(m_reply.oversize) + headEnd());
        m_oversizeLeft = m_reply.oversize;
        return sendOversize();
    }
    if (m_reply.body)
        return sendDocument(m_reply.contentType, *m_reply.body);
    if (m_reply.json || !m_request->json.value("stream"_L1).toBool()) {
        QString text = m_reply.text + m_reply.texts.join(QString());
        const int tokens = text.isEmpty() ? m_reply.tokens : 0;
        for (int i = 0; i < tokens; ++i)
            text += tokenText(i);
        QJsonObject document = deltaChunk({}, m_reply.finishReason);
        document["object"_L1] = u"chat.completion"_s;
        document["choices"_L1] = QJsonArray{
            QJsonObject{{u"index"_s, 0},
                        {u"finish_reason"_s, m_reply.finishReason},
                        {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, text}}}}};
        document["usage"_L1] = QJsonObject{{u"prompt_tokens"_s, 7}, {u"completion_tokens"_s, m_reply.tokens}};
        return sendDocument("application/json",
                            m_reply.malformed ? QByteArray("{\"choices\": [") : toJson(document));
    }
    const QByteArray length = m_reply.cutLength ? "Content-Length: 1000000" : "Transfer-Encoding: chunked";
    const QByteArray type =
        m_reply.contentType == "application/json" ? QByteArray("text/event-stream") : m_reply.contentType;
    sendHeadBytes("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + length + headEnd());
}

void MockConnection::sendHeadBytes(const QByteArray &head)
{
    if (m_reply.trickle && !head.isEmpty()) {
        m_socket->write(head.left(1));
        return after(10ms, [this, rest = head.mid(1)] { sendHeadBytes(rest); });
    }
    m_socket->write(head);
    if (m_reply.hang == MockHang::First)
        return;
    after(m_reply.first, [this] {
        m_streaming = true;
        streamOn();
    });
}

void MockConnection::sendError()
{
    QJsonObject error{{u"message"_s, m_reply.message}, {u"type"_s, m_reply.errorType}};
    if (!m_reply.errorCode.isEmpty())
        error.insert(u"code"_s, m_reply.errorCode);
    const QByteArray body = toJson({{u"error"_s, error}});
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(m_reply.status) + " Scripted\r\nContent-Type: application/json\r\n";
    if (m_reply.retryAfter)
        head += "Retry-After: " + *m_reply.retryAfter + "\r\n";
    head += "Content-Length: " + QByteArray::number(body.size()) + headEnd();
    const bool close = m_reply.close;
    endRequest();
    m_socket->write(head + body);
    if (close)
        m_socket->disconnectFromHost();
}

QByteArray MockConnection::headEnd() const
{
    QByteArray end = "\r\n";
    for (const auto &[name, value] : m_reply.headers)
        end += name + ": " + value + "\r\n";
    if (m_reply.close)
        end += "Connection: close\r\n";
    return end + "\r\n";
}

void MockConnection::sendOversize()
{
    static const QByteArray start("{\"choices\":[{\"message\":{\"content\":\"");
    while (m_oversizeLeft > 0 && m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < FloodMark) {
        const QByteArray piece = m_oversizeLeft == m_reply.oversize
                                     ? start
                                     : QByteArray(std::min<qint64>(65'536, m_oversizeLeft), 'x');
        m_socket->write(piece);
        m_oversizeLeft -= piece.size();
    }
    if (m_oversizeLeft <= 0)
        endRequest();
}

void MockConnection::sendDocument(const QByteArray &contentType, const QByteArray &plain)
{
    // What Qt calls compressed is zlib's format with a length before it.
    const QByteArray body = m_reply.gzip ? qCompress(plain).mid(4) : plain;
    if (m_reply.gzip)
        m_reply.headers.append(qMakePair(QByteArray("Content-Encoding"), QByteArray("deflate")));
    const qsizetype announced = m_reply.cutLength || m_reply.announceMore ? body.size() + 100 : body.size();
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: " + contentType +
                            "\r\nContent-Length: " + QByteArray::number(announced) + headEnd();
    if (m_reply.announceMore) {
        m_socket->write(head + body);
        return;
    }
    const bool drop = m_reply.cutLength || m_reply.close;
    endRequest();
    m_socket->write(head + body);
    if (drop)
        m_socket->disconnectFromHost();
}

void MockConnection::floodHeader()
{
    while (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < FloodMark)
        m_socket->write("X-Fill: " + QByteArray(4000, 'x') + "\r\n");
}

void MockConnection::streamOn()
{
    while (m_request && m_streaming) {
        if (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() > FloodMark)
            return; // goes on at bytesWritten
        if (m_nextReasoning < m_reply.reasoning) {
            event(deltaChunk(
                {{u"reasoning_content"_s, QString(u"r"_s + QString::number(m_nextReasoning++) + u' ')}}));
        } else if (wantsSearchRound()) {
            return finishStream();
        } else if (!m_reply.text.isEmpty() && m_nextToken == 0) {
            event(deltaChunk({{u"content"_s, m_reply.text}}));
            m_nextToken = m_reply.tokens;
        } else if (!m_reply.texts.isEmpty()) {
            event(deltaChunk({{u"content"_s, m_reply.texts.takeFirst()}}));
            m_nextToken = m_reply.tokens;
        } else if (m_reply.tokens < 0 || m_nextToken < m_reply.tokens) {
            if (m_reply.kill == MockKill::PartialBody && m_nextToken == 2)
                return dropFin();
            if (m_reply.cutLength && m_nextToken == 2)
                return dropFin();
            if (m_reply.hang == MockHang::Mid && m_nextToken >= std::max(1, m_reply.tokens / 2)) {
                m_streaming = false;
                return;
            }
            event(deltaChunk({{u"role"_s, u"assistant"_s}, {u"content"_s, tokenText(m_nextToken++)}}));
        } else {
            return finishStream();
        }
        if (m_reply.gap > 0ns) {
            if (m_reply.keepalive)
                chunk(": keep-alive\n\n");
            return after(m_reply.gap, [this] { streamOn(); });
        }
    }
}

void MockConnection::finishStream()
{
    if (m_reply.errorEvent)
        event({{u"error"_s, QJsonObject{{u"message"_s, m_reply.message}, {u"code"_s, u"server_error"_s}}}});
    if (m_reply.malformed)
        chunk("data: {\"choices\": [\n\n");
    if (wantsSearchRound()) {
        // Arguments in two pieces, as real streams send them.
        const auto call = [this](const QJsonObject &function, bool first) {
            QJsonObject piece{{u"index"_s, 0}, {u"function"_s, function}};
            if (first) {
                piece.insert("id"_L1, u"search:0"_s);
                piece.insert("type"_L1, u"builtin_function"_s);
            }
            event(deltaChunk({{u"tool_calls"_s, QJsonArray{piece}}}));
        };
        call({{u"name"_s, u"$web_search"_s}, {u"arguments"_s, u"{\"search_result\": {\"search_id\""_s}},
             true);
        call({{u"arguments"_s, u": \"abc\"},  \"usage\":1}"_s}}, false);
        event(deltaChunk({}, u"tool_calls"_s));
    } else if (!m_reply.toolCalls.isEmpty()) {
        event(deltaChunk({{u"tool_calls"_s, m_reply.toolCalls}}));
        event(deltaChunk({}, u"tool_calls"_s));
    } else if (!m_reply.noFinish) {
        event(deltaChunk({}, m_reply.filtered     ? u"content_filter"_s
                             : wantsLengthRound() ? u"length"_s
                                                  : m_reply.finishReason));
    }
    QJsonObject usage = deltaChunk({});
    usage["choices"_L1] = QJsonArray();
    usage["usage"_L1] = !m_reply.usage.isEmpty()
                            ? m_reply.usage
                            : QJsonObject{{u"prompt_tokens"_s, 7},
                                          {u"completion_tokens"_s, m_reply.tokens + m_reply.reasoning},
                                          {u"completion_tokens_details"_s,
                                           QJsonObject{{u"reasoning_tokens"_s, m_reply.reasoning}}}};
    if (!m_reply.noFinish)
        event(usage);
    m_streaming = false;
    endRequest();
    if (!m_reply.noDone && !m_reply.noFinish)
        chunk("data: [DONE]\n\n");
    m_socket->write("0\r\n\r\n");
    if (m_reply.close)
        m_socket->disconnectFromHost();
}

bool MockConnection::wantsLengthRound() const
{
    if (!m_reply.length)
        return false;
    const QJsonArray messages = m_request->json.value("messages"_L1).toArray();
    return std::ranges::none_of(
        messages, [](const QJsonValue &m) { return m["role"_L1].toString() == "assistant"_L1; });
}

bool MockConnection::wantsSearchRound() const
{
    if (m_reply.searchRounds == 0 || m_request->json.value("tools"_L1).toArray().isEmpty())
        return false;
    int done = 0;
    for (const QJsonValue &message : m_request->json.value("messages"_L1).toArray())
        done += message["role"_L1].toString() == "tool"_L1 ? 1 : 0;
    return done < m_reply.searchRounds;
}

QJsonObject MockConnection::deltaChunk(const QJsonObject &delta, const QString &finishReason) const
{
    const QJsonValue reason =
        finishReason.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(finishReason);
    return {{u"id"_s, u"mock-1"_s},
            {u"object"_s, u"chat.completion.chunk"_s},
            {u"model"_s, m_request->model()},
            {u"choices"_s,
             QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, reason}}}}};
}

QString MockConnection::tokenText(int index) const
{
    if (m_reply.stamp)
        return u't' + QString::number(MockStats::nowNs()) + u' ';
    if (m_reply.tokenBytes > 0)
        return QString(m_reply.tokenBytes, u'x');
    return u't' + QString::number(index) + u' ';
}

void MockConnection::event(const QJsonObject &object)
{
    chunk("data: " + toJson(object) + "\n\n");
}

void MockConnection::chunk(const QByteArray &data)
{
    if (m_reply.cutLength)
        m_socket->write(data);
    else
        m_socket->write(QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n");
}

void MockConnection::endRequest()
{
    m_stats.end(*std::exchange(m_request, std::nullopt));
    m_streaming = m_floodingHeader = false;
    // A pipelined or next request that has already arrived.
    QMetaObject::invokeMethod(this, &MockConnection::read, Qt::QueuedConnection);
}

void MockConnection::dropFin()
{
    endRequest();
    m_socket->disconnectFromHost();
}

void MockConnection::dropRst()
{
    endRequest();
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    m_socket->abort();
}

QByteArray MockConnection::modelList(const QStringList &models)
{
    QJsonArray data;
    for (const QString &id : models)
        data.append(QJsonObject{{u"id"_s, id}, {u"object"_s, u"model"_s}});
    return toJson({{u"object"_s, u"list"_s}, {u"data"_s, data}});
}

} // namespace exaid::test
