#include "tests/gui/fakefeed.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 SampleNowMs = 1'700'001'000'000; // ManualClock's wall time at its start

CallSnapshot sampleCall(quint64 id, const char *session, const char *tool, const char *provider,
                        const char *model, CallPhase phase, qint64 ageSeconds, qint64 limitSeconds)
{
    CallSnapshot call;
    call.id = id;
    call.session = QLatin1String(session);
    call.requestId = u"r-%1"_s.arg(id);
    call.tool = QLatin1String(tool);
    call.provider = QLatin1String(provider);
    call.model = QLatin1String(model);
    call.workClass = u"thinking"_s;
    call.phase = phase;
    call.startedMs = SampleNowMs - ageSeconds * 1000;
    call.phaseSinceMs = SampleNowMs - ageSeconds * 600;
    call.deadlineMs = call.startedMs + limitSeconds * 1000;
    call.leaseId = phase == CallPhase::Queued ? 0 : id + 100;
    return call;
}

SessionSnapshot sampleSession(const char *name, const char *client, int running, int waiting, qint64 total)
{
    SessionSnapshot session;
    session.name = QLatin1String(name);
    session.client = QLatin1String(client);
    session.transport = u"exai-ws"_s;
    session.address = u"127.0.0.1"_s;
    session.sinceMs = SampleNowMs - 4'000'000;
    session.connections = 1;
    session.running = running;
    session.waiting = waiting;
    session.total = total;
    session.slotSeconds = static_cast<double>(total) * 31.4;
    return session;
}

} // namespace

void FakeFeed::say(const Snapshot &snapshot)
{
    setLink(Link::Live);
    Q_EMIT snapshotArrived(snapshot);
}

void FakeFeed::setLink(Link link, const QString &problem)
{
    if (link == m_link && problem == m_problem)
        return;
    m_link = link;
    m_problem = problem;
    Q_EMIT linkChanged(link);
}

quint64 FakeFeed::post(const QString &op, const QJsonObject &question)
{
    if (op == "metrics"_L1) {
        metricQueries << metricQueryFrom(question);
        return 0;
    }
    if (!answerer)
        return 0;
    QJsonObject named = question;
    named.insert(u"op"_s, op);
    const quint64 id = ++m_lastQuestion;
    QMetaObject::invokeMethod(
        this,
        [this, id, named] {
            answerer(named, [this, id](const Result<QJsonObject> &answer) { settle(id, answer); });
        },
        Qt::QueuedConnection);
    return id;
}

QJsonObject endedCallFields(const CallSnapshot &call, qint64 nowMs)
{
    return {{u"call"_s, static_cast<qint64>(call.id)},
            {u"sess"_s, call.session},
            {u"name"_s, call.tool},
            {u"prov"_s, call.provider},
            {u"model"_s, call.model},
            {u"work_class"_s, call.workClass},
            {u"outcome"_s, u"answer"_s},
            {u"t"_s, static_cast<double>(nowMs) / 1000},
            {u"run_ms"_s, static_cast<double>(nowMs - call.startedMs)}};
}

Snapshot idleSnapshot()
{
    Snapshot s;
    s.sequence = 1;
    s.wallMs = SampleNowMs;
    s.startedMs = SampleNowMs - 65'000;
    s.version = u"0.1.0"_s;
    s.state = u"serving"_s;
    s.address = u"127.0.0.1"_s;
    s.port = 8079;
    s.pid = 4711;
    s.toolCount = 31;
    s.simulated = true;
    s.pools = {{u"global"_s, {}, {}, 5, 0, 5, 0, 0, 0, false},
               {u"provider"_s, u"kimi"_s, u"KIMI"_s, 3, 0, 3, 0, 0, 0, true},
               {u"provider"_s, u"glm"_s, u"GLM"_s, 2, 0, 2, 0, 0, 0, true}};
    return s;
}

Snapshot busySnapshot()
{
    Snapshot s = idleSnapshot();
    s.startedMs = SampleNowMs - 8'000'000;
    s.simulated = false;
    s.connections = 3;
    s.pools = {{u"global"_s, {}, {}, 5, 5, 0, 0, 2, 5, false},
               {u"provider"_s, u"kimi"_s, u"KIMI"_s, 3, 3, 0, 0, 2, 3, false},
               {u"provider"_s, u"glm"_s, u"GLM"_s, 1, 2, 0, 1, 0, 2, false},
               {u"session"_s, u"claude-1"_s, u"claude-1"_s, 2, 2, 0, 0, 1, 2, false}};
    s.calls = {
        sampleCall(11, "claude-1", "codereview", "kimi", "kimi-k2-0905-preview", CallPhase::Streaming, 95,
                   360),
        sampleCall(12, "claude-1", "debug", "kimi", "kimi-k2-0905-preview", CallPhase::AwaitingFirstToken, 41,
                   360),
        sampleCall(13, "codex-main", "chat", "kimi", "kimi-latest", CallPhase::Streaming, 233, 240),
        sampleCall(14, "codex-main", "chat", "glm", "glm-4.6", CallPhase::Connecting, 2, 240),
        sampleCall(15, "aider-docs", "thinkdeep", "glm", "glm-4.6", CallPhase::Finishing, 131, 360),
        sampleCall(16, "claude-1", "chat", "kimi", "kimi-k2-0905-preview", CallPhase::Queued, 12, 240),
        sampleCall(17, "aider-docs", "analyze", "kimi", "kimi-k2-0905-preview", CallPhase::Queued, 7, 240)};
    s.calls[5].position = 1;
    s.calls[5].expectedWaitMs = 9'000;
    s.calls[6].position = 2;
    s.sessions = {sampleSession("claude-1", "claude-code 2.1", 2, 1, 84),
                  sampleSession("codex-main", "codex 0.44", 2, 0, 31),
                  sampleSession("aider-docs", "aider 0.86", 1, 1, 12)};
    s.sessions[1].failed = 2;
    s.sessions[1].lastError = u"TIMEOUT: no part of the answer for 120 s"_s;
    s.counters.callsStarted = 134;
    s.counters.callsAnswered = 121;
    s.counters.callsRefused = 1;
    s.counters.callsTimedOut = 3;
    s.counters.callsCancelled = 2;
    s.counters.leaksFound = 1;
    s.counters.leaksRecovered = 1;
    s.counters.timeoutsByClock = {{u"stall"_s, 2}, {u"first_token"_s, 1}};
    s.counters.refusalsByLimit = {{u"queue_total"_s, 1}};
    s.counters.leaksByCause = {{u"orphan"_s, 1}};
    return s;
}

Snapshot crowdedSnapshot(int calls, int sessions, int variation)
{
    Snapshot s = busySnapshot();
    s.calls.clear();
    s.sessions.clear();
    for (int i = 0; i < sessions; ++i) {
        SessionSnapshot session = sampleSession("", "load", 1, 4, 100 + variation);
        session.name = u"session-%1"_s.arg(i);
        s.sessions << session;
    }
    for (int i = 0; i < calls; ++i) {
        // Each variation ends a tenth of the calls, starts as many, and moves some others on.
        const int number = i + variation * calls / 10;
        const auto phase = static_cast<CallPhase>((number + variation) % 6);
        CallSnapshot call = sampleCall(static_cast<quint64>(number) + 1, "", "chat", "kimi", "kimi-k2", phase,
                                       number % 200, 240);
        call.session = u"session-%1"_s.arg(number % qMax(sessions, 1));
        call.chunks = number % 3 == 0 ? variation : 0;
        s.calls << call;
    }
    return s;
}

} // namespace exaid
