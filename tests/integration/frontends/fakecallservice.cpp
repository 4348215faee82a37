#include "fakecallservice.h"

namespace exaid {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

CallService::Submitted FakeCallService::submit(const CallRequest &request, CallObserver &observer)
{
    for (const auto &[id, call] : m_live) {
        if (call.request.connection == request.connection && call.request.requestId == request.requestId)
            return {id, false};
    }
    submitted.append(request);
    const CallId id{++m_lastId};
    LiveCall &call = m_live[id];
    call.request = request;
    call.observer = &observer;
    call.timers.push_back(m_timers.after(0ms, [this, id] { start(id); }));
    return {id, true};
}

void FakeCallService::start(CallId id)
{
    LiveCall &call = m_live.at(id);
    const QString tool = call.request.tool;
    if (tool == "absent"_L1) {
        finish(id, Rejected{{u"TOOL_NOT_FOUND"_s, u"Unknown tool: absent"_s, u"did you mean echo?"_s}, {}});
        return;
    }
    call.observer->accepted(id, 270s);
    if (tool == "wait"_L1)
        call.observer->queued(id, {3, 12s});
    if (tool != "echo"_L1)
        return;
    Answer answer;
    answer.text = call.request.arguments[u"prompt"].toString();
    answer.provider = u"glm"_s;
    answer.model = u"glm-4.6"_s;
    const auto delay = std::chrono::milliseconds(call.request.arguments[u"ms"].toInteger());
    call.timers.push_back(m_timers.after(delay, [this, id, answer] { finish(id, answer); }));
}

void FakeCallService::finish(CallId id, const Outcome &outcome)
{
    auto node = m_live.extract(id);
    if (!node.empty())
        node.mapped().observer->finished(id, outcome, {1ms, 2ms, 3ms});
}

std::optional<Duration> FakeCallService::adopt(CallId id, quint64 connection, const QString &requestId,
                                               CallObserver &observer)
{
    const auto it = m_live.find(id);
    if (it == m_live.end())
        return std::nullopt;
    it->second.request.connection = connection;
    it->second.request.requestId = requestId;
    it->second.observer = &observer;
    return 200s;
}

bool FakeCallService::cancel(CallId id, CancelCause cause)
{
    const auto it = m_live.find(id);
    if (it == m_live.end())
        return false;
    cancelled.append(id);
    it->second.timers.clear();
    it->second.timers.push_back(m_timers.after(0ms, [this, id, cause] { finish(id, Cancelled{cause}); }));
    return true;
}

void FakeCallService::abandon(CallId id)
{
    if (m_live.erase(id) > 0)
        abandoned.append(id);
}

int FakeCallService::cancelSession(SessionId session, CancelCause cause)
{
    QList<CallId> ids;
    for (const auto &[id, call] : m_live) {
        if (call.request.session == session)
            ids.append(id);
    }
    for (const CallId id : std::as_const(ids))
        cancel(id, cause);
    return static_cast<int>(ids.size());
}

CallId FakeCallService::idOf(const QString &requestId) const
{
    for (const auto &[id, call] : m_live) {
        if (call.request.requestId == requestId)
            return id;
    }
    return {};
}

} // namespace exaid
