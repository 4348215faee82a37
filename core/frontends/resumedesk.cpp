#include "core/frontends/resumedesk.h"

#include "core/calls/callservice.h"
#include "core/monitoring/eventlog.h"
#include "core/sessions/sessionregistry.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Connections are numbered from 1: nobody repeats a parked call by its id.
constexpr quint64 NoConnection = 0;

ResultStore::Limits storeLimitsOf(const ServerSettings &settings)
{
    return {settings.resumeGrace, settings.resumeMaxResults, settings.resumeMaxBytes};
}

} // namespace

// Listens to a parked call for its result; the rest is for nobody.
class ResumeDesk::Watch final : public CallObserver
{
public:
    explicit Watch(ResumeDesk &desk)
        : m_desk(desk)
    {}

    void accepted(CallId, Duration) override {}
    void queued(CallId, const QueuePlace &) override {}
    void phaseChanged(CallId, CallPhase) override {}
    void note(CallId, const QString &) override {}
    void chunk(CallId, const QString &) override {}
    void finished(CallId call, const Outcome &outcome, const CallTimes &times) override
    {
        m_desk.finished(call, outcome, times); // destroys this
    }

private:
    ResumeDesk &m_desk;
};

ResumeDesk::ResumeDesk(const ServerSettings &settings, TimerService &timers, CallService &calls,
                       SessionRegistry &sessions, EventLog &events)
    : m_settings(settings)
    , m_timers(timers)
    , m_calls(calls)
    , m_sessions(sessions)
    , m_events(events)
    , m_store(storeLimitsOf(settings))
{}

ResumeDesk::~ResumeDesk()
{
    closeForGood();
}

void ResumeDesk::refresh()
{
    m_store.setLimits(storeLimitsOf(m_settings));
    rearm();
}

void ResumeDesk::closeForGood()
{
    m_isClosed = true;
    while (!m_parked.empty()) {
        m_calls.abandon(m_parked.begin()->first); // before its session may end
        take(m_parked.begin());
    }
}

ResultStore::Number ResumeDesk::keep(const Card &card, const Outcome &outcome, const CallTimes &times,
                                     quint64 connection)
{
    if (!isOpen())
        return 0;
    QList<KeptResult> dropped;
    const auto number =
        m_store.add(m_timers.now(), {card.owner, card.requestId, card.content, card.tag, outcome, times},
                    connection, dropped);
    tellDropped(dropped);
    rearm();
    return number;
}

void ResumeDesk::tellDropped(const QList<KeptResult> &dropped)
{
    for (const KeptResult &result : dropped) {
        m_events.add(EventLevel::Warning, u"result_dropped"_s,
                     u"a kept result had to go: no room (EXAI_RESUME_MAX_RESULTS, EXAI_RESUME_MAX_BYTES)"_s,
                     {{u"session"_s, result.owner.session}, {u"request_id"_s, result.requestId}});
    }
}

void ResumeDesk::park(CallId call, const Card &card)
{
    if (!isOpen()) {
        m_calls.abandon(call);
        return;
    }
    auto watch = std::make_unique<Watch>(*this);
    // It may have ended in this very turn; then its result comes to the watch.
    if (!m_calls.adopt(call, NoConnection, u"parked %1"_s.arg(call.value), *watch))
        return;
    m_sessions.hold(card.session);
    m_parked.emplace(call, Entry{card, m_timers.now(), std::move(watch)});
    rearm();
}

void ResumeDesk::letGo(quint64 connection)
{
    m_store.free(m_timers.now(), connection);
    rearm();
}

void ResumeDesk::finished(CallId call, const Outcome &outcome, const CallTimes &times)
{
    const auto it = m_parked.find(call);
    const Entry entry = std::move(it->second);
    m_parked.erase(it);
    keep(entry.card, outcome, times, 0);
    m_sessions.release(entry.card.session);
}

void ResumeDesk::forget(const ResultOwner &owner, const QStringList &requestIds)
{
    m_store.forget(owner, requestIds);
}

QList<ResultStore::Number> ResumeDesk::takeResults(const ResultOwner &owner, quint64 connection)
{
    return m_store.take(owner, connection);
}

ResumeDesk::Parked ResumeDesk::take(std::map<CallId, Entry>::iterator entry)
{
    const auto node = m_parked.extract(entry);
    m_sessions.release(node.mapped().card.session);
    return {node.key(), node.mapped().card};
}

std::vector<ResumeDesk::Parked> ResumeDesk::takeCalls(const ResultOwner &owner)
{
    std::vector<Parked> taken;
    for (auto it = m_parked.begin(); it != m_parked.end();) {
        const auto next = std::next(it);
        if (it->second.card.owner == owner)
            taken.push_back(take(it));
        it = next;
    }
    return taken;
}

std::optional<ResumeDesk::Parked>
ResumeDesk::repeatedCall(const ResultOwner &owner, const QByteArray &content, const QString &requestId)
{
    const auto fits = [&](const Card &card) { return card.owner == owner && card.content == content; };
    auto best = m_parked.end();
    for (auto it = m_parked.begin(); it != m_parked.end(); ++it) {
        const Card &card = it->second.card;
        if (!fits(card))
            continue;
        if (best == m_parked.end())
            best = it;
        if (!requestId.isEmpty() && card.requestId == requestId) {
            best = it;
            break;
        }
    }
    if (best == m_parked.end())
        return std::nullopt;
    return take(best);
}

ResultStore::Number ResumeDesk::repeatedResult(const ResultOwner &owner, const QByteArray &content,
                                               const QString &requestId, quint64 connection)
{
    return m_store.repeat(owner, content, requestId, connection);
}

void ResumeDesk::expire()
{
    const TimePoint now = m_timers.now();
    m_expiryAt = TimePoint::max();
    m_store.expire(now);
    for (auto it = m_parked.begin(); it != m_parked.end();) {
        const auto next = std::next(it);
        if (it->second.since + m_settings.resumeGrace <= now) {
            m_calls.abandon(it->first); // before its session may end
            const Parked parked = take(it);
            m_events.add(EventLevel::Info, u"grace_expired"_s,
                         u"call %1 is cancelled: its client did not come back (EXAI_RESUME_GRACE_SECS)"_s.arg(
                             parked.call.value),
                         {{u"session"_s, parked.card.owner.session}});
        }
        it = next;
    }
    rearm();
}

void ResumeDesk::rearm()
{
    TimePoint next = m_store.nextExpiry();
    for (const auto &[call, entry] : m_parked)
        next = std::min(next, entry.since + m_settings.resumeGrace);
    if (next == m_expiryAt)
        return;
    m_expiryAt = next;
    m_expiry.cancel();
    if (next != TimePoint::max())
        m_expiry = m_timers.at(next, [this] { expire(); });
}

} // namespace exaid
