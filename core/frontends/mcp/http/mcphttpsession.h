#pragma once

// A session of the handshake era over HTTP: one peer, and the streams that its answers go to. A stream whose
// connection broke is kept, with its call, for the grace time (EXAI_RESUME_GRACE_SECS); a client that comes
// back with Last-Event-ID gets the rest. Core thread; owned by McpHttpServer.

#include "core/frontends/mcp/http/mcphttpstream.h"
#include "core/frontends/mcp/mcppeer.h"

#include <map>

namespace exaid {
struct HttpRequest;
}

namespace exaid::mcp {

class McpHttpSession final : public QObject
{
    Q_OBJECT
public:
    McpHttpSession(QByteArray id, const McpContext &context, const McpOrigin &origin);
    ~McpHttpSession() override;

    const QByteArray &id() const { return m_id; }
    const McpPeer &peer() const { return m_peer; }
    // Nothing runs and nobody listens.
    bool isIdle() const;
    TimePoint lastSeen() const { return m_lastSeen; }

    // `headers` go with the answer.
    void post(const RpcInput &input, HttpConnection &connection, bool canStream,
              const QList<HttpHeader> &headers);
    // `lastEvent`: of the header; empty for a new stream. False: there is no such stream any more.
    bool get(HttpConnection &connection, const QByteArray &lastEvent, const QList<HttpHeader> &headers);
    // Answers that were sent, but that the client may not have got.
    int keptCount() const;
    qint64 keptBytes() const;
    TimePoint oldestKept() const; // when it was sent; the largest time: there is none
    // Not from inside an answer.
    void dropOldestKept();
    // What listens gets the rest of what was said, and a proper end.
    void finish();

Q_SIGNALS:
    // One more answer. From inside it.
    void answerKept();

private:
    struct Kept
    {
        std::unique_ptr<McpHttpStream> stream;
        Timer grace;
        TimePoint endedAt{};
    };
    using Streams = std::map<quint64, Kept>;

    Streams::const_iterator oldest() const;

    void detached(quint64 number);
    void ended(quint64 number);
    void drop(quint64 number);
    void limitKept();

    const QByteArray m_id;
    const McpContext m_context;
    TimePoint m_lastSeen;
    quint64 m_lastNumber = 0;
    Streams m_streams;
    McpPeer m_peer;        // dies first: it speaks to the streams
    quint64 m_unasked = 0; // number of the GET stream
};

} // namespace exaid::mcp
