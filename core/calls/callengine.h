#pragma once

// The one path every call takes: find the tool, validate, plan, prepare, admit, execute, record, tell. Core
// thread; never blocks. Front ends have no limits, caches or timeouts of their own for calls.

#include "core/admission/admissiontypes.h" // Liveness
#include "core/calls/callparts.h"
#include "core/calls/callservice.h"
#include "core/monitoring/callrow.h"
#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <QHash>
#include <map>
#include <memory>
#include <vector>

namespace exaid {

class Call;

class CallEngine final : public CallService, public Liveness
{
public:
    explicit CallEngine(const CallParts &parts);
    ~CallEngine() override;

    Submitted submit(const CallRequest &request, CallObserver &observer) override;
    std::optional<Duration> adopt(CallId call, quint64 connection, const QString &requestId,
                                  CallObserver &observer) override;
    bool cancel(CallId call, CancelCause cause) override;
    void abandon(CallId call) override;
    int cancelSession(SessionId session, CancelCause cause) override;
    int liveCount() const override { return static_cast<int>(m_calls.size()); }

    // Refuse new calls from now on (SHUTTING_DOWN); running ones go on.
    void startDraining() { m_draining = true; }
    void cancelAll(CancelCause cause);
    // Called, from the event loop, each time the last call has been answered.
    void setIdleListener(std::function<void()> listener) { m_idle = std::move(listener); }

    bool callAlive(CallId call) const override;
    bool sessionAlive(SessionId session) const override;

    QList<CallSnapshot> snapshot() const;
    int runningOf(SessionId session) const;
    // Of a call that has not been told yet; with all its clocks.
    std::optional<CallRow> rowOf(CallId call) const;

private:
    struct Key
    {
        quint64 connection = 0;
        QString requestId;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.connection, key.requestId);
        }
    };
    struct Entry
    {
        std::unique_ptr<Call> call;
        CallObserver *observer = nullptr; // null: abandoned
        Key key;
    };

    void startSubmitted();
    void callEnded(CallId call);
    void deliverEnded();
    void record(const Call &call);

    const ThreadBound m_thread;
    CallParts m_parts;
    std::map<CallId, Entry> m_calls; // until told
    QHash<Key, CallId> m_byRequest;  // until ended: an ended call's id is free again
    std::vector<CallId> m_starting;
    Timer m_startTimer;
    std::vector<CallId> m_ended;
    Timer m_deliveryTimer;
    std::function<void()> m_idle;
    quint64 m_lastCall = 0;
    bool m_draining = false;
};

} // namespace exaid
