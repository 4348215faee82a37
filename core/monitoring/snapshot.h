#pragma once

// What the dashboard, `exaid status` and the status tools see: plain measured values at one moment, made on
// the core thread, passed on by value. Never a secret, never a prompt or an answer. Times are absolute
// (monotonic and wall) so that ages can be computed by the reader without traffic.

#include "core/ids.h"
#include "core/time/clock.h"
#include "core/workclass.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace exaid {

struct PoolSnapshot
{
    QString kind; // global, provider, session, model
    QString name; // "" for global; provider id; session's public name
    QString label;
    int capacity = 0;
    int held = 0;
    int available = 0;
    int debt = 0;    // still out above a lowered capacity
    int waiting = 0; // calls waiting for this pool
    int peakHeld = 0;
    bool simulated = false;

    bool operator==(const PoolSnapshot &) const = default;
};

struct CallSnapshot
{
    quint64 id = 0;
    QString session; // public name
    QString requestId;
    QString tool;
    QString provider;
    QString model;
    QString workClass;
    CallPhase phase = CallPhase::Preparing;
    bool simulated = false;
    qint64 startedMs = 0;    // wall, since 1970
    qint64 phaseSinceMs = 0; // wall
    qint64 deadlineMs = 0;   // wall; 0: none
    qint64 waitedMs = 0;     // for a slot, without the wait that still goes on
    qint64 runSinceMs = 0;   // wall; 0: has not got a slot yet
    quint64 leaseId = 0;     // 0: holds no slot
    int position = 0;        // while queued: 1 is next; else 0
    std::optional<qint64> expectedWaitMs;
    qint64 chunks = 0;
    int attempts = 0; // times a provider was asked

    bool operator==(const CallSnapshot &) const = default;
};

struct SessionSnapshot
{
    QString name;
    QString client;    // "claude-code 2.1", as the client says, may be empty
    QString transport; // "exai-ws", "mcp-http", …
    QString address;
    qint64 sinceMs = 0;
    int connections = 0;
    int running = 0;
    int waiting = 0;
    qint64 total = 0;
    qint64 failed = 0;
    double slotSeconds = 0;
    QString lastError;
    bool batch = false;      // its calls are batch unless they say otherwise
    int limit = 0;           // calls at once, in force
    bool ownLimit = false;   // set for this session; else the common one
    int callsLastMinute = 0; // finished

    bool operator==(const SessionSnapshot &) const = default;
};

// What a model's own history says about its pauses.
struct ModelSnapshot
{
    QString model;
    qint64 stallLimitMs = 0;   // in force for its next plain call
    qint64 longestPauseMs = 0; // the pause that the limit was made from; 0: the setting is in force
    int streams = 0;           // remembered

    bool operator==(const ModelSnapshot &) const = default;
};

struct ProviderSnapshot
{
    QString id;
    QString label;
    bool simulated = false;
    QString breaker;           // closed, open, half_open
    qint64 breakerRetryMs = 0; // open: how long no request goes out
    qint64 breakerOpened = 0;  // times
    int configuredLimit = 0;
    int effectiveLimit = 0; // lowered by the provider's refusals; 0: on hold
    qint64 holdMs = 0;      // on hold for this much longer
    int inFlight = 0;
    qint64 requests = 0;
    qint64 refusals = 0; // 429 and overload
    qint64 failures = 0;
    qint64 retries = 0;
    qint64 retriesDenied = 0; // by the budget
    int budgetLeft = 0;       // retries allowed now
    QJsonObject told;  // what the provider's headers said last: {"requests": {"limit": 60, "remaining": 3}}
    QString lastError; // redacted
    QList<ModelSnapshot> models;

    bool operator==(const ProviderSnapshot &) const = default;
};

struct CounterSnapshot
{
    qint64 callsStarted = 0;
    qint64 callsAnswered = 0;
    qint64 callsRefused = 0;
    qint64 callsTimedOut = 0;
    qint64 callsCancelled = 0;
    qint64 callsFailed = 0;
    qint64 leaksFound = 0;
    qint64 leaksRecovered = 0;
    qint64 providerAborts = 0;
    qint64 retries = 0;
    QJsonObject timeoutsByClock; // {"stall": 2}
    QJsonObject refusalsByLimit; // {"queue_total": 1}
    QJsonObject leaksByCause;    // {"orphan": 1}
    QJsonObject leaksByPool;     // {"provider:kimi": {"orphan": 1}}; all session pools are "session"

    bool operator==(const CounterSnapshot &) const = default;
};

struct Snapshot
{
    quint64 sequence = 0;
    qint64 wallMs = 0;
    qint64 startedMs = 0;
    QString version;
    QString state; // starting, serving, draining, stopped
    QString address;
    int port = 0;
    qint64 pid = 0;
    int toolCount = 0;
    int connections = 0;
    bool paused = false;    // nobody is let in for now
    bool simulated = false; // at least one provider is the simulator
    QList<PoolSnapshot> pools;
    QList<ProviderSnapshot> providers;
    QList<SessionSnapshot> sessions;
    QList<CallSnapshot> calls;
    CounterSnapshot counters;

    bool operator==(const Snapshot &) const = default;
};

QJsonObject toJson(const Snapshot &snapshot);
// Unknown fields are ignored, missing ones keep their defaults, so that versions may differ by a little.
Snapshot snapshotFromJson(const QJsonObject &json);

} // namespace exaid
