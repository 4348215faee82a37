#include "core/providers/httpexchange.h"

#include <QPointer>
#include <QSslError>
#include <QStringList>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QByteArray ExchangeHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (QByteArrayView(key).compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

HttpExchange::HttpExchange(std::shared_ptr<ProviderAccessManager> network, const QByteArray &verb,
                           const QNetworkRequest &request, const QByteArray &body, ExchangeListener &listener)
    : m_network(std::move(network))
    , m_reply(m_network->sendCustomRequest(request, verb, body))
    , m_listener(listener)
{
    m_network->opened();
    m_reply->setReadBufferSize(ReadLimit);
    QNetworkReply *const reply = m_reply.get();
    connect(reply, &QNetworkReply::requestSent, this, [this] { inReply([this] { noteConnected(); }); });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] { inReply([this] { noteHead(); }); });
    connect(reply, &QNetworkReply::readyRead, this, [this] { inReply([this] { read(); }); });
    connect(reply, &QNetworkReply::finished, this, [this] { inReply([this] { finish(); }); });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts << error.errorString();
        m_tlsErrors = texts.join(u"; "_s);
    });
}

HttpExchange::~HttpExchange()
{
    // abort() emits finished: nobody may hear it any more.
    m_ended = true;
    m_reply->disconnect(this);
    m_reply->abort();
    if (m_insideReply) {
        m_reply->setParent(nullptr); // the manager may go now
        m_reply.release()->deleteLater();
    }
    m_network->closed();
}

template <typename Handler>
void HttpExchange::inReply(Handler &&handler)
{
    const QPointer<HttpExchange> self(this);
    const bool before = std::exchange(m_insideReply, true);
    handler();
    if (self)
        m_insideReply = before;
}

void HttpExchange::noteConnected()
{
    if (std::exchange(m_connected, true) || m_ended)
        return;
    m_listener.connected();
}

void HttpExchange::noteHead()
{
    if (m_ended || m_headSeen)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    m_headSeen = true;
    const QPointer<HttpExchange> self(this);
    noteConnected();
    if (!self)
        return;
    ExchangeHead head;
    head.status = status;
    head.contentType = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    bool hasLength = false;
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&hasLength);
    if (hasLength)
        head.contentLength = length;
    head.retryAfter = m_reply->rawHeader("Retry-After");
    bool hasMilliseconds = false;
    const double milliseconds = m_reply->rawHeader("Retry-After-Ms").toDouble(&hasMilliseconds);
    if (hasMilliseconds) // some send this as well, and mean it more exactly
        head.retryAfter = QByteArray::number(milliseconds / 1'000);
    head.location = m_reply->rawHeader("Location");
    head.headers = m_reply->rawHeaderPairs();
    head.rateLimits = rateLimitsFrom([this](const QByteArray &name) { return m_reply->rawHeader(name); });
    m_listener.headReceived(head);
}

void HttpExchange::read()
{
    const QPointer<HttpExchange> self(this);
    noteHead();
    if (!self || m_ended)
        return;
    // Not readAll(), which asks for sixteen kibibytes more each time.
    const QByteArray bytes = m_reply->read(m_reply->bytesAvailable());
    if (!bytes.isEmpty())
        m_listener.received(bytes);
}

void HttpExchange::finish()
{
    const QPointer<HttpExchange> self(this);
    noteHead();
    if (!self)
        return;
    // The limit on the read buffer may have left the last part for later.
    while (!m_ended && m_reply->bytesAvailable() > 0) {
        m_listener.received(m_reply->read(m_reply->bytesAvailable()));
        if (!self)
            return;
    }
    if (std::exchange(m_ended, true))
        return;
    m_listener.ended(
        {m_reply->error(), m_tlsErrors.isEmpty() ? m_reply->errorString() : m_tlsErrors, m_connected});
}

} // namespace exaid
