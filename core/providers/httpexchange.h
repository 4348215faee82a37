#pragma once

// One HTTP request on a connection of its own, from connecting to the end of the answer. No clocks and no
// meaning: it says what happened on the wire. Core thread. Destroying it closes the connection in the same
// turn; the listener may do that from inside any callback.
//
// The request is sent once and never again, and what comes is read a piece a turn: a provider that floods
// fills the kernel's buffer and not ours, and other calls have their turn between two pieces.

#include "core/providers/dialer.h"
#include "core/providers/httpanswerreader.h"
#include "core/providers/providerchannel.h"
#include "core/providers/ratelimits.h"
#include "core/providers/wirerequest.h"

#include <QByteArrayView>
#include <QObject>
#include <memory>
#include <optional>

class QTcpSocket;

namespace exaid {

enum class WireError {
    None,
    Unreachable, // no connection
    TlsFailed,
    Lost, // the connection ended before the answer did
    HeadTooLong,
    NotHttp,
};

struct ExchangeEnd
{
    WireError error = WireError::None;
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
    QList<QPair<QByteArray, QByteArray>> headers; // all, the above included; names as sent
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
    // Read at once, and kept by the socket when nobody reads.
    static constexpr qint64 PieceBytes = 32 * 1024;

    // The listener hears nothing from inside.
    HttpExchange(std::shared_ptr<ProviderChannel> channel, TimerService &timers, const WireRequest &request,
                 ExchangeListener &listener);
    ~HttpExchange() override;

private:
    // Runs a handler of one of the socket's signals, or what may raise them.
    template <typename Handler>
    void inSocket(Handler &&handler);
    void open();
    void dialed();
    void send();
    void read();
    void take(QByteArrayView bytes); // may destroy this
    void tellHead();
    void closed();
    void end(WireError error, const QString &text);

    const std::shared_ptr<ProviderChannel> m_channel;
    const WireRequest m_request;
    Dialer m_dialer;
    std::unique_ptr<QTcpSocket> m_socket; // once there is a connection
    ExchangeListener &m_listener;
    HttpAnswerReader m_reader;
    QString m_tlsErrors;
    bool m_sent = false;
    bool m_headTold = false;
    bool m_ended = false;
    bool m_insideSocket = false; // one of the socket's signals is on the stack
};

} // namespace exaid
