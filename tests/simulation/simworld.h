#pragma once

// Plays a script against a real AdmissionController, with a model of its own of what is running and who is waiting, and checks the
// promises after every step. The model knows nothing of pools: it counts calls.

#include "core/admission/admissioncontroller.h"
#include "simscript.h"

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
    Duration worstWait{};
};

class SimWorld final : private Liveness
{
public:
    SimWorld();

    // What went wrong and at which step, or nothing.
    std::optional<QString> play(const Script &script, PlayStats &stats);

private:
    struct Call
    {
        quint64 session = 0;
        QString provider;
        TimePoint since{};
        TimePoint queueDeadline{};
        TimePoint deadline{};
        std::optional<LeaseRef> lease;
        bool ended = false; // its release was lost
        bool deaf = false;
    };

    bool callAlive(CallId call) const override;
    bool sessionAlive(SessionId session) const override;

    void carryOut(const Step &step);
    void passTime(Duration by);
    void send(const AdmissionEvent &event);
    void take(const AdmissionAction &action);
    void took(const Grant &grant);
    void took(const Refusal &refusal);
    void took(const Recovery &recovery);
    void endDue();
    void check();
    void fail(const QString &what);
    void restart();
    void finish(quint64 id);
    std::vector<quint64> callsWhere(bool running) const;
    int running(const std::function<bool(const Call &)> &which) const;

    std::unique_ptr<AdmissionController> m_controller;
    TimePoint m_now{};
    std::map<quint64, Call> m_calls;
    std::map<quint64, quint64> m_sessions; // seat → session number; a new one after each disconnect
    std::set<quint64> m_recoverable;       // leases that an audit must take back, by number
    std::vector<LeaseRef> m_recovered;
    quint64 m_lastId = 0;
    quint64 m_lastSession = 0;
    bool m_drifted = false; // until the next audit
    AdmissionActions m_actions;
    std::optional<QString> m_wrong;
    PlayStats *m_stats = nullptr;
};

// The smallest script that still fails, found by leaving out parts.
Script shrink(Script failing);

} // namespace exaid::simulation
