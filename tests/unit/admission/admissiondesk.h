#pragma once

// Drives an AdmissionController by hand and checks its rules after every event.

#include "core/admission/admissioncontroller.h"

#include <QTest>
#include <unordered_map>

namespace exaid {

class AdmissionDesk
{
public:
    using Calls = std::vector<quint64>;

    explicit AdmissionDesk(const AdmissionLimits &limits)
        : controller(limits)
    {}

    void send(const AdmissionEvent &event)
    {
        actions.clear();
        controller.handle(now, event, actions);
        if (const auto wrong = controller.violation())
            QFAIL(qPrintable(*wrong));
        for (const AdmissionAction &action : actions) {
            if (const Grant *grant = std::get_if<Grant>(&action)) {
                granted.push_back(*grant);
                leases.insert_or_assign(grant->call.value, grant->lease);
            } else if (const Refusal *refusal = std::get_if<Refusal>(&action)) {
                refused.push_back(*refusal);
            } else if (const Recovery *recovery = std::get_if<Recovery>(&action)) {
                recovered.push_back(*recovery);
            }
        }
    }
    // Of the call's last arrival.
    TicketId ticket(quint64 call) const { return tickets.contains(call) ? tickets.at(call) : TicketId{}; }
    TicketId newTicket(quint64 call) { return tickets[call] = controller.issueTicket(); }
    void arrive(quint64 call, quint64 session, const QString &provider, Duration queueLimit = 60s,
                Priority priority = Priority::Interactive)
    {
        send(Arrive{newTicket(call),
                    CallId{call},
                    SessionId{session},
                    provider,
                    {},
                    now + queueLimit,
                    now + 600s,
                    0,
                    priority});
    }
    void arriveBatch(quint64 call, quint64 session, const QString &provider, Duration queueLimit = 600s)
    {
        arrive(call, session, provider, queueLimit, Priority::Batch);
    }
    void finish(quint64 call) { send(Return{leases.at(call)}); }
    // Lets time pass as a driver would: a tick whenever one is due.
    void wait(Duration by)
    {
        const TimePoint end = now + by;
        while (controller.nextWake() <= end) {
            now = std::max(now, controller.nextWake());
            send(Tick{});
        }
        now = end;
    }
    bool holds(quint64 call) const
    {
        return controller.lease(leases.contains(call) ? leases.at(call) : LeaseRef{}) != nullptr;
    }
    Calls takeGranted()
    {
        Calls calls;
        for (const Grant &grant : std::exchange(granted, {}))
            calls.push_back(grant.call.value);
        return calls;
    }

    AdmissionController controller;
    TimePoint now{1'000s};
    AdmissionActions actions;
    std::vector<Grant> granted;
    std::vector<Refusal> refused;
    std::vector<Recovery> recovered;
    std::unordered_map<quint64, LeaseRef> leases;
    std::unordered_map<quint64, TicketId> tickets;
};

} // namespace exaid
