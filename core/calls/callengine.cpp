#include "core/calls/callengine.h"

#include "core/calls/call.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/sessions/sessionregistry.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

EventLevel levelOf(const Outcome &outcome)
{
    if (std::holds_alternative<InternalFailure>(outcome))
        return EventLevel::Error;
    return isAnswer(outcome) || std::holds_alternative<Cancelled>(outcome) ? EventLevel::Info
                                                                           : EventLevel::Warning;
}

QString headline(const QJsonObject &record)
{
    const QString seconds = QString::number(record[u"lat"].toDouble(), 'f', 2);
    const QString code = record[u"code"].toString();
    const QString end =
        code.isEmpty() ? u"answered"_s : QString(code + u": "_s + record[u"message"].toString());
    return record[u"name"].toString() + u" after "_s + seconds + u" s: "_s + end;
}

} // namespace

CallEngine::CallEngine(const CallParts &parts)
    : m_parts(parts)
{}

CallEngine::~CallEngine()
{
    for (auto &[id, entry] : m_calls)
        entry.observer = nullptr;
    cancelAll(CancelCause::ShuttingDown); // no lease may go to a call that is about to die
}

CallService::Submitted CallEngine::submit(const CallRequest &request, CallObserver &observer)
{
    m_thread.assertHere("CallEngine::submit");
    const Key key{request.connection, request.requestId};
    if (const auto running = m_byRequest.constFind(key); running != m_byRequest.cend())
        return {*running, false};

    const CallId id{++m_lastCall};
    m_parts.metrics.callStarted();
    Call::Host host{[this, id] {
                        const auto it = m_calls.find(id);
                        return it == m_calls.end() ? nullptr : it->second.observer;
                    },
                    [this, id] { callEnded(id); }};
    Entry &entry = m_calls[id];
    entry.call = std::make_unique<Call>(id, request, m_parts, std::move(host));
    entry.observer = &observer;
    entry.key = key;
    m_byRequest.insert(key, id);
    if (m_draining) {
        entry.call->end(Refused{
            {u"SHUTTING_DOWN"_s, u"the daemon is shutting down"_s, u"retry after its restart"_s}, {}, {}});
        return {id, true};
    }
    // From the event loop, so that the observer hears nothing before its caller knows the id.
    m_starting.push_back(id);
    if (!m_startTimer.isActive())
        m_startTimer = m_parts.timers.after(Duration::zero(), [this] { startSubmitted(); });
    return {id, true};
}

void CallEngine::startSubmitted()
{
    for (const CallId id : std::exchange(m_starting, {})) {
        const auto it = m_calls.find(id);
        if (it != m_calls.end() && it->second.call->state() == Call::State::Created)
            it->second.call->start();
    }
}

std::optional<Duration> CallEngine::adopt(CallId id, quint64 connection, const QString &requestId,
                                          CallObserver &observer)
{
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return std::nullopt;
    Entry &entry = it->second;
    entry.observer = &observer;
    if (entry.call->state() != Call::State::Ended) {
        m_byRequest.remove(entry.key);
        entry.key = {connection, requestId};
        m_byRequest.insert(entry.key, id);
    }
    return entry.call->timeLeft();
}

bool CallEngine::cancel(CallId id, CancelCause cause)
{
    m_thread.assertHere("CallEngine::cancel");
    const auto it = m_calls.find(id);
    if (it == m_calls.end() || it->second.call->state() == Call::State::Ended)
        return false;
    it->second.call->cancel(cause);
    return true;
}

void CallEngine::abandon(CallId id)
{
    m_thread.assertHere("CallEngine::abandon");
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return;
    it->second.observer = nullptr;
    it->second.call->cancel(CancelCause::ClientGone);
}

int CallEngine::cancelSession(SessionId session, CancelCause cause)
{
    m_thread.assertHere("CallEngine::cancelSession");
    std::vector<CallId> ids;
    for (const auto &[id, entry] : m_calls) {
        if (entry.call->request().session == session)
            ids.push_back(id);
    }
    return static_cast<int>(std::ranges::count_if(ids, [&](CallId id) { return cancel(id, cause); }));
}

void CallEngine::cancelAll(CancelCause cause)
{
    m_thread.assertHere("CallEngine::cancelAll");
    std::vector<CallId> ids;
    for (const auto &[id, entry] : m_calls)
        ids.push_back(id);
    // Newest first: those that wait go before those that run, so that no freed slot starts a call that is
    // cancelled next.
    std::ranges::reverse(ids);
    for (const CallId id : ids)
        cancel(id, cause);
}

bool CallEngine::callAlive(CallId id) const
{
    const auto it = m_calls.find(id);
    return it != m_calls.end() && it->second.call->state() != Call::State::Ended;
}

bool CallEngine::sessionAlive(SessionId session) const
{
    return m_parts.sessions.find(session) != nullptr;
}

QList<CallSnapshot> CallEngine::snapshot() const
{
    m_thread.assertHere("CallEngine::snapshot");
    QList<CallSnapshot> list;
    for (const auto &[id, entry] : m_calls) {
        if (entry.call->state() != Call::State::Ended)
            list.append(entry.call->snapshot());
    }
    return list;
}

std::optional<CallRow> CallEngine::rowOf(CallId id) const
{
    const auto it = m_calls.find(id);
    return it == m_calls.end() ? std::nullopt : std::optional(it->second.call->row());
}

int CallEngine::runningOf(SessionId session) const
{
    return static_cast<int>(std::ranges::count_if(m_calls, [session](const auto &pair) {
        const Call &call = *pair.second.call;
        return call.request().session == session && call.state() == Call::State::Running;
    }));
}

void CallEngine::callEnded(CallId id)
{
    const auto it = m_calls.find(id);
    m_byRequest.remove(it->second.key);
    m_ended.push_back(id);
    if (!m_deliveryTimer.isActive())
        m_deliveryTimer = m_parts.timers.after(Duration::zero(), [this] { deliverEnded(); });
}

// First everybody has the answer, then the books are written: a slot may be kept for one who works one call
// at a time, and the time runs.
void CallEngine::deliverEnded()
{
    std::vector<std::unique_ptr<Call>> ended;
    for (const CallId id : std::exchange(m_ended, {})) {
        auto node = m_calls.extract(id);
        Entry &entry = node.mapped();
        ended.push_back(std::move(entry.call));
        if (entry.observer)
            entry.observer->finished(id, ended.back()->outcome(), ended.back()->times());
    }
    for (const auto &call : ended)
        record(*call);
    if (m_calls.empty() && m_idle)
        m_idle();
}

void CallEngine::record(const Call &call)
{
    const Outcome &outcome = call.outcome();
    const QJsonObject record = call.record();
    m_parts.metrics.callFinished(outcome, call.metricTimes());
    m_parts.sessions.recordFinished(call.request().session,
                                    isAnswer(outcome) ? QString() : describe(outcome));
    m_parts.events.add(levelOf(outcome), u"call_finished"_s, headline(record), record);
    if (m_parts.callLog)
        m_parts.callLog(record);
    if (m_parts.history)
        m_parts.history(call.row());
}

} // namespace exaid
