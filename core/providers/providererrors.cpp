#include "core/providers/providererrors.h"

#include "core/providers/httpanswerreader.h"
#include "core/providers/providercodes.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QString placeOf(const QUrl &url)
{
    const int port = url.port();
    return port < 0 ? url.host() : QString(url.host() + u':' + QString::number(port));
}

QString providerMessageIn(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue error = object.value("error"_L1);
    for (const QString &text :
         {error["message"_L1].toString(), error.toString(), object.value("message"_L1).toString(),
          object.value("msg"_L1).toString(), object.value("detail"_L1).toString()}) {
        if (!text.isEmpty())
            return text;
    }
    return object.isEmpty() ? QString::fromUtf8(body) : QString();
}

bool isConnectError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

} // namespace

QString redactProviderText(const QString &text, const Secret &key)
{
    QString clean = text;
    if (!key.isEmpty())
        clean.replace(QString::fromUtf8(key.reveal()), u"[key]"_s);
    static const QRegularExpression keyLike(u"(Bearer\\s+\\S+|\\bsk-[A-Za-z0-9_\\-]{6,})"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    clean.replace(keyLike, u"[key]"_s);
    clean = clean.simplified();
    if (clean.size() > 500)
        clean = clean.left(499) + u'…';
    return clean;
}

std::optional<Duration> parseRetryAfter(const QByteArray &value, WallTime now)
{
    using namespace std::chrono;
    constexpr Duration most = hours(24);
    bool isNumber = false;
    const double secondsGiven = value.trimmed().toDouble(&isNumber);
    if (isNumber) {
        if (!(secondsGiven >= 0))
            return std::nullopt;
        return duration_cast<Duration>(
            duration<double>(std::min(secondsGiven, duration<double>(most).count())));
    }
    // Qt knows the zone of RFC 2822 dates as a number only.
    QString text = QString::fromLatin1(value.trimmed());
    if (text.endsWith("GMT"_L1))
        text.replace(text.size() - 3, 3, u"+0000"_s);
    const QDateTime date = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!date.isValid())
        return std::nullopt;
    const Duration wait = milliseconds(date.toMSecsSinceEpoch()) - now.time_since_epoch();
    if (wait <= Duration::zero())
        return std::nullopt;
    return std::min(wait, most);
}

ProviderFailed ProviderErrors::make(const Error &error, int status, bool mayHaveRun) const
{
    ProviderFailed failed;
    failed.provider = m_settings.id;
    failed.model = m_model;
    failed.error = error;
    failed.error.message = redactProviderText(error.message, m_settings.apiKey);
    failed.httpStatus = status;
    failed.mayHaveRun = mayHaveRun;
    return failed;
}

ProviderFailed ProviderErrors::fromStatus(const ExchangeHead &head, const QByteArray &body, const QUrl &url,
                                          WallTime now) const
{
    if (head.status >= 300 && head.status < 400) {
        const QUrl target = url.resolved(QUrl::fromEncoded(head.location));
        return make(
            {u"redirected"_s,
             u"%1 redirects to %2; the request and its key were not sent there"_s.arg(who(), placeOf(target)),
             u"set %1 to the provider's present address"_s.arg(setting(u"_BASE_URL"_s))},
            head.status, false);
    }
    const QString own = providerMessageIn(body);
    const QString code = providerCodeIn(QJsonDocument::fromJson(body).object());
    const QString told = own.isEmpty() ? QString() : QString(u": "_s + own);
    if (head.status == 401 || head.status == 403) {
        return make({u"auth_rejected"_s,
                     u"%1 rejected the API key (HTTP %2)%3"_s.arg(who(), QString::number(head.status), told),
                     u"check %1"_s.arg(setting(u"_API_KEY"_s))},
                    head.status, false);
    }
    if (head.status == 429) {
        ProviderFailed failed =
            make({u"rate_limited"_s, u"%1 limits the rate of requests (HTTP 429)%2"_s.arg(who(), told),
                  u"wait, or lower the provider's limit of calls at once"_s},
                 head.status, false);
        failed.retryAfter = parseRetryAfter(head.retryAfter, now);
        failed.providerCode = code;
        return failed;
    }
    ProviderFailed failed = make(
        {u"http_error"_s, u"%1 answered with HTTP %2%3"_s.arg(who(), QString::number(head.status), told), {}},
        head.status, head.status >= 500);
    failed.providerCode = code;
    if (!head.retryAfter.isEmpty())
        failed.retryAfter = parseRetryAfter(head.retryAfter, now);
    return failed;
}

ProviderFailed ProviderErrors::fromWire(const ExchangeEnd &end, const QUrl &url, int status) const
{
    const QString place = placeOf(url);
    if (end.error == QNetworkReply::UnknownContentError) {
        return make({u"too_large"_s,
                     u"%1 at %2 sends headers without an end; they were cut after %3 KiB"_s.arg(
                         who(), place, QString::number(HttpAnswerReader::MaxHeadBytes / 1024)),
                     u"check %1"_s.arg(setting(u"_BASE_URL"_s))},
                    status, true);
    }
    if (end.error == QNetworkReply::ProtocolFailure) {
        return make({u"malformed"_s,
                     u"what %1 answers at %2 is not HTTP/1.1: %3"_s.arg(who(), place, end.errorText),
                     u"check %1"_s.arg(setting(u"_BASE_URL"_s))},
                    status, true);
    }
    if (end.error == QNetworkReply::SslHandshakeFailedError) {
        return make({u"tls_failed"_s,
                     u"no secure connection to %1 at %2: %3"_s.arg(who(), place, end.errorText),
                     u"check the system's certificates and clock, or %1"_s.arg(setting(u"_BASE_URL"_s))},
                    status, false);
    }
    if (status >= 200 && status < 300) {
        return make({u"truncated"_s, u"%1 ended the connection in the middle of its answer"_s.arg(who()), {}},
                    status, true);
    }
    if (!end.sent || isConnectError(end.error)) {
        return make({u"connect_failed"_s, u"%1 can't be reached at %2: %3"_s.arg(who(), place, end.errorText),
                     u"check the network and %1"_s.arg(setting(u"_BASE_URL"_s))},
                    status, false);
    }
    return make({u"connection_lost"_s,
                 u"%1 closed the connection without an answer; it may have done the work"_s.arg(who()),
                 {}},
                status, true);
}

} // namespace exaid
