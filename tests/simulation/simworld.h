#pragma once

// Plays a script against a real AdmissionController, with a model of its own of what is running and who is
// waiting, and checks the promises after every event. The model knows nothing of pools, semaphores or heaps:
// it counts calls.

#include "core/admission/admissioncontroller.h"
#include "simlanes.h"
#include "simlimits.h"
#include "simscript.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace exaid::simulation {

struct PlayStats
{
    quint64 events = 0;
    quint64 grants = 0;
    quint64 refusals = 0;
    quint64 recoveries = 0;
    quint64 impatientGrants = 0;
    Duration worstWait{}; // of an eligible waiter

    void add(const PlayStats &other);
};

// Blind: semaphores drift behind the model's back, so that the checks must fail; to show that they can.
enum class Sight { Full, Blind };

class SimWorld final : private Liveness
{
public:
    explicit SimWorld(Sight sight = Sight::Full);

    // What went wrong and at which step, or nothing. Adds to the stats.
    std::optional<QString> play(const Script &script, PlayStats &stats);

private:
    struct Call
    {
        CallId id;
        quint64 session = 0;
        quint32 seat = 0;
        quint32 route = 0;
        Priority priority = Priority::Interactive;
        TimePoint since{};
        TimePoint queueDeadline{};
        TimePoint deadline{};
        TimePoint grantedAt{};
        quint64 place = 0;
        std::optional<LeaseRef> lease;
        bool ended = false; // its release was lost
        bool deaf = false;
    };
    using Calls = std::map<quint64, Call>; // by ticket

    bool callAlive(CallId call) const override;
    bool sessionAlive(SessionId session) const override;

    void carryOut(const Step &step);
    void arrive(const Step &step);
    void askAgain(quint64 ticket, quint32 queueLimitMs);
    void disconnect(quint32 seat);
    void audit();
    void drift(const Step &step);
    void restart();
    void passTime(Duration by);
    void endDue();

    void send(const AdmissionEvent &event);
    void take(const AdmissionAction &action);
    void took(const Grant &grant);
    void took(const Refusal &refusal);
    void took(const Recovery &recovery);
    void took(const Enqueued &enqueued);
    void took(const AskToCancel &ask);

    void check();
    void checkNobodyWaitsBesideAFreeSlot();
    void checkHoldsArePaidFor();
    void checkOrder(const Call &granted);
    void checkWait(quint32 seat, quint32 route);
    bool couldRun(quint32 seat, quint32 route) const;
    bool isLowered(quint32 route) const;
    int capacityOf(quint32 route) const;
    Duration patienceOn(quint32 route) const;
    void refreshLanes();
    void countRunning(const Call &call, int by);
    void countEnd(Duration held);
    void leave(Calls::iterator call);
    void finish(quint64 ticket);
    quint64 pick(quint32 index, bool running) const;
    void fail(const QString &what);

    const Sight m_sight;
    std::unique_ptr<AdmissionController> m_controller;
    TimePoint m_now{};
    Duration m_skew{}; // of the next event's clock
    Calls m_calls;
    SimLanes m_lanes;
    std::array<quint64, Seats> m_sessions{}; // by seat; a new number after each disconnect
    std::array<int, Seats> m_runningOfSeat{};
    std::array<int, Providers> m_runningAt{};
    int m_runningThinking = 0;
    int m_running = 0;
    int m_waiting = 0;
    std::set<quint64> m_recoverable; // leases that an audit must take back, by number
    std::vector<LeaseRef> m_recovered;
    quint64 m_lastCall = 0;
    quint64 m_lastSession = 0;
    bool m_drifted = false; // until the next audit
    bool m_mayMend = false; // a drift was injected that may not be mended yet
    Duration m_longestLease{};
    Duration m_slotTime{};        // of all leases that have ended, since the last restart
    Duration m_longestPatience{}; // by the limits
    Duration m_longestHoldMax{};  // the same
    double m_largestHoldBudget = 0;
    TimePoint m_holdsUntil{}; // no hold can be out after this
    AdmissionActions m_actions;
    std::optional<QString> m_wrong;
    PlayStats *m_stats = nullptr;
};

// The smallest script that still fails, found by leaving out parts and pauses.
Script shrink(Script failing, Sight sight = Sight::Full);

} // namespace exaid::simulation
