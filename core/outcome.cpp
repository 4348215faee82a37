#include "core/outcome.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QString withHint(const Error &error)
{
    return error.hint.isEmpty() ? error.message : QString(error.message + u" ("_s + error.hint + u')');
}

QString describeTimeout(const TimedOut &t)
{
    const QString limit = QString::number(toSeconds(t.limit), 'g', 6);
    const QString who = t.provider.isEmpty()
                            ? QString()
                            : QString(u" (provider "_s + t.provider + u", model "_s + t.model + u')');
    switch (t.clock) {
    case CallClock::Queue:
        return u"no slot became free within the queue limit of %1 s"_s.arg(limit);
    case CallClock::Connect:
        return u"the provider did not accept the connection within the connect limit of %1 s"_s.arg(limit) +
               who;
    case CallClock::FirstToken:
        return u"the provider sent nothing within the first-token limit of %1 s"_s.arg(limit) + who;
    case CallClock::Stall:
        return u"the provider's stream fell silent for the stall limit of %1 s"_s.arg(limit) + who;
    case CallClock::Total:
        return u"the call exceeded its total limit of %1 s"_s.arg(limit) + who;
    }
    Q_UNREACHABLE();
}

QString describeCancel(CancelCause cause)
{
    switch (cause) {
    case CancelCause::ByClient:
        return u"cancelled by the client"_s;
    case CancelCause::ClientGone:
        return u"the client disconnected"_s;
    case CancelCause::ByUser:
        return u"stopped from the dashboard or the command line"_s;
    case CancelCause::ShuttingDown:
        return u"the daemon is shutting down"_s;
    case CancelCause::Overdue:
        return u"the call was past its deadline and did not stop by itself"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString toString(CancelCause cause)
{
    switch (cause) {
    case CancelCause::ByClient:
        return u"by_client"_s;
    case CancelCause::ClientGone:
        return u"client_gone"_s;
    case CancelCause::ByUser:
        return u"by_user"_s;
    case CancelCause::ShuttingDown:
        return u"shutting_down"_s;
    case CancelCause::Overdue:
        return u"overdue"_s;
    }
    Q_UNREACHABLE();
}

QString wireCode(const Outcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Answer &) { return QString(); },
                          [](const Refused &r) { return r.error.code; },
                          [](const TimedOut &) { return u"TIMEOUT"_s; },
                          [](const Cancelled &) { return u"CANCELLED"_s; },
                          [](const ProviderFailed &) { return u"PROVIDER_ERROR"_s; },
                          [](const Rejected &r) { return r.error.code; },
                          [](const InternalFailure &) { return u"INTERNAL_ERROR"_s; },
                      },
                      outcome);
}

QString describe(const Outcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Answer &) { return QString(); },
                          [](const Refused &r) { return withHint(r.error); },
                          [](const TimedOut &t) { return describeTimeout(t); },
                          [](const Cancelled &c) { return describeCancel(c.cause); },
                          [](const ProviderFailed &p) { return withHint(p.error); },
                          [](const Rejected &r) { return withHint(r.error); },
                          [](const InternalFailure &f) { return withHint(f.error); },
                      },
                      outcome);
}

} // namespace exaid
