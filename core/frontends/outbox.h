#pragma once

// The bounded send queue of one connection. A client that reads slowly costs its own connection at most,
// never memory and never another client's time. Only a small window is handed to the socket; the rest waits
// here, where it can still be merged, dropped or thrown away. Sizes are bytes of UTF-8. Core thread.
//
//   below the soft mark   everything goes out in order; a progress frame replaces an unsent one of the same
//   key above the soft mark   progress frames that can't replace one are dropped; replies never are above the
//   hard mark   the connection is closed with 1008 and a reason, what was queued is gone

#include "core/config/settings.h"
#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <QByteArray>
#include <deque>
#include <functional>

namespace exaid {

// Where frames go: a WebSocket, or a recorder in tests.
class FrameSink
{
public:
    virtual void sendFrame(const QByteArray &utf8) = 0;
    // What was sent leaves now, not after all else that this turn of the loop has to do.
    virtual void flush() = 0;
    // A ping that carries this number. Its answer proves that the peer has read all frames before it.
    virtual void sendReceipt(quint64 receipt) = 0;
    virtual qint64 unsentBytes() const = 0; // accepted by the sink, not yet by the system
    virtual void sendClose(int code, const QString &reason) = 0;
    virtual void abort() = 0;

protected:
    ~FrameSink() = default;
};

class Outbox
{
public:
    // Handed to the sink at a time (or one frame, if that is larger).
    static constexpr qint64 Window = 128 * 1024;
    // A close() alone waits behind a full socket for ever.
    static constexpr Duration CloseTimeout = std::chrono::seconds(1);

    Outbox(FrameSink &sink, TimerService &timers, const ServerSettings &settings);
    Q_DISABLE_COPY_MOVE(Outbox)

    // Leaves at once: a client that works one call at a time can only ask again once it has its reply.
    // receipt, if not 0: a ping with that number follows the frame on the wire.
    void post(const QByteArray &frame, quint64 receipt = 0);
    // For what nobody acts on. Leaves with this turn of the loop, together with what else there is: each
    // leaving costs a system call and wakes the peer. Progress too.
    void postSoon(const QByteArray &frame);
    void postProgress(const QByteArray &frame, const QByteArray &key);
    // Sends what is queued, then the close frame; cuts the connection after CloseTimeout. Later posts are
    // ignored.
    void close(int code, const QString &reason);
    // The sink got rid of bytes: hand over more.
    void sinkDrained();
    // The sink closes by itself (the peer said so, or broke the protocol).
    void sinkClosing();

    bool isOpen() const { return m_state == State::Open; }
    qint64 pendingBytes() const { return m_queuedBytes + m_sink.unsentBytes(); }
    qint64 droppedFrames() const { return m_dropped; }
    qint64 mergedFrames() const { return m_merged; }

    // The hard mark was passed. Called once, after the close has been started.
    std::function<void(const QString &reason)> onOverflow;
    // Nothing is pending any more.
    std::function<void()> onDrained;

private:
    enum class State { Open, Flushing, Closing };
    struct Frame
    {
        QByteArray bytes;
        QByteArray key; // empty: a reply
        quint64 receipt = 0;
        bool isUrgent = false;
    };

    void postReply(Frame frame);
    void pump();
    void enqueue(Frame frame);
    void startClosing(int code, const QString &reason);
    void overflow(qint64 wanted);

    const ThreadBound m_thread;
    FrameSink &m_sink;
    TimerService &m_timers;
    const ServerSettings &m_settings;
    std::deque<Frame> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_dropped = 0;
    qint64 m_merged = 0;
    State m_state = State::Open;
    bool m_isPumping = false;
    int m_closeCode = 0;
    QString m_closeReason;
    Timer m_abortTimer;
};

} // namespace exaid
