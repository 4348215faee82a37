#include "core/monitordesk.h"

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/frontends/frontends.h"
#include "core/history/callhistory.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/monitorhub.h"
#include "core/sessions/sessionregistry.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxSessionLimit = 10'000;
constexpr int DisconnectedByUser = 4008; // close code

QString priorityName(bool batch)
{
    return batch ? u"batch"_s : u"interactive"_s;
}

} // namespace

MonitorDesk::MonitorDesk(MonitorHub &hub, const Parts &parts)
    : m_parts(parts)
{
    const auto serve = [&](const QString &op, auto member) {
        hub.serve(op, [this, member](const QJsonObject &question, const MonitorReply &reply) {
            (this->*member)(question, reply);
        });
    };
    serve(u"calls_page"_s, &MonitorDesk::answerCallsPage);
    serve(u"call_details"_s, &MonitorDesk::answerCallDetails);
    serve(u"session_limit"_s, &MonitorDesk::limitSession);
    serve(u"session_priority"_s, &MonitorDesk::prioritiseSession);
    serve(u"session_disconnect"_s, &MonitorDesk::disconnectSession);
}

void MonitorDesk::answerCallsPage(const QJsonObject &question, const MonitorReply &reply)
{
    const auto query = callQueryFromJson(question);
    if (!query)
        return reply(query.error());
    m_parts.history.page(*query, [reply](const Result<CallPage> &page) {
        if (page)
            reply(toJson(*page));
        else
            reply(page.error());
    });
}

// By "row" one that has ended, by "call" one that runs.
void MonitorDesk::answerCallDetails(const QJsonObject &question, const MonitorReply &reply)
{
    if (const qint64 row = question[u"row"].toInteger(); row > 0) {
        m_parts.history.find(row, [reply](const Result<CallRow> &found) {
            if (found)
                reply(toJson(*found));
            else
                reply(found.error());
        });
        return;
    }
    const CallId id{static_cast<quint64>(question[u"call"].toInteger())};
    if (const auto row = m_parts.calls.rowOf(id))
        return reply(toJson(*row));
    reply(Error{u"no_such_call"_s, u"call %1 does not run"_s.arg(id.value), u"look for it in the history"_s});
}

const Session *MonitorDesk::sessionOf(const QJsonObject &question, const MonitorReply &reply) const
{
    const QString name = question[u"session"].toString();
    const Session *session = m_parts.sessions.findByName(name);
    if (!session)
        reply(Error{u"no_such_session"_s, u"there is no session \"%1\" (any more)"_s.arg(name.left(64)), {}});
    return session;
}

// "limit": a number; null or missing: the common limit again.
void MonitorDesk::limitSession(const QJsonObject &question, const MonitorReply &reply)
{
    const Session *session = sessionOf(question, reply);
    if (!session)
        return;
    const QJsonValue wanted = question[u"limit"];
    const bool isReset = wanted.isNull() || wanted.isUndefined();
    const int limit = wanted.toInt(-1);
    if (!isReset && (limit < 0 || limit > MaxSessionLimit))
        return reply(Error{u"bad_limit"_s,
                           u"a session's limit is 0 to %1 calls at once"_s.arg(MaxSessionLimit),
                           u"leave it out to use SESSION_MAX_INFLIGHT"_s});
    const int common = m_parts.admission.controller().limits().perSession;
    const int before = session->limit.value_or(common);
    const auto own = isReset ? std::nullopt : std::optional(limit);
    const QString name = session->name;
    m_parts.sessions.setLimit(session->id, own);
    m_parts.admission.limitSession(session->id, own);
    const int after = own.value_or(common);
    const QJsonObject change{{u"session"_s, name}, {u"old"_s, before}, {u"new"_s, after}};
    m_parts.events.add(EventLevel::Info, u"session_limit_changed"_s,
                       u"session %1 may run %2 calls at once, before %3%4"_s.arg(
                           name, QString::number(after), QString::number(before),
                           isReset ? u" (the common limit again)"_s : QString()),
                       change);
    reply(change);
}

// "priority": interactive or batch; of calls that say nothing themselves, from the next one on.
void MonitorDesk::prioritiseSession(const QJsonObject &question, const MonitorReply &reply)
{
    const Session *session = sessionOf(question, reply);
    if (!session)
        return;
    const QString wanted = question[u"priority"].toString();
    if (wanted != priorityName(true) && wanted != priorityName(false))
        return reply(Error{u"bad_priority"_s, u"a session's priority is \"interactive\" or \"batch\""_s, {}});
    const QString name = session->name;
    const QJsonObject change{
        {u"session"_s, name}, {u"old"_s, priorityName(session->batch)}, {u"new"_s, wanted}};
    m_parts.sessions.setBatch(session->id, wanted == priorityName(true));
    m_parts.events.add(
        EventLevel::Info, u"session_priority_changed"_s,
        u"calls of session %1 are %2 from now on, before %3"_s.arg(name, wanted, change[u"old"].toString()),
        change);
    reply(change);
}

// Its calls are cancelled first, so that nothing is kept for its return.
void MonitorDesk::disconnectSession(const QJsonObject &question, const MonitorReply &reply)
{
    const Session *session = sessionOf(question, reply);
    if (!session)
        return;
    const QString name = session->name;
    const SessionId id = session->id;
    const int calls = m_parts.calls.cancelSession(id, CancelCause::ByUser);
    const int connections =
        m_parts.frontEnds.closeSession(id, DisconnectedByUser, u"disconnected by the user"_s);
    const QJsonObject done{{u"session"_s, name}, {u"connections"_s, connections}, {u"calls"_s, calls}};
    m_parts.events.add(EventLevel::Info, u"session_disconnected"_s,
                       u"session %1 was disconnected: %2 connections closed, %3 calls cancelled"_s.arg(
                           name, QString::number(connections), QString::number(calls)),
                       done);
    reply(done);
}

} // namespace exaid
