#include "core/providers/streamingreply.h"

#include "core/providers/requesthead.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <algorithm>
#include <array>
#include <limits>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QNetworkReply::NetworkError networkErrorOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QAbstractSocket::ProxyProtocolError:
        return QNetworkReply::UnknownProxyError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

// As Qt's own replies have it.
QNetworkReply::NetworkError statusErrorOf(int status)
{
    switch (status) {
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        return status >= 500   ? QNetworkReply::UnknownServerError
               : status >= 400 ? QNetworkReply::UnknownContentError
                               : QNetworkReply::NoError;
    }
}

QString hostOf(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded);
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == "https"_L1;
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(isSecure(url) ? 443 : 80));
}

} // namespace

StreamingReply::StreamingReply(TimerService &timers, const QByteArray &verb, const QNetworkRequest &request,
                               const QByteArray &body, QObject *parent)
    : QNetworkReply(parent)
    , m_verb(verb)
    , m_requestBody(body)
    , m_dialer(timers, [this] { return newSocket(); })
{
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    connect(&m_dialer, &Dialer::connected, this, &StreamingReply::dialed);
    connect(&m_dialer, &Dialer::failed, this,
            [this] { fail(networkErrorOf(m_dialer.error()), m_dialer.errorText()); });
    QMetaObject::invokeMethod(this, &StreamingReply::start, Qt::QueuedConnection);
}

StreamingReply::~StreamingReply()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void StreamingReply::abort()
{
    if (isFinished())
        return;
    m_dialer.giveUp();
    fail(OperationCanceledError, u"it was cancelled"_s);
}

qint64 StreamingReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + m_body.size() - m_taken;
}

qint64 StreamingReply::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_body.size() - m_taken);
    if (size == 0)
        return isFinished() ? -1 : 0;
    std::copy_n(m_body.constData() + m_taken, size, data);
    m_taken += size;
    if (m_taken == m_body.size()) {
        m_body.resize(0); // keeps its memory for the next piece
        m_taken = 0;
    }
    if (std::exchange(m_isHeld, false))
        readSoon();
    return size;
}

void StreamingReply::start()
{
    if (isFinished())
        return;
    if (url().scheme() != "http"_L1 && !isSecure(url()))
        return fail(ProtocolUnknownError, u"it is neither http nor https"_s);
    if (m_verb.isEmpty())
        return fail(ProtocolInvalidOperationError, u"it has no method, or one whose answers have no body"_s);
    m_route = proxyRouteTo(url());
    if (m_route.kind == ProxyRoute::Kind::None)
        return fail(ProxyNotFoundError, u"none of the proxies can reach it"_s);
    Q_EMIT socketStartedConnecting();
    if (isFinished())
        return;
    switch (m_route.kind) {
    case ProxyRoute::Kind::Tunnel:
        return m_dialer.dialByName(hostOf(url()), portOf(url()));
    case ProxyRoute::Kind::Forward:
        return m_dialer.dial(m_route.proxy.hostName(), m_route.proxy.port());
    case ProxyRoute::Kind::Direct:
    case ProxyRoute::Kind::None:
        return m_dialer.dial(hostOf(url()), portOf(url()));
    }
}

std::unique_ptr<QTcpSocket> StreamingReply::newSocket() const
{
    auto socket = isSecure(url()) ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
    socket->setProxy(m_route.kind == ProxyRoute::Kind::Tunnel ? m_route.proxy
                                                              : QNetworkProxy(QNetworkProxy::NoProxy));
    socket->setReadBufferSize(PieceBytes);
    return socket;
}

void StreamingReply::dialed()
{
    m_socket = m_dialer.takeSocket();
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &StreamingReply::read);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &StreamingReply::closed);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &StreamingReply::closed);
    if (auto *const tls = qobject_cast<QSslSocket *>(m_socket.get()))
        encrypt(*tls);
    else
        send();
}

