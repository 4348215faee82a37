#pragma once

// One HTTP/1.1 connection on a socket that was accepted and whose request waits unread: requests one after
// the other, each answered whole or as a stream. Strangers speak here, so everything has a limit: head and
// body (size and time), idle time, and how long a peer may leave an answer unread. Core thread. Owns the
// socket from now on.

#include "core/http/httprequestreader.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <optional>

class QTcpSocket;

namespace exaid {

class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        qint64 maxBody = 4 * 1024 * 1024;
        Duration headTime = std::chrono::seconds(5);  // from the first byte of a request
        Duration bodyTime = std::chrono::seconds(30); // from the end of its head
        Duration idleTime = std::chrono::seconds(60); // between two requests
        // An answer of which the peer takes nothing for so long is given up, with the connection.
        Duration stallTime = std::chrono::seconds(30);
    };

    HttpConnection(QTcpSocket *socket, TimerService &timers, const Limits &limits, QObject *parent);
    ~HttpConnection() override;

    // Reads what is there; requestArrived() may be emitted before this returns.
    void start();

    // The answer to the last request. The next one is read only after it, and only if both sides keep the
    // connection.
    void reply(const HttpReply &reply);
    // An answer in pieces, each of which leaves at once. The peer's going is noticed meanwhile.
    void beginStream(int status, const QByteArray &contentType, const QList<HttpHeader> &headers);
    void write(const QByteArray &bytes);
    void endStream();
    // Ends the stream by ending the connection, after what is written has left.
    void closeAfterWriting();
    // The rest of the request that isReceiving() is not waited for: 408. Not from inside its handler.
    void timeOut();
    // At the next turn of the event loop, so that it may be called from anywhere.
    void abortSoon();

    bool isStreaming() const { return m_state == State::Streaming; }
    bool isIdle() const
    {
        return m_state == State::Reading && m_reader->state() == HttpRequestReader::State::Idle;
    }
    // In the middle of a request.
    bool isReceiving() const
    {
        return m_state == State::Reading && m_reader->state() != HttpRequestReader::State::Idle;
    }
    TimePoint waitingSince() const { return m_waitingSince; }     // since the last answer
    TimePoint receivingSince() const { return m_receivingSince; } // of what isReceiving()
    qint64 unsentBytes() const;
    QString peerAddress() const;
    QTcpSocket *socket() const { return m_socket; }

Q_SIGNALS:
    void requestArrived(const exaid::HttpRequest &request);
    // Once, when the peer is gone or was cut off. The object may be deleted later from here.
    void closed();

private:
    enum class State { Reading, Serving, Streaming, Closing, Closed };

    void readMore();
    void pump();
    void fail(const HttpReply &reply);
    void nextRequest();
    void watchReading();
    void bytesLeft();
    void send(const QByteArray &bytes);
    void socketClosed();

    QTcpSocket *const m_socket; // child
    TimerService &m_timers;
    const Limits m_limits;
    std::unique_ptr<HttpRequestReader> m_reader;
    QByteArray m_buffer; // received, not yet read
    State m_state = State::Reading;
    HttpRequestReader::State m_watched = HttpRequestReader::State::Complete;
    TimePoint m_waitingSince;
    TimePoint m_receivingSince{};
    bool m_keepAlive = true;
    bool m_isHeadRequest = false;
    bool m_isChunked = true;
    Timer m_readTimer;
    Timer m_stallTimer;
};

} // namespace exaid
