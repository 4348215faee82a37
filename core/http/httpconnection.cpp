#include "core/http/httpconnection.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace exaid {

namespace {

// What a peer may send ahead while its request is being answered.
constexpr qsizetype MaxAhead = 64 * 1024;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, TimerService &timers, const Limits &limits,
                               QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_timers(timers)
    , m_limits(limits)
    , m_reader(std::make_unique<HttpRequestReader>(limits.maxBody))
    , m_waitingSince(timers.now())
{
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::bytesLeft);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::socketClosed);
}

HttpConnection::~HttpConnection()
{
    m_state = State::Closed;
    m_socket->disconnect(this);
    m_socket->abort();
}

void HttpConnection::start()
{
    watchReading();
    readMore();
}

qint64 HttpConnection::unsentBytes() const
{
    return m_socket->bytesToWrite();
}

QString HttpConnection::peerAddress() const
{
    return m_socket->peerAddress().toString();
}

void HttpConnection::readMore()
{
    if (m_state == State::Closing || m_state == State::Closed) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    m_buffer += m_socket->readAll();
    if (m_state == State::Reading)
        pump();
    else if (m_buffer.size() > MaxAhead)
        abortSoon();
}

void HttpConnection::pump()
{
    switch (m_reader->take(m_buffer)) {
    case HttpRequestReader::State::Idle:
    case HttpRequestReader::State::Head:
        break;
    case HttpRequestReader::State::Body:
        if (m_watched != HttpRequestReader::State::Body && m_reader->wantsContinue())
            send("HTTP/1.1 100 Continue\r\n\r\n");
        break;
    case HttpRequestReader::State::Failed:
        fail(m_reader->failure());
        return;
    case HttpRequestReader::State::Complete: {
        m_readTimer.cancel();
        m_state = State::Serving;
        const HttpRequest request = m_reader->request();
        m_keepAlive = request.keepAlive;
        m_isHeadRequest = request.head.method == "HEAD";
        m_isChunked = request.head.version >= 11;
        Q_EMIT requestArrived(request);
        return;
    }
    }
    watchReading();
}

// One timer for each stage of a request, not for each byte: a peer that drips gets no more time.
void HttpConnection::watchReading()
{
    const HttpRequestReader::State stage = m_reader->state();
    if (stage == m_watched)
        return;
    if (m_watched == HttpRequestReader::State::Idle || m_watched == HttpRequestReader::State::Complete)
        m_receivingSince = m_timers.now();
    m_watched = stage;
    switch (stage) {
    case HttpRequestReader::State::Idle:
        m_readTimer = m_timers.after(m_limits.idleTime, [this] { m_socket->disconnectFromHost(); });
        break;
    case HttpRequestReader::State::Head:
        m_readTimer = m_timers.after(m_limits.headTime, [this] {
            fail(HttpReply::text(408, "No complete request head came in time."));
        });
        break;
    case HttpRequestReader::State::Body:
        m_readTimer = m_timers.after(m_limits.bodyTime, [this] {
            fail(HttpReply::text(408, "The request body did not come in time."));
        });
        break;
    case HttpRequestReader::State::Complete:
    case HttpRequestReader::State::Failed:
        break;
    }
}

void HttpConnection::timeOut()
{
    if (isReceiving())
        fail(HttpReply::text(408, "No complete request came in time."));
}

void HttpConnection::fail(const HttpReply &reply)
{
    m_keepAlive = false;
    this->reply(reply);
}

void HttpConnection::reply(const HttpReply &reply)
{
    if (m_state != State::Reading && m_state != State::Serving)
        return;
    send(reply.bytes(!m_isHeadRequest, m_keepAlive));
    nextRequest();
}

void HttpConnection::beginStream(int status, const QByteArray &contentType, const QList<HttpHeader> &headers)
{
    if (m_state != State::Serving)
        return;
    m_state = State::Streaming;
    m_keepAlive = m_keepAlive && m_isChunked;
    send(HttpReply::streamHead(status, contentType, headers, m_isChunked, m_keepAlive));
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (m_state != State::Streaming || bytes.isEmpty())
        return;
    send(m_isChunked ? QByteArray(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n") : bytes);
}

void HttpConnection::endStream()
{
    if (m_state != State::Streaming)
        return;
    if (m_isChunked)
        send("0\r\n\r\n");
    nextRequest();
}

void HttpConnection::closeAfterWriting()
{
    if (m_state == State::Closed || m_state == State::Closing)
        return;
    m_state = State::Closing;
    m_socket->disconnectFromHost();
}

void HttpConnection::abortSoon()
{
    QMetaObject::invokeMethod(m_socket, [this] { m_socket->abort(); }, Qt::QueuedConnection);
}

void HttpConnection::nextRequest()
{
    if (!m_keepAlive) {
        closeAfterWriting();
        return;
    }
    m_state = State::Reading;
    m_reader = std::make_unique<HttpRequestReader>(m_limits.maxBody);
    m_watched = HttpRequestReader::State::Complete;
    m_waitingSince = m_timers.now();
    watchReading();
    // What came ahead; from the event loop, since we may be inside the handler of the request before.
    if (!m_buffer.isEmpty())
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_state == State::Reading)
                    pump();
            },
            Qt::QueuedConnection);
}

void HttpConnection::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    if (!m_stallTimer.isActive())
        m_stallTimer = m_timers.after(m_limits.stallTime, [this] { m_socket->abort(); });
}

void HttpConnection::bytesLeft()
{
    m_stallTimer.cancel();
    if (m_socket->bytesToWrite() > 0)
        m_stallTimer = m_timers.after(m_limits.stallTime, [this] { m_socket->abort(); });
}

void HttpConnection::socketClosed()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_readTimer.cancel();
    m_stallTimer.cancel();
    Q_EMIT closed();
}

} // namespace exaid
