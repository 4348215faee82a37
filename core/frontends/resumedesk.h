#pragma once

// Where calls go whose client went away but may come back: they run on, their results are kept, both for the
// grace time (EXAI_RESUME_GRACE_SECS). Whoever returns with the same session and token gets them; nobody else
// ever does. A parked call keeps its session in being. Shared by all front ends; core thread.

#include "core/calls/resultstore.h"
#include "core/config/settings.h"
#include "core/time/timerservice.h"

#include <map>
#include <memory>
#include <vector>

namespace exaid {

class CallService;
class EventLog;
class SessionRegistry;

class ResumeDesk final
{
public:
    // What a front end must know to answer a call later, on another connection.
    struct Card
    {
        ResultOwner owner;
        SessionId session;
        QString requestId;
        QByteArray content;
        QJsonObject tag;
    };
    struct Parked
    {
        CallId call;
        Card card;
    };

    ResumeDesk(const ServerSettings &settings, TimerService &timers, CallService &calls,
               SessionRegistry &sessions, EventLog &events);
    ~ResumeDesk(); // what is parked is abandoned
    Q_DISABLE_COPY_MOVE(ResumeDesk)

    bool isOpen() const { return !m_isClosed && m_settings.resumeGrace > Duration::zero(); }
    Duration grace() const { return m_isClosed ? Duration::zero() : m_settings.resumeGrace; }
    // The settings have changed.
    void refresh();
    // Nobody can come back any more: what is parked is abandoned.
    void closeForGood();

    // A connection has the result and sends it; it is kept until confirm(). 0: it is not kept.
    ResultStore::Number keep(const Card &card, const Outcome &outcome, const CallTimes &times,
                             quint64 connection);
    void confirm(ResultStore::Number number) { m_store.confirm(number); }
    const KeptResult *result(ResultStore::Number number) const { return m_store.find(number); }

    // The connection goes. First park() each call, which then has no other observer, then letGo() the
    // results.
    void park(CallId call, const Card &card);
    void letGo(quint64 connection);

    // The owner is back, and joined its session again. Calls that are taken must be adopted at once.
    void forget(const ResultOwner &owner, const QStringList &requestIds);
    QList<ResultStore::Number> takeResults(const ResultOwner &owner, quint64 connection);
    std::vector<Parked> takeCalls(const ResultOwner &owner);
    // The owner repeats a call: the original, if it is here.
    std::optional<Parked> repeatedCall(const ResultOwner &owner, const QByteArray &content,
                                       const QString &requestId);
    ResultStore::Number repeatedResult(const ResultOwner &owner, const QByteArray &content,
                                       const QString &requestId, quint64 connection);

    int parkedCount() const { return static_cast<int>(m_parked.size()); }
    const ResultStore &store() const { return m_store; }

private:
    class Watch;
    struct Entry
    {
        Card card;
        TimePoint since{};
        std::unique_ptr<Watch> watch;
    };

    void finished(CallId call, const Outcome &outcome, const CallTimes &times);
    Parked take(std::map<CallId, Entry>::iterator entry);
    void expire();
    void rearm();
    void tellDropped(const QList<KeptResult> &dropped);

    const ServerSettings &m_settings;
    TimerService &m_timers;
    CallService &m_calls;
    SessionRegistry &m_sessions;
    EventLog &m_events;
    ResultStore m_store;
    std::map<CallId, Entry> m_parked;
    Timer m_expiry;
    TimePoint m_expiryAt = TimePoint::max();
    bool m_isClosed = false;
};

} // namespace exaid
