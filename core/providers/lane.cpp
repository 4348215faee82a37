#include "core/providers/lane.h"

#include "core/providers/oneshotbody.h"

#include <QNetworkReply>

namespace exaid {

Lane::Lane()
    : m_manager(std::make_unique<QNetworkAccessManager>())
{
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Lane::~Lane()
{
    // The manager owns its replies; one that is just emitting must outlive the signal.
    if (m_released)
        m_manager.release()->deleteLater();
}

QNetworkReply *Lane::send(const QByteArray &verb, QNetworkRequest request, const QByteArray &body)
{
    Q_ASSERT_X(!m_used, "Lane::send", "a lane carries one request");
    m_used = true;
    const bool hasBody = verb == "POST" || !body.isEmpty();
    if (hasBody)
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::EmitAllUploadProgressSignalsAttribute, true);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    // A redirected POST would carry the key to another origin.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    OneShotBody *const device = hasBody ? new OneShotBody(body) : nullptr;
    m_reply = verb == "POST" ? m_manager->post(request, device)
                             : m_manager->sendCustomRequest(request, verb, device);
    if (device)
        device->setParent(m_reply);
    m_body = device;
    // Back-pressure reaches the provider instead of our memory. Qt starts the request in a later turn, and
    // its connection thread does not hear of a limit that was set before.
    const auto limit = [reply = m_reply.data()] { reply->setReadBufferSize(ReadLimit); };
    QMetaObject::invokeMethod(m_reply, limit, Qt::QueuedConnection);
    return m_reply;
}

void Lane::release(bool insideReply)
{
    QNetworkReply *const reply = m_reply;
    m_reply = nullptr;
    m_body = nullptr;
    if (!reply)
        return;
    if (!reply->isFinished())
        reply->abort();
    if (insideReply) {
        m_released = reply;
        reply->deleteLater();
    } else {
        delete reply;
    }
}

bool Lane::bodyWasRead() const
{
    return m_body && m_body->wasRead();
}

} // namespace exaid
