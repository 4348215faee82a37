#pragma once

// One call of one connection: turns what the engine tells into frames. Heartbeats come from a timer of its
// own, so a call that hangs stays audible. In quiet mode nothing but the final frame is sent. Core thread;
// owned by its connection.

#include "core/calls/callrequest.h"
#include "core/frontends/exai/chunkframes.h"
#include "core/frontends/exai/exaimessages.h"
#include "core/time/timerservice.h"

#include <QByteArray>

namespace exaid {

struct ExaiContext;

// The connection as its calls see it.
class ExaiCallHost
{
public:
    virtual void postSoon(const QJsonObject &frame) = 0;
    virtual void postChunk(const QByteArray &frame) = 0;
    virtual void postProgress(const QJsonObject &frame, const QByteArray &key) = 0;
    // The last frame of the call, and what it was made of. The call is destroyed before this returns.
    virtual void finishCall(quint64 serial, const QJsonObject &frame, const Outcome &outcome,
                            const CallTimes &times) = 0;

protected:
    ~ExaiCallHost() = default;
};

class ExaiCall final : public CallObserver
{
public:
    // A client must hear something within a second; the rest follows at settings.progressInterval, 2.5 s at
    // most.
    static constexpr Duration FirstHeartbeat = std::chrono::milliseconds(750);
    static constexpr Duration LongestHeartbeat = std::chrono::milliseconds(2500);
    // The place in the queue is told at once, but not more often than this; well within the 250 ms that are
    // promised.
    static constexpr Duration PlaceInterval = std::chrono::milliseconds(150);

    ExaiCall(ExaiCallHost &host, const ExaiContext &context, quint64 serial, const exai::CallTool &request);
    Q_DISABLE_COPY_MOVE(ExaiCall)

    // The engine took it; heartbeats begin.
    void started(CallId call);
    // It runs since an earlier connection and has so much time left. Chunks are not taken up again: those
    // that were sent meanwhile are gone.
    void resumed(CallId call, Duration timeLeft);

    CallId call() const { return m_call; }
    const exai::ReplyIds &ids() const { return m_ids; }

    void accepted(CallId call, Duration timeout) override;
    void queued(CallId call, const QueuePlace &place) override;
    void phaseChanged(CallId call, CallPhase phase) override;
    void note(CallId call, const QString &message) override;
    void chunk(CallId call, const QString &text) override;
    void finished(CallId call, const Outcome &outcome, const CallTimes &times) override;

private:
    void heartbeat();
    void tellPlace();
    void tell(const QJsonObject &extra);

    ExaiCallHost &m_host;
    const ExaiContext &m_context;
    const quint64 m_serial;
    const exai::ReplyIds m_ids;
    const exai::ChunkFrames m_chunks;
    const QString m_tool;
    const QByteArray m_progressKey;
    const bool m_isQuiet;
    bool m_wantsStream;
    bool m_isResumed = false;
    const TimePoint m_startedAt;
    CallId m_call;
    std::optional<CallPhase> m_phase;
    std::optional<QueuePlace> m_place; // while queued
    TimePoint m_placeTold{};
    Timer m_heartbeat;
    Timer m_placeTimer;
};

} // namespace exaid
