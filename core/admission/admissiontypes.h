#pragma once

// The vocabulary of admission control: what may come in (events), what comes out (actions), and the limits
// between them. Plain values. Times are monotonic and always given from outside.

#include "core/ids.h"
#include "core/time/clock.h"
#include "core/workclass.h"

#include <QHash>
#include <QString>
#include <optional>
#include <variant>
#include <vector>

namespace exaid {

using namespace std::chrono_literals;

enum class PoolKind { Global, Provider, Model, Session };

struct PoolName
{
    PoolKind kind = PoolKind::Global;
    QString name; // provider id, model id; empty for global; session pools are named by `session`
    SessionId session;

    bool operator==(const PoolName &) const = default;
};

struct AdmissionLimits
{
    int global = 5;
    int perSession = 2;
    QHash<QString, int> providers; // a provider that is not listed has no pool and no calls
    QHash<QString, int> models;    // optional further pools
    int queuePerSession = 64;
    int queueTotal = 1'024;
    Duration overdueGrace = 10s;
    // A just-freed slot is kept for a moment for its session: as long as the session has shown to need until
    // its next call (ReturnMeter), at most this share of the mean service time and at most holdMax; before
    // anything is known of it for holdShare and holdUnlearned. Of each provider's slot-seconds at most
    // holdBudget is spent on that in the long run. holdMax 0: never.
    Duration holdMax = 20ms;
    double holdShareMax = 0.03;
    Duration holdUnlearned = 3ms;
    double holdShare = 0.01;
    double holdBudget = 0.019;
    // Past use counts half after this long.
    Duration usageHalfLife = 60s;
    // After waiting this long a batch call counts as interactive, and a session that was passed over this
    // long (or eight fair turns, if that is longer) comes first. See FairScheduler.
    Duration patience = 30s;
    // So many permits of each provider are not lent to a session that already holds one there, for as long as
    // reserveShare of the mean service time, at most reserveMax, while another session was active within
    // reserveFor; only where a call takes at least reserveFrom in the mean. See ProviderReserve. 0: lend all.
    int reservePerProvider = 1;
    double reserveShare = 1.0;
    Duration reserveMax = 10s;
    Duration reserveFor = 60s;
    Duration reserveFrom = 5s;
    // Nobody is let in. Running calls go on; who waits goes on waiting, until its queue deadline at the
    // latest.
    bool paused = false;
};

// A lease as its holder knows it. The slot may be used again by a later lease; the generation tells them
// apart, so that a late release can never free somebody else's permit.
struct LeaseRef
{
    LeaseId id;
    quint32 slot = 0;
    quint32 generation = 0;

    bool operator==(const LeaseRef &) const = default;
};

// Where a waiting call stands. An estimate, made from what was measured.
struct QueuePlace
{
    int position = 0;                     // 1: next
    std::optional<Duration> expectedWait; // none: nothing measured yet, or paused
    bool paused = false;                  // nobody is let in for now

    bool operator==(const QueuePlace &) const = default;
};

// Batch work waits behind interactive work; see FairScheduler for how far.
enum class Priority : quint8 { Interactive, Batch };

// Events
// ------------------------------------------------------------------------------------------------------------------

struct Arrive
{
    TicketId ticket; // from AdmissionController::issueTicket(); one that has arrived before is ignored: the
                     // first arrival gets the one answer
    CallId call;
    SessionId session;
    QString provider;
    QString model;
    TimePoint queueDeadline{TimePoint::max()}; // no grant from then on
    TimePoint callDeadline{TimePoint::max()};  // for the auditor
    quint64 place = 0; // an earlier grant's place in line, when a call comes back after a back-off
    Priority priority = Priority::Interactive;
};
struct Withdraw
{
    TicketId ticket;
};
struct Return
{
    LeaseRef lease;
};
struct EnterPhase
{
    LeaseRef lease;
    CallPhase phase = CallPhase::Connecting;
};
struct EndSession
{
    SessionId session;
};
struct ChangeLimits
{
    AdmissionLimits limits;
};
// A limit of this session's own, in place of AdmissionLimits::perSession, until it ends. Lowering it cuts no
// live lease. 0: nothing more starts; none: the common limit again.
struct LimitSession
{
    SessionId session;
    std::optional<int> limit;
};
struct Tick
{};

// Who still lives, as the rest of the daemon knows it. Asked only during an audit.
class Liveness
{
public:
    virtual bool callAlive(CallId call) const = 0;
    virtual bool sessionAlive(SessionId session) const = 0;

protected:
    ~Liveness() = default;
};
struct Audit
{
    const Liveness *liveness = nullptr; // not null
};

using AdmissionEvent =
    std::variant<Arrive, Withdraw, Return, EnterPhase, EndSession, ChangeLimits, LimitSession, Tick, Audit>;

// Actions
// -----------------------------------------------------------------------------------------------------------------

struct Grant
{
    TicketId ticket;
    CallId call;
    LeaseRef lease;
    Duration waited{};
    quint64 place = 0;
};
struct Enqueued
{
    TicketId ticket;
    CallId call;
};

enum class RefusalCause { UnknownProvider, SessionQueueFull, TotalQueueFull, QueueDeadline, SessionEnded };
struct Refusal
{
    TicketId ticket;
    CallId call;
    RefusalCause cause = RefusalCause::TotalQueueFull;
    Duration waited{};
    std::optional<Duration> retryAfter; // from the measured service time; none: nothing measured yet
};

enum class LeakCause { Drift, Orphan, Overdue };

// What the auditor found and mended, with its evidence.
struct Recovery
{
    LeakCause cause = LeakCause::Drift;
    PoolName pool;    // drift: the pool; else the provider's
    int expected = 0; // drift: permits that should be free, and
    int found = 0;    //        were free
    LeaseRef lease;   // orphan, overdue
    CallId call;
    SessionId session;
    CallPhase phase = CallPhase::Queued;
    Duration age{};
    Duration pastDeadline{};
};
// A lease is past its deadline and grace: end its call. If the next audit still finds it, it is recovered.
struct AskToCancel
{
    CallId call;
    LeaseRef lease;
    Duration pastDeadline{};
};

using AdmissionAction = std::variant<Grant, Enqueued, Refusal, Recovery, AskToCancel>;
using AdmissionActions = std::vector<AdmissionAction>;

QString toString(RefusalCause cause);
QString toString(LeakCause cause);
QString toString(PoolKind kind);

} // namespace exaid
