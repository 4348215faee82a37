#pragma once

// One call as a row of the calls table: one that runs, made from a snapshot, or one that has ended, read from
// the history. Measured values only; never a prompt or an answer. Times are the daemon's wall clock in
// milliseconds since 1970, durations milliseconds.

#include "core/monitoring/snapshot.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace exaid {

// How long a call was in each phase, all its attempts together.
struct CallPhaseTimes
{
    qint64 preparing = 0;
    qint64 queued = 0;
    qint64 connecting = 0;
    qint64 firstToken = 0;
    qint64 streaming = 0;
    qint64 finishing = 0;
    qint64 backingOff = 0;
    qint64 longestPause = 0; // between two parts of the answer; within streaming

    void add(CallPhase phase, qint64 ms);
    qint64 sum() const;
    bool operator==(const CallPhaseTimes &) const = default;
};

// The clocks that were set for a call; 0: none.
struct CallRowLimits
{
    qint64 queue = 0;
    qint64 connect = 0;
    qint64 firstToken = 0;
    qint64 stall = 0;
    qint64 total = 0;

    bool operator==(const CallRowLimits &) const = default;
};

struct CallRow
{
    qint64 row = 0; // number in the history, grows with each call that ends; 0: it still runs
    quint64 call = 0;
    QString session;
    QString client;
    QString requestId;
    QString tool;
    QString provider;
    QString model;
    QString workClass;
    QString priority; // interactive, batch
    QString phase;    // while it runs
    QString outcome;  // answer, timed_out, …; empty: it still runs
    QString code;
    QString clock; // the one that expired
    QString message;
    bool simulated = false;
    bool holdsSlot = false;
    qint64 startedMs = 0;
    qint64 endedMs = 0; // 0: it still runs
    qint64 deadlineMs = 0;
    qint64 phaseSinceMs = 0; // while it runs
    qint64 runSinceMs = 0;   // while it runs; 0: has not got a slot yet
    int attempts = 0;
    qint64 chunks = 0;
    qint64 queueMs = 0;
    qint64 runMs = 0;
    std::optional<qint64> promptTokens;
    std::optional<qint64> completionTokens;
    std::optional<qint64> reasoningTokens;
    std::optional<qint64> cachedTokens;
    std::optional<double> cost; // US dollars
    CallPhaseTimes phases;
    CallRowLimits limits;

    bool runs() const { return outcome.isEmpty(); }
    // At this time; of one that has ended, for good.
    qint64 totalMs(qint64 nowMs) const { return (endedMs ? endedMs : nowMs) - startedMs; }
    qint64 waitedMs(qint64 nowMs) const;
    qint64 ranMs(qint64 nowMs) const;
    // What a "state:" filter looks at: "running streaming", "waiting queued", "ended timed_out".
    QString stateWords() const;
    bool operator==(const CallRow &) const = default;
};

QJsonObject toJson(const CallRow &row);
CallRow callRowFromJson(const QJsonObject &json);
CallRow callRowFrom(const CallSnapshot &call);

} // namespace exaid
