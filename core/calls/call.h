#pragma once

// One tool call, from its request to its outcome: a state machine that owns the tool's run, the place in the
// queue and then the lease, and the one absolute deadline. Core thread. It ends exactly once; its permits are
// back and its provider request is aborted before end() returns; its outcome is told later by the engine,
// from the event loop.
//
//   Created → Preparing → Queued → Running → Ended          each may end
//                            ↑         ↓
//                            └─ BackingOff
//
// This is the one place that repeats a request: only what is safe, within the same deadline, within the
// provider's retry budget, and without a permit while it waits.

#include "core/admission/lease.h"
#include "core/calls/admissiondriver.h"
#include "core/calls/callparts.h"
#include "core/calls/callrequest.h"
#include "core/monitoring/callrow.h"
#include "core/monitoring/metrics.h"
#include "core/monitoring/snapshot.h"
#include "core/time/deadline.h"
#include "core/tools/tool.h"

#include <functional>
#include <memory>

namespace exaid {

class ProviderGuard;

class Call final : private ToolEvents, private AdmissionListener
{
public:
    enum class State { Created, Preparing, Queued, Running, BackingOff, Ended };

    // The engine's side. Both are called from inside the call's own functions.
    struct Host
    {
        std::function<CallObserver *()> observer; // null: nobody listens any more
        std::function<void()> ended;
    };

    Call(CallId id, const CallRequest &request, const CallParts &parts, Host host);
    ~Call();
    Q_DISABLE_COPY_MOVE(Call)

    // Resolves, validates, plans and starts. May end the call (unknown tool, bad arguments).
    void start();
    // Ends it without an answer. Nothing happens when it has ended.
    void cancel(CancelCause cause);
    void end(Outcome outcome);

    CallId id() const { return m_id; }
    State state() const { return m_state; }
    const CallRequest &request() const { return m_request; }
    Duration timeLeft() const { return m_deadline.remaining(m_parts.timers.now()); }
    // Preconditions of these: state() == Ended.
    const Outcome &outcome() const { return *m_outcome; }
    CallTimes times() const { return m_times; }
    MetricTimes metricTimes() const;
    // The line for the call log.
    QJsonObject record() const;

    CallSnapshot snapshot() const;
    // All that is known of it: of one that runs, so far.
    CallRow row() const;

private:
    enum class Event { Started, Prepared, PreparedLocal, Granted, AttemptFailed, BackedOff, Ended };

    void prepared() override;
    void phaseChanged(CallPhase phase) override;
    void note(const QString &message) override;
    void chunk(const QString &text) override;
    void finished(const Outcome &outcome) override;
    void attemptFailed(const Outcome &outcome) override;
    void granted(Lease lease, quint64 place) override;
    void refused(const Refusal &refusal) override;
    void placeChanged(const QueuePlace &place) override;

    [[nodiscard]] bool advance(Event event);
    void begin(const Tool &tool, const QJsonObject &arguments, const CallPlan &plan);
    void enterPhase(CallPhase phase);
    bool switchToFallback(const Tool &tool, QJsonObject &arguments, CallPlan &plan, QString &note) const;
    void ask();
    void execute();
    void backOff(const Outcome &failure, Duration wait);
    void standBack();
    void askAfter(Duration wait);
    void expire();
    ProviderGuard *guard() const;

    const CallId m_id;
    const CallRequest m_request;
    const CallParts &m_parts;
    const QString m_sessionName; // kept, because the session may be gone when the call is recorded
    const QString m_client;
    const Priority m_priority;
    const Host m_host;
    QString m_fallbackNote; // set: another model answers than the one asked for
    State m_state = State::Created;
    CallPhase m_phase = CallPhase::Preparing;
    const TimePoint m_since;
    const WallTime m_wallSince;
    TimePoint m_phaseSince;
    WallTime m_wallPhaseSince;
    CallPhaseTimes m_phaseTimes; // without the present phase
    std::optional<TimePoint> m_lastChunk;
    std::optional<TimePoint> m_queuedSince;
    std::optional<TimePoint> m_runningSince;
    bool m_firstTokenSeen = false;
    CallPlan m_plan;
    Deadline m_deadline;
    Timer m_deadlineTimer;
    Timer m_executeTimer;
    std::optional<QueuePlace> m_place;
    TicketId m_ticket;
    quint64 m_linePlace = 0; // of the first grant: a call that backed off keeps its place in line
    int m_attempts = 0;
    bool m_toldSomething = false; // of the answer
    Timer m_backOffTimer;
    bool m_retryReserved = false; // in the provider's budget
    qint64 m_chunks = 0;
    std::optional<Outcome> m_outcome;
    CallTimes m_times;
    std::unique_ptr<ToolRun> m_run;
    Lease m_lease; // last: goes back before the run dies, and after it was cancelled
};

} // namespace exaid
