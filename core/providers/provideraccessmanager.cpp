#include "core/providers/provideraccessmanager.h"

#include "core/providers/streamingreply.h"

namespace exaid {

namespace {

// Empty: none that is spoken here.
QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::HeadOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return {};
}

} // namespace

ProviderAccessManager::ProviderAccessManager(TimerService &timers)
    : m_timers(timers)
{
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QNetworkReply *ProviderAccessManager::createRequest(Operation operation, const QNetworkRequest &request,
                                                    QIODevice *body)
{
    m_thread.assertHere("ProviderAccessManager::createRequest");
    auto *const reply = new StreamingReply(m_timers, verbOf(operation, request), request,
                                           body ? body->readAll() : QByteArray(), this);
    reply->setOperation(operation);
    return reply;
}

} // namespace exaid
