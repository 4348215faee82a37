#pragma once

// A daemon as the replay sees it: calls go in, and each ends with at most one reply. The three models (before
// the fix, the report's fix, exaid) stand behind this. Single thread; time comes from the TimerService that
// the model was made with.

#include "app/lab/replay/workload.h"
#include "core/ids.h"

namespace exaid::lab {

enum class ReplyKind { Answered, TimedOut, Failed, Refused };

class ModelListener
{
public:
    // The provider's work begins.
    virtual void started(CallId call) = 0;
    virtual void replied(CallId call, ReplyKind kind) = 0;

protected:
    ~ModelListener() = default;
};

// What a model did, apart from what its clients saw. Slots are counted by call: a call that is lost costs one
// of each of its pools.
struct ModelFigures
{
    int realLeaks = 0;       // calls whose slots were never given back
    int leakAlarms = 0;      // lines "SEMAPHORE HEALTH: … leak" in the log
    int falseLeaks = 0;      // permits called leaked while a live call held them
    int falseRecoveries = 0; // of them released under the live call
    int realRecoveries = 0;  // permits released that were really lost
    int overReleases = 0;    // releases that met a full semaphore
    int mostAboveLimit = 0;  // calls in flight above a limit, at the worst moment and pool
    double secondsAboveLimit = 0;
    int mostInFlight = 0;       // calls at the providers at once
    int timeoutLoops = 0;       // Kimi calls that were sent again after a time-out
    double slotSecondsLost = 0; // slots leaked, times how long
    double slotSecondsIdle = 0; // slots held for a call that nobody waits for any more
    int invariantBreaches = 0;  // exaid: AdmissionController::violation()
};

class DaemonModel
{
public:
    virtual ~DaemonModel() = default;
    DaemonModel(const DaemonModel &) = delete;
    DaemonModel &operator=(const DaemonModel &) = delete;

    virtual void start(ModelListener &listener) = 0;
    // Whether every limit has room for the call and the agent waits for nothing else: only a fault of the
    // daemon can delay it.
    virtual bool hasRoomFor(int agent, const ReplayCall &call) const = 0;
    // Returns how long the client is told that the call may take at most.
    virtual Duration submit(CallId id, int agent, const ReplayCall &call) = 0;
    // The agent's connection is gone; nothing is replied to its calls any more. It connects again with its
    // next call.
    virtual void disconnect(int agent) = 0;
    // The time that counts is over: integrals end here.
    virtual void closeBooks() = 0;

    const ModelFigures &figures() const { return m_figures; }

protected:
    DaemonModel() = default;

    ModelFigures m_figures;
};

} // namespace exaid::lab
