#include "app/lab/replay/crowd.h"

#include <algorithm>
#include <utility>

namespace exaid::lab {

namespace {

constexpr Duration NoticeableWait = std::chrono::seconds(1);
// A reply may be this much later than promised: the time that telling it takes.
constexpr Duration ReplyTolerance = std::chrono::seconds(1);

} // namespace

Crowd::Crowd(quint64 seed, int agents, TimerService &timers, DaemonModel &model)
    : m_timers(timers)
    , m_model(model)
{
    int lane = 0;
    for (int agent = 0; agent < agents; ++agent) {
        const int lanes = agent % 2 == 0 ? 2 : 1;
        for (int i = 0; i < lanes; ++i)
            m_lanes.push_back({agent, ReplayScript(seed, lane++), {}, {}});
    }
}

void Crowd::start()
{
    for (size_t lane = 0; lane < m_lanes.size(); ++lane)
        think(lane);
}

ClientFigures Crowd::takeFigures()
{
    m_figures.unanswered = static_cast<int>(m_calls.size());
    std::ranges::sort(m_figures.waits);
    std::ranges::sort(m_figures.blockedWaits);
    return std::exchange(m_figures, {});
}

void Crowd::think(size_t index)
{
    if (m_isStopped)
        return;
    Lane &lane = m_lanes.at(index);
    lane.next = lane.script.next();
    lane.timer = m_timers.after(lane.next.thinkBefore, [this, index] { send(index); });
}

void Crowd::send(size_t index)
{
    if (m_isStopped)
        return;
    const Lane &lane = m_lanes.at(index);
    const CallId id{++m_lastCall};
    // With another call of its own under way, a wait may be the agent's own doing.
    const bool alone = std::ranges::none_of(
        m_calls, [&](const auto &other) { return m_lanes.at(other.second.lane).agent == lane.agent; });
    Call &call = m_calls[id];
    call.lane = index;
    call.sent = m_timers.now();
    call.hadRoom = alone && m_model.hasRoomFor(lane.agent, lane.next);
    call.promised = TimePoint::max();
    if (lane.next.hangUpAfter)
        call.hangUp = m_timers.after(*lane.next.hangUpAfter, [this, agent = lane.agent] { hangUp(agent); });
    ++m_figures.sent;
    const TimePoint promised = call.sent + m_model.submit(id, lane.agent, lane.next);
    // It may have been replied to from inside submit().
    if (const auto it = m_calls.find(id); it != m_calls.end())
        it->second.promised = promised;
}

void Crowd::started(CallId id)
{
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return; // nobody waits for it any more
    noteWait(it->second);
    it->second.hasStarted = true;
}

void Crowd::replied(CallId id, ReplyKind kind)
{
    auto node = m_calls.extract(id);
    Q_ASSERT(!node.empty()); // each call has one reply
    Call &call = node.mapped();
    if (!call.hasStarted)
        noteWait(call);
    const TimePoint now = m_timers.now();
    m_figures.longestCall = std::max(m_figures.longestCall, now - call.sent);
    m_figures.late += call.promised != TimePoint::max() && now > call.promised + ReplyTolerance;
    switch (kind) {
    case ReplyKind::Answered:
        ++m_figures.answered;
        break;
    case ReplyKind::TimedOut:
        ++m_figures.timedOut;
        break;
    case ReplyKind::Failed:
        ++m_figures.failed;
        break;
    case ReplyKind::Refused:
        ++m_figures.refused;
        break;
    }
    think(call.lane);
}

// The agent's window is closed: all it had under way is given up.
void Crowd::hangUp(int agent)
{
    std::vector<size_t> lanes;
    for (auto it = m_calls.begin(); it != m_calls.end();) {
        Call &call = it->second;
        if (m_lanes.at(call.lane).agent != agent) {
            ++it;
            continue;
        }
        if (!call.hasStarted)
            noteWait(call);
        m_figures.longestCall = std::max(m_figures.longestCall, m_timers.now() - call.sent);
        ++m_figures.hungUp;
        lanes.push_back(call.lane);
        it = m_calls.erase(it);
    }
    m_model.disconnect(agent);
    for (const size_t lane : lanes)
        think(lane);
}

void Crowd::noteWait(Call &call)
{
    const Duration wait = m_timers.now() - call.sent;
    m_figures.waits.push_back(wait);
    if (call.hadRoom && wait > NoticeableWait) {
        m_figures.blockedWaits.push_back(wait);
        m_figures.blockedAgents.insert(m_lanes.at(call.lane).agent);
    }
}

} // namespace exaid::lab
