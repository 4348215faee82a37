#pragma once

// One HTTP request on a connection of its own, from connecting to the end of the answer. No clocks and no
// meaning: it says what happened on the wire. Core thread. Destroying it closes the connection in the same
// turn; the listener may do that from inside any callback.

#include "core/providers/provideraccessmanager.h"
#include "core/providers/ratelimits.h"

#include <QByteArrayView>
#include <QNetworkReply>
#include <memory>
#include <optional>

namespace exaid {

struct ExchangeEnd
{
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    bool sent = false; // the provider may have got the request
};

struct ExchangeHead
{
    int status = 0;
    QByteArray contentType;
    std::optional<qint64> contentLength;
    QByteArray retryAfter;
    QByteArray location;
    QList<QNetworkReply::RawHeaderPair> headers; // all, the above included; names as sent
    RateLimits rateLimits;

    QByteArray header(QByteArrayView name) const; // any case; empty: not there
};

class ExchangeListener
{
public:
    virtual void connected() = 0;                        // the request is on its way; once
    virtual void headReceived(const ExchangeHead &) = 0; // at most once
    virtual void received(QByteArrayView bytes) = 0;
    virtual void ended(const ExchangeEnd &end) = 0; // exactly once, last

protected:
    ~ExchangeListener() = default;
};

class HttpExchange final : public QObject
{
    Q_OBJECT
public:
    // What waits unread, at most; the rest stays with the provider.
    static constexpr qint64 ReadLimit = 16 * 1024;

    // The listener hears nothing from inside.
    HttpExchange(std::shared_ptr<ProviderAccessManager> network, const QByteArray &verb,
                 const QNetworkRequest &request, const QByteArray &body, ExchangeListener &listener);
    ~HttpExchange() override;

private:
    // Runs a handler of one of the reply's signals.
    template <typename Handler>
    void inReply(Handler &&handler);
    void noteConnected();
    void noteHead();
    void read();
    void finish();

    const std::shared_ptr<ProviderAccessManager> m_network;
    std::unique_ptr<QNetworkReply> m_reply;
    ExchangeListener &m_listener;
    QString m_tlsErrors;
    bool m_connected = false;
    bool m_headSeen = false;
    bool m_ended = false;
    bool m_insideReply = false; // one of the reply's signals is on the stack
};

} // namespace exaid
