#pragma once

// Who held which slot, and when, over the last minutes: one span for each call that held one. Made from
// snapshots, which show what runs, and from the events of finished calls, which say to the millisecond when
// it ended and how; a call that was too short for any snapshot still gets its span. Slots have no number in
// the daemon: a call gets the lowest lane of its provider that is free, and keeps it. Times are the daemon's
// wall clock in milliseconds. Bounded in time and number. Values only; GUI thread.

#include "core/monitoring/monitorevent.h"
#include "core/monitoring/snapshot.h"
#include "core/time/clock.h"

#include <QHash>
#include <QList>
#include <map>

namespace exaid {

struct SlotSpan
{
    struct Mark
    {
        qint64 atMs = 0;
        CallPhase phase = CallPhase::Connecting;

        bool operator==(const Mark &) const = default;
    };

    quint64 call = 0;
    QString session;
    QString tool;
    QString provider;
    QString model;
    int lane = 0;
    qint64 fromMs = 0;
    qint64 toMs = 0; // 0: it still holds the slot
    qint64 deadlineMs = 0;
    QList<Mark> phases; // by time
    QString outcome;    // answer, timed_out, cancelled, …; empty: not known (yet)

    bool runs() const { return toMs == 0; }
    bool operator==(const SlotSpan &) const = default;
};

class SlotHistory
{
public:
    explicit SlotHistory(Duration span = std::chrono::minutes(15), size_t maxSpans = 4'096);

    void record(const Snapshot &snapshot);
    void record(const MonitorEvent &event);

    const std::map<quint64, SlotSpan> &spans() const { return m_spans; }
    // Null: it holds no slot, or never did.
    const SlotSpan *running(quint64 call) const;
    // A small number for each session, for its colour; the same as long as the session is seen.
    int ownerIndex(const QString &session) const { return m_owners.value(session); }
    // Lanes used since then, at least the present capacity.
    int laneCount(const QString &provider, qint64 sinceMs) const;

private:
    int laneNow(const QString &provider) const;
    void clearLane(const QString &provider, int lane, qint64 fromMs);
    // For a call that is over.
    int freeLane(const QString &provider, qint64 fromMs, qint64 toMs) const;
    void see(const CallSnapshot &call, qint64 nowMs);
    void forget(qint64 nowMs);
    void nameOwner(const QString &session);

    const qint64 m_spanMs;
    const size_t m_maxSpans;
    qint64 m_daemonStartMs = 0;
    std::map<quint64, SlotSpan> m_spans; // by call
    QHash<QString, int> m_owners;
    QHash<QString, int> m_capacities; // by provider
};

} // namespace exaid
