#include "core/providers/providercontext.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QByteArray headerSafe(const QString &text)
{
    QByteArray safe;
    for (const QChar c : text.left(200)) {
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            safe.append(c.toLatin1());
    }
    return safe;
}

QUrl ProviderContext::below(const QString &path) const
{
    return QUrl(QString(baseUrl.toString(QUrl::FullyEncoded) + path), QUrl::StrictMode);
}

Error ProviderContext::addressMissing() const
{
    return {u"connect_failed"_s, u"the provider has no valid address"_s,
            u"set %1_BASE_URL"_s.arg(settings.id.toUpper())};
}

QNetworkRequest ProviderContext::request(const QUrl &url, const QString &tag) const
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"exaid"_s);
    request.setRawHeader("Accept-Encoding", "identity");
    if (const QByteArray safe = headerSafe(tag); !safe.isEmpty())
        request.setRawHeader("X-Request-ID", safe);
    if (!settings.apiKey.isEmpty() && !settings.simulated)
        request.setRawHeader("Authorization", "Bearer " + settings.apiKey.reveal());
    return request;
}

} // namespace exaid
