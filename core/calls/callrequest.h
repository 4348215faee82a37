#pragma once

// A call as a front end hands it over, and what the front end hears back. Core thread.

#include "core/admission/admissiontypes.h" // QueuePlace
#include "core/ids.h"
#include "core/outcome.h"

#include <QJsonObject>
#include <QString>
#include <optional>

namespace exaid {

struct CallRequest
{
    SessionId session;
    quint64 connection = 0; // scope of requestId: ids of different connections never meet
    QString requestId; // the client's id, or a fresh one made by the front end; never empty, never shared
    QString tool;
    QJsonObject arguments;
    std::optional<Priority> priority = std::nullopt; // none: the session's own
};

struct CallTimes
{
    Duration queued{}; // waiting for a slot
    Duration ran{};    // from the grant (or the start of a local tool) to the end
    Duration total{};
};

// Implemented by front ends, one per call. finished() comes exactly once and last, unless the observer
// detached before; nothing is called from inside CallEngine::submit(). The observer may be destroyed from
// inside finished().
class CallObserver
{
public:
    // The call is taken on; its outcome comes at the latest after `timeout`. Not called for calls refused or
    // rejected at once.
    virtual void accepted(CallId call, Duration timeout) = 0;
    virtual void queued(CallId call, const QueuePlace &place) = 0; // again whenever the place changes
    virtual void phaseChanged(CallId call, CallPhase phase) = 0;
    virtual void note(CallId call, const QString &message) = 0;
    virtual void chunk(CallId call, const QString &text) = 0;
    virtual void finished(CallId call, const Outcome &outcome, const CallTimes &times) = 0;

protected:
    ~CallObserver() = default;
};

} // namespace exaid
