#pragma once

// One call of a daemon's tool for an MCP client: a seat in the session registry and the call in the engine.
// It may outlive the request that began it (a handle, a task); whoever owns it listens. Destroying it
// abandons the call and frees its slot in the same turn. Core thread.

#include "core/calls/callrequest.h"
#include "core/frontends/mcp/mcpcontext.h"
#include "core/frontends/mcp/mcpseats.h"

#include <memory>
#include <optional>

namespace exaid::mcp {

class McpExchange;

class McpWork final : public CallObserver
{
public:
    class Listener
    {
    public:
        virtual void workChanged() = 0;
        // Last; the work may be destroyed from inside.
        virtual void workEnded() = 0;

    protected:
        ~Listener() = default;
    };

    // For the client of the exchange. Error: it gets no seat (OVER_CAPACITY).
    static Result<std::unique_ptr<McpWork>> begin(McpExchange &exchange, const QString &tool,
                                                  const QJsonObject &arguments, Listener &listener);
    McpWork(const McpContext &context, McpSeats::Seat seat, QString tool, Listener &listener);
    ~McpWork();
    Q_DISABLE_COPY_MOVE(McpWork)

    void setListener(Listener &listener) { m_listener = &listener; }
    // Its slot is free on return; workEnded() comes later.
    void cancel(CancelCause cause);

    const QString &tool() const { return m_tool; }
    SessionId session() const { return m_seat.session(); }
    TimePoint startedAt() const { return m_startedAt; }
    QString state() const; // what is going on, in words: "waiting for a slot, position 3, about 40 s"
    // Nothing: it has not ended.
    const std::optional<Outcome> &outcome() const { return m_outcome; }
    const CallTimes &times() const { return m_times; }

    void accepted(CallId call, Duration timeout) override;
    void queued(CallId call, const QueuePlace &place) override;
    void phaseChanged(CallId call, CallPhase phase) override;
    void note(CallId call, const QString &message) override;
    void chunk(CallId call, const QString &text) override;
    void finished(CallId call, const Outcome &outcome, const CallTimes &times) override;

private:
    void submit(const QJsonObject &arguments);
    void change(const QString &state);

    const McpContext m_context; // a copy: it outlives the peer that it came from
    McpSeats::Seat m_seat;
    const QString m_tool;
    const TimePoint m_startedAt;
    Listener *m_listener;
    CallId m_call;
    QString m_state;
    qint64 m_characters = 0;
    std::optional<Outcome> m_outcome;
    CallTimes m_times;
};

} // namespace exaid::mcp