void StreamingReply::encrypt(QSslSocket &socket)
{
    QSslConfiguration configuration = request().sslConfiguration();
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    socket.setSslConfiguration(configuration);
    socket.setPeerVerifyName(request().peerVerifyName().isEmpty() ? hostOf(url())
                                                                  : request().peerVerifyName());
    connect(&socket, &QSslSocket::encrypted, this, &StreamingReply::send);
    connect(&socket, &QSslSocket::sslErrors, this, &QNetworkReply::sslErrors);
    socket.startClientEncryption();
}

void StreamingReply::send()
{
    if (isFinished() || std::exchange(m_isSent, true))
        return;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    const bool isForwarded = m_route.kind == ProxyRoute::Kind::Forward;
    QNetworkRequest sent = request();
    if (isForwarded && !m_route.proxy.user().isEmpty()) {
        const QString login = m_route.proxy.user() + u':' + m_route.proxy.password();
        sent.setRawHeader("Proxy-Authorization", "Basic " + login.toUtf8().toBase64());
    }
    m_socket->write(requestHead(m_verb, sent, m_requestBody.size(),
                                isForwarded ? RequestTarget::WholeUrl : RequestTarget::Path) +
                    m_requestBody);
    m_requestBody = {};
    Q_EMIT requestSent();
}

void StreamingReply::readSoon()
{
    QMetaObject::invokeMethod(this, &StreamingReply::read, Qt::QueuedConnection);
}

void StreamingReply::read()
{
    if (isFinished() || !m_socket)
        return;
    const qint64 room = readBufferSize() > 0 ? readBufferSize() - (m_body.size() - m_taken)
                                             : std::numeric_limits<qint64>::max();
    if (room <= 0) {
        m_isHeld = true;
        return;
    }
    std::array<char, PieceBytes> piece;
    const qint64 size = m_socket->read(piece.data(), std::min(room, PieceBytes));
    if (size > 0)
        take(QByteArrayView(piece.data(), size));
    if (isFinished())
        return;
    if (m_socket->bytesAvailable() > 0)
        readSoon();
    else if (m_socket->state() == QAbstractSocket::UnconnectedState)
        closed();
}

void StreamingReply::take(QByteArrayView bytes)
{
    const qsizetype before = m_body.size();
    const HttpAnswerReader::State state = m_reader.feed(bytes, m_body);
    if (!m_isHeadTold && m_reader.hasHead()) {
        tellHead();
        if (isFinished())
            return;
    }
    if (m_body.size() > before) {
        Q_EMIT readyRead();
        if (isFinished())
            return;
    }
    switch (state) {
    case HttpAnswerReader::State::Head:
    case HttpAnswerReader::State::Body:
        return;
    case HttpAnswerReader::State::Complete:
        return end();
    case HttpAnswerReader::State::HeadTooLong:
        return fail(UnknownContentError, u"the headers are too long"_s);
    case HttpAnswerReader::State::Malformed:
        return fail(ProtocolFailure, m_reader.problem());
    }
}

void StreamingReply::tellHead()
{
    m_isHeadTold = true;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_reader.status());
    for (const auto &[name, value] : m_reader.headers())
        setRawHeader(name, hasRawHeader(name) ? QByteArray(rawHeader(name) + ", " + value) : value);
    Q_EMIT metaDataChanged();
}

void StreamingReply::closed()
{
    // What came before the end belongs to the answer, however much the reader wants at a time.
    while (!isFinished() && m_socket->bytesAvailable() > 0)
        take(m_socket->readAll());
    if (isFinished())
        return;
    if (m_reader.finish() == HttpAnswerReader::State::Complete)
        return end();
    fail(m_isSent ? RemoteHostClosedError : networkErrorOf(m_socket->error()), m_socket->errorString());
}

void StreamingReply::fail(NetworkError error, const QString &text)
{
    setError(error, text);
    Q_EMIT errorOccurred(error);
    end();
}

void StreamingReply::end()
{
    if (isFinished())
        return;
    if (const NetworkError told = statusErrorOf(m_reader.status()); error() == NoError && told != NoError) {
        setError(told, u"HTTP %1"_s.arg(m_reader.status()));
        Q_EMIT errorOccurred(told);
    }
    setFinished(true);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    Q_EMIT finished();
}

} // namespace exaid
