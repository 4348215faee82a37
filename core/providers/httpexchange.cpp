#include "core/providers/httpexchange.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QStringList>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<QTcpSocket> socketFor(const WireRequest &request)
{
    std::unique_ptr<QTcpSocket> socket;
    if (request.isSecure()) {
        auto secure = std::make_unique<QSslSocket>();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
        secure->setSslConfiguration(tls);
        socket = std::move(secure);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    socket->setReadBufferSize(HttpExchange::PieceBytes);
    return socket;
}

} // namespace

QByteArray ExchangeHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (QByteArrayView(key).compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

HttpExchange::HttpExchange(std::shared_ptr<ProviderChannel> channel, TimerService &timers,
                           const WireRequest &request, ExchangeListener &listener)
    : m_channel(std::move(channel))
    , m_request(request)
    , m_dialer(timers, [this] { return socketFor(m_request); })
    , m_listener(listener)
{
    m_channel->opened();
    connect(&m_dialer, &Dialer::connected, this, [this] { inSocket([this] { dialed(); }); });
    connect(&m_dialer, &Dialer::failed, this,
            [this] { inSocket([this] { end(WireError::Unreachable, m_dialer.errorText()); }); });
    // An address can fail at once, and the listener isn't ready to hear of it.
    QMetaObject::invokeMethod(this, &HttpExchange::open, Qt::QueuedConnection);
}

HttpExchange::~HttpExchange()
{
    m_ended = true;
    if (m_socket) {
        disconnect(m_socket.get(), nullptr, this, nullptr);
        m_socket->abort();
        if (m_insideSocket)
            m_socket.release()->deleteLater();
    }
    m_channel->closed();
}

template <typename Handler>
void HttpExchange::inSocket(Handler &&handler)
{
    const QPointer<HttpExchange> self(this);
    const bool before = std::exchange(m_insideSocket, true);
    handler();
    if (self)
        m_insideSocket = before;
}

void HttpExchange::open()
{
    m_dialer.dial(m_request.url.host(QUrl::FullyEncoded), static_cast<quint16>(m_request.port()));
}

void HttpExchange::dialed()
{
    m_socket = m_dialer.takeSocket();
    connect(m_socket.get(), &QTcpSocket::readyRead, this, [this] { inSocket([this] { read(); }); });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this] { inSocket([this] { closed(); }); });
    connect(m_socket.get(), &QTcpSocket::disconnected, this, [this] { inSocket([this] { closed(); }); });
    auto *const tls = qobject_cast<QSslSocket *>(m_socket.get());
    if (!tls)
        return send();
    connect(tls, &QSslSocket::encrypted, this, [this] { inSocket([this] { send(); }); });
    connect(tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts << error.errorString();
        m_tlsErrors = texts.join(u"; "_s);
    });
    tls->setPeerVerifyName(m_request.url.host(QUrl::FullyEncoded));
    tls->startClientEncryption();
}

void HttpExchange::send()
{
    if (m_ended || std::exchange(m_sent, true))
        return;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_socket->write(m_request.head());
    m_socket->write(m_request.body);
    m_listener.connected();
}

void HttpExchange::read()
{
    if (!m_ended)
        take(m_socket->readAll());
}

void HttpExchange::take(QByteArrayView bytes)
{
    QByteArray body;
    const HttpAnswerReader::State state = m_reader.feed(bytes, body);
    const QPointer<HttpExchange> self(this);
    if (!m_headTold && m_reader.hasHead()) {
        m_headTold = true;
        tellHead();
        if (!self || m_ended)
            return;
    }
    if (!body.isEmpty()) {
        m_listener.received(body);
        if (!self || m_ended)
            return;
    }
    switch (state) {
    case HttpAnswerReader::State::Head:
    case HttpAnswerReader::State::Body:
        return;
    case HttpAnswerReader::State::Complete:
        return end(WireError::None, {});
    case HttpAnswerReader::State::HeadTooLong:
        return end(WireError::HeadTooLong, {});
    case HttpAnswerReader::State::Malformed:
        return end(WireError::NotHttp, m_reader.problem());
    }
}

void HttpExchange::tellHead()
{
    ExchangeHead head;
    head.status = m_reader.status();
    head.headers = m_reader.headers();
    head.contentType = head.header("Content-Type");
    bool hasLength = false;
    const qint64 length = head.header("Content-Length").toLongLong(&hasLength);
    if (hasLength)
        head.contentLength = length;
    head.retryAfter = head.header("Retry-After");
    bool hasMilliseconds = false;
    const double milliseconds = head.header("Retry-After-Ms").toDouble(&hasMilliseconds);
    if (hasMilliseconds) // some send this as well, and mean it more exactly
        head.retryAfter = QByteArray::number(milliseconds / 1'000);
    head.location = head.header("Location");
    head.rateLimits = rateLimitsFrom([&head](const QByteArray &name) { return head.header(name); });
    m_listener.headReceived(head);
}

void HttpExchange::closed()
{
    if (m_ended)
        return;
    const QPointer<HttpExchange> self(this);
    // What came before the end belongs to the answer.
    while (m_socket->bytesAvailable() > 0) {
        take(m_socket->readAll());
        if (!self || m_ended)
            return;
    }
    if (m_reader.finish() == HttpAnswerReader::State::Complete)
        return end(WireError::None, {});
    if (m_sent)
        return end(WireError::Lost, m_socket->errorString());
    const QAbstractSocket::SocketError error = m_socket->error();
    const bool isTls = error == QAbstractSocket::SslHandshakeFailedError ||
                       error == QAbstractSocket::SslInternalError ||
                       error == QAbstractSocket::SslInvalidUserDataError || !m_tlsErrors.isEmpty();
    end(isTls ? WireError::TlsFailed : WireError::Unreachable,
        m_tlsErrors.isEmpty() ? m_socket->errorString() : m_tlsErrors);
}

void HttpExchange::end(WireError error, const QString &text)
{
    m_ended = true;
    m_listener.ended({error, text, m_sent});
}

} // namespace exaid
