#pragma once

// Reads one HTTP/1.1 request, head and body, from bytes as they come: Content-Length or chunked, with limits
// on both. Not thread-safe; no socket inside.

#include "core/http/httphead.h"
#include "core/http/httpreply.h"

#include <QByteArray>
#include <memory>

namespace exaid {

struct HttpRequest
{
    HttpHead head;
    QByteArray body;
    bool keepAlive = true; // the connection may be used again
};

class HttpRequestReader
{
public:
    enum class State {
        Idle, // nothing has come yet
        Head,
        Body,
        Complete,
        Failed, // failure() says what to answer; the connection can't be used again
    };

    explicit HttpRequestReader(qint64 maxBody);
    ~HttpRequestReader();
    Q_DISABLE_COPY_MOVE(HttpRequestReader)

    // Takes from `bytes` what belongs to this request; what follows it stays.
    State take(QByteArray &bytes);
    State state() const { return m_state; }
    // The client waits for "100 Continue" before it sends the body.
    bool wantsContinue() const;
    // Once, in the states Complete and Failed.
    HttpRequest request();
    const HttpReply &failure() const { return m_failure; }

private:
    struct Parser;

    void fail(int status, const QByteArray &text);

    std::unique_ptr<Parser> m_parser;
    State m_state = State::Idle;
    HttpReply m_failure;
};

} // namespace exaid
