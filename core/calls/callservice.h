#pragma once

// What front ends and the monitor see of the engine. Core thread.

#include "core/calls/callrequest.h"

namespace exaid {

class CallService
{
public:
    struct Submitted
    {
        CallId call;
        bool isNew = true;
    };

    virtual ~CallService() = default;

    // Takes the call on. A repeat of (connection, requestId) that still runs attaches to the original: its id
    // is returned, the observer is not taken (isNew false), no second slot, no second provider call.
    virtual Submitted submit(const CallRequest &request, CallObserver &observer) = 0;
    // Hands the call to another observer, which hears what comes from now on, finished() included; from now
    // on it is repeated by `requestId` of `connection`. The time left until its deadline; nothing: it is over
    // and told.
    virtual std::optional<Duration> adopt(CallId call, quint64 connection, const QString &requestId,
                                          CallObserver &observer) = 0;
    // Ends the call now, whatever its phase: its provider request is aborted and its permits are free when
    // this returns. The observer hears finished() later, from the event loop. False: no such call.
    virtual bool cancel(CallId call, CancelCause cause) = 0;
    // The observer hears nothing more and the call is cancelled: its connection is gone. Permits are free on
    // return.
    virtual void abandon(CallId call) = 0;
    // Cancels all calls of a session; how many.
    virtual int cancelSession(SessionId session, CancelCause cause) = 0;
    // Calls running or waiting now.
    virtual int liveCount() const = 0;

protected:
    CallService() = default;
    Q_DISABLE_COPY_MOVE(CallService)
};

} // namespace exaid
