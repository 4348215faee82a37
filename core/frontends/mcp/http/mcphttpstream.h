#pragma once

// The answers to one POST, or what a GET listens to: a McpChannel over HTTP. If the answer is there before
// the event loop turns, it is one JSON body with its own status; else the head of an event stream leaves at
// once, and comments keep it alive. Core thread.
//
// In the legacy era events are numbered and kept, so that a client whose connection broke can come back for
// the rest; the stream outlives its connections. In the modern era the stream and the connection are one.

#include "core/config/settings.h"
#include "core/frontends/mcp/mcpchannel.h"
#include "core/frontends/mcp/mcptypes.h"
#include "core/http/httphead.h"
#include "core/time/timerservice.h"

#include <QList>
#include <QObject>
#include <deque>

namespace exaid {
class HttpConnection;
}

namespace exaid::mcp {

class McpHttpStream final : public QObject, public McpChannel
{
    Q_OBJECT
public:
    struct Traits
    {
        McpEra era = McpEra::Modern;
        quint64 number = 0;    // in event ids
        bool isKept = false;   // events have ids and are kept for a return
        bool isPrimed = false; // the first event has an id and no data
        int answers = 1;       // then it ends; 0: it does not end by itself
        bool canStream = true; // else one JSON body, however long it takes
        QList<HttpHeader> headers;
    };

    McpHttpStream(const ServerSettings &settings, TimerService &timers, Traits traits);
    ~McpHttpStream() override;

    // The connection waits for an answer.
    void attach(HttpConnection &connection);
    // The handlers have had their turn: if there is no answer yet, the head of the event stream leaves.
    void open();
    // A client came back: what it has not seen after that event, then the rest.
    void resume(HttpConnection &connection, quint64 afterEvent);
    // Ends it from our side, politely.
    void finish();

    void send(const QJsonObject &message, const QByteArray &mergeKey) override;
    void sendFinal(const QJsonObject &message) override;
    void dropRequest() override;
    void hangUp(std::chrono::milliseconds retry) override;

    quint64 number() const { return m_traits.number; }
    bool isAttached() const { return m_connection != nullptr; }
    // All answers are sent, or were called off.
    bool isDone() const { return m_isDone; }
    qint64 keptBytes() const { return m_keptBytes; }

Q_SIGNALS:
    // The connection is gone, or was hung up on. Not from inside send().
    void detached();
    // From inside sendFinal(): delete it later.
    void done();

private:
    struct Event
    {
        quint64 number = 0;
        QByteArray data;
    };

    void write(const QByteArray &bytes);
    void writeEvent(const QByteArray &id, const QByteArray &data);
    void begin();
    void answered();
    void replyAtOnce(const QJsonObject &message);
    void rearmKeepAlive();
    void lostConnection();
    void letGo();
    QByteArray idOf(quint64 event) const;

    const ServerSettings &m_settings;
    TimerService &m_timers;
    const Traits m_traits;
    HttpConnection *m_connection = nullptr;
    bool m_isBegun = false; // the head has left
    bool m_isDone = false;
    bool m_isOverflowing = false;
    int m_left;
    quint64 m_lastEvent = 0;
    std::deque<Event> m_kept;
    qint64 m_keptBytes = 0;
    Timer m_keepAlive;
};

} // namespace exaid::mcp
