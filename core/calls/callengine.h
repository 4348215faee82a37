#pragma once

// The one path every call takes: find the tool, validate, plan, prepare, admit, execute, record, tell. Core thread; never blocks.

#include "core/calls/callservice.h"

#include <memory>

namespace exaid {

class AdmissionDriver;
class Call;
class Metrics;
class EventLog;
class SessionRegistry;
class TimerService;
class ToolCatalog;

class CallEngine final : public CallService
{
public:
    struct Parts
    {
        TimerService &timers;
        ToolCatalog &tools;
        AdmissionDriver &admission;
        SessionRegistry &sessions;
        Metrics &metrics;
        EventLog &events;
    };

    explicit CallEngine(const Parts &parts);
    ~CallEngine() override;
    Q_DISABLE_COPY_MOVE(CallEngine)

    Submitted submit(const CallRequest &request, CallObserver &observer) override;
    bool cancel(CallId call, CancelCause cause) override;
    void abandon(CallId call) override;
    int cancelSession(SessionId session, CancelCause cause) override;
    int liveCount() const override;

    // Refuse new calls from now on (SHUTTING_DOWN); running ones go on.
    void startDraining();
    void cancelAll(CancelCause cause);

    // For the snapshot.
    QList<struct CallSnapshot> snapshot() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace exaid
