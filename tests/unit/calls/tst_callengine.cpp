#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/toolcatalog.h"

#include <QTest>
#include <deque>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// A tool whose runs do just what the test tells them.
class ScriptedRun;
struct Script
{
    bool prepareAtOnce = true;
    std::deque<ScriptedRun *> runs; // alive, oldest first
    int cancels = 0;
};

class ScriptedRun final : public ToolRun
{
public:
    ScriptedRun(Script &script, ToolEvents &events)
        : m_script(script)
        , m_events(events)
    {
        m_script.runs.push_back(this);
    }
    ~ScriptedRun() override { std::erase(m_script.runs, this); }
    void prepare() override
    {
        if (m_script.prepareAtOnce)
            m_events.prepared();
    }
    void execute(Deadline deadline) override
    {
        isExecuting = true;
        executeDeadline = deadline;
    }
    void cancel() override { ++m_script.cancels; }

    ToolEvents &events() { return m_events; }
    bool isExecuting = false;
    Deadline executeDeadline;

private:
    Script &m_script;
    ToolEvents &m_events;
};

class ScriptedTool final : public Tool
{
public:
    ScriptedTool(Script &script, const QString &name, const QString &provider)
        : m_script(script)
    {
        m_definition.name = name;
        m_definition.inputSchema = {{u"type"_s, u"object"_s}};
        m_plan.provider = provider;
        m_plan.limits.total = 100s;
    }
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &arguments) const override
    {
        if (arguments.contains(u"bad"))
            return Error{u"VALIDATION_ERROR"_s, u"bad"_s, {}};
        return m_plan;
    }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &events) const override
    {
        return std::make_unique<ScriptedRun>(m_script, events);
    }

private:
    Script &m_script;
    ToolDefinition m_definition;
    CallPlan m_plan;
};

struct Ear final : CallObserver
{
    void accepted(CallId, Duration timeout) override { acceptedFor = timeout; }
    void queued(CallId, const QueuePlace &place) override { places << place.position; }
    void phaseChanged(CallId, CallPhase phase) override { phases << phase; }
    void note(CallId, const QString &) override {}
    void chunk(CallId, const QString &text) override { chunks += text; }
    void finished(CallId, const Outcome &end, const CallTimes &t) override
    {
        ++finals;
        outcome = end;
        times = t;
    }
    std::optional<Duration> acceptedFor;
    QList<int> places;
    QList<CallPhase> phases;
    QString chunks;
    int finals = 0;
    std::optional<Outcome> outcome;
    CallTimes times;
};

AdmissionLimits oneSlot()
{
    AdmissionLimits limits;
    limits.global = 1;
    limits.providers = {{u"kimi"_s, 1}};
    limits.holdMax = {};
    return limits;
}

struct Desk
{
    Desk()
    {
        tools.add(std::make_unique<ScriptedTool>(script, u"remote"_s, u"kimi"_s));
        tools.add(std::make_unique<ScriptedTool>(script, u"local"_s, QString()));
        sessions.setEndListener([this](SessionId id) { admission.endSession(id); });
    }
    CallService::Submitted submit(Ear &ear, const QString &requestId, const QString &tool = u"remote"_s,
                                  const QJsonObject &arguments = {})
    {
        const auto submitted = engine.submit({session, 1, requestId, tool, arguments}, ear);
        turn();
        return submitted;
    }
    void turn() { time.advance(0ns); }

    Script script;
    ManualClock clock;
    ManualTime time{clock};
    Metrics metrics;
    EventLog events{clock};
    SessionRegistry sessions{clock, 10};
    ToolCatalog tools;
    AdmissionDriver admission{oneSlot(), time, metrics, events};
    QList<QJsonObject> log;
    CallEngine engine{{time, tools, admission, sessions, metrics, events, 60s, 30s,
                       [this](const QJsonObject &line) { log << line; }}};
    SessionId session = sessions.join({}).value();
};

} // namespace

class TestCallEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersOnceAndFreesTheSlot();
    void pain14_unknownToolIsAnswered();
    void badArgumentsAreAnswered();
    void nothingIsHeardFromInsideSubmit();
    void localToolsTakeNoPermit();
    void secondCallWaitsAndHearsItsPlace();
    void batchGivesWayToInteractive();
    void cancelFreesTheSlotBeforeItReturns_data();
    void cancelFreesTheSlotBeforeItReturns();
    void pain02_abandonedCallIsSilentAndFreesItsSlot();
    void pain19_repeatWhileRunningAttaches();
    void pain18_anEndedIdIsFreeAgain();
    void pain12_sameIdOnAnotherConnectionIsAnotherCall();
    void queueClockIsNamed();
    void totalClockIsNamedAndEndsADeafTool();
    void deadlineIsFixedOnceAndCoversQueueAndRun();
    void drainingRefuses();
    void userCancelsAWholeSession();
    void orphanedLeaseIsHealedByTheNextAudit();
    void pain32_everyCallLeavesOneLine();
};

void TestCallEngine::answersOnceAndFreesTheSlot()
{
    Desk desk;
    Ear ear;
    desk.submit(ear, u"a"_s);
    QCOMPARE(ear.acceptedFor, std::optional<Duration>(160s));
    QVERIFY(desk.script.runs.front()->isExecuting);
    desk.script.runs.front()->events().chunk(u"hel"_s);
    desk.script.runs.front()->events().chunk(u"lo"_s);
    desk.time.advance(3s);
    desk.script.runs.front()->events().finished(
        Answer{u"hello"_s, {}, u"kimi"_s, u"k2"_s, false, {}, {}, {}, {}});
    QCOMPARE(desk.admission.controller().leases(), 0);
    QCOMPARE(ear.finals, 0); // from the event loop only
    desk.turn();
    QCOMPARE(ear.finals, 1);
    QVERIFY(isAnswer(*ear.outcome));
    QCOMPARE(ear.chunks, u"hello"_s);
    QCOMPARE(ear.times.ran, Duration(3s));
    QVERIFY(desk.script.runs.empty());
    QCOMPARE(desk.engine.liveCount(), 0);
}

void TestCallEngine::pain14_unknownToolIsAnswered()
{
    Desk desk;
    Ear ear;
    desk.submit(ear, u"a"_s, u"nonesuch"_s);
    desk.turn();
    QCOMPARE(ear.finals, 1);
    QCOMPARE(wireCode(*ear.outcome), u"TOOL_NOT_FOUND"_s);
    QVERIFY(!ear.acceptedFor);
}

void TestCallEngine::badArgumentsAreAnswered()
{
    Desk desk;
    Ear ear;
    desk.submit(ear, u"a"_s, u"remote"_s, {{u"bad"_s, 1}});
    desk.turn();
    QCOMPARE(wireCode(*ear.outcome), u"VALIDATION_ERROR"_s);
    QCOMPARE(desk.admission.controller().leases(), 0);
}

void TestCallEngine::nothingIsHeardFromInsideSubmit()
{
    Desk desk;
    Ear ear;
    desk.engine.submit({desk.session, 1, u"a"_s, u"remote"_s, {}}, ear);
    QVERIFY(!ear.acceptedFor && ear.phases.isEmpty() && ear.finals == 0);
    desk.turn();
    QVERIFY(ear.acceptedFor);
}

void TestCallEngine::localToolsTakeNoPermit()
{
    Desk desk;
    Ear busy;
    Ear ear;
    desk.submit(busy, u"a"_s); // the only slot is taken
    desk.submit(ear, u"b"_s, u"local"_s);
    QVERIFY(desk.script.runs.back()->isExecuting);
    QCOMPARE(desk.admission.controller().leases(), 1);
}

void TestCallEngine::secondCallWaitsAndHearsItsPlace()
{
    Desk desk;
    Ear first;
    Ear second;
    Ear third;
    desk.submit(first, u"a"_s);
    desk.submit(second, u"b"_s);
    desk.submit(third, u"c"_s);
    QCOMPARE(second.places, QList<int>{1});
    QCOMPARE(third.places, QList<int>{2});
    desk.script.runs.front()->events().finished(Answer{});
    QCOMPARE(desk.admission.controller().heldBy(SessionId{1}), 1); // handed over at once
    desk.turn();
    QVERIFY(desk.script.runs.front()->isExecuting); // the first has been told and is gone
    desk.time.advance(250ms);                       // promised: told within 250 ms of the change
    QCOMPARE(third.places, (QList<int>{2, 1}));
}

void TestCallEngine::batchGivesWayToInteractive()
{
    Desk desk;
    Ear running;
    Ear batch;
    Ear interactive;
    desk.submit(running, u"a"_s);
    desk.engine.submit({desk.session, 1, u"b"_s, u"remote"_s, {}, Priority::Batch}, batch);
    desk.turn();
    desk.submit(interactive, u"c"_s);
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    QVERIFY(interactive.phases.constLast() == CallPhase::Connecting);
    QVERIFY(batch.phases.constLast() == CallPhase::Queued);
}

void TestCallEngine::cancelFreesTheSlotBeforeItReturns_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("before it started") << 0;
    QTest::newRow("preparing") << 1;
    QTest::newRow("queued") << 2;
    QTest::newRow("running") << 3;
}

void TestCallEngine::cancelFreesTheSlotBeforeItReturns()
{
    QFETCH(const int, phase);
    Desk desk;
    Ear holder;
    Ear ear;
    desk.script.prepareAtOnce = phase != 1;
    if (phase == 2)
        desk.submit(holder, u"h"_s);
    const CallId id = desk.engine.submit({desk.session, 1, u"a"_s, u"remote"_s, {}}, ear).call;
    if (phase > 0)
        desk.turn();
    QVERIFY(desk.engine.cancel(id, CancelCause::ByClient));
    QCOMPARE(desk.admission.controller().leases(), phase == 2 ? 1 : 0);
    QCOMPARE(desk.admission.controller().waiting(), 0);
    QCOMPARE(desk.script.cancels, phase == 0 ? 0 : 1);
    QVERIFY(!desk.engine.cancel(id, CancelCause::ByClient));
    desk.turn();
    QCOMPARE(ear.finals, 1);
    QCOMPARE(wireCode(*ear.outcome), u"CANCELLED"_s);
}

void TestCallEngine::pain02_abandonedCallIsSilentAndFreesItsSlot()
{
    Desk desk;
    Ear ear;
    const CallId id = desk.submit(ear, u"a"_s).call;
    desk.engine.abandon(id);
    QCOMPARE(desk.admission.controller().leases(), 0);
    QCOMPARE(desk.script.cancels, 1);
    desk.time.advance(1h);
    QCOMPARE(ear.finals, 0);
    QCOMPARE(desk.engine.liveCount(), 0);
}

void TestCallEngine::pain19_repeatWhileRunningAttaches()
{
    Desk desk;
    Ear ear;
    Ear repeat;
    const auto original = desk.submit(ear, u"a"_s);
    const auto attached = desk.submit(repeat, u"a"_s);
    QVERIFY(original.isNew);
    QVERIFY(!attached.isNew);
    QCOMPARE(attached.call, original.call);
    QCOMPARE(desk.script.runs.size(), size_t{1});
}

void TestCallEngine::pain18_anEndedIdIsFreeAgain()
{
    Desk desk;
    Ear ear;
    Ear again;
    desk.submit(ear, u"a"_s, u"remote"_s, {{u"bad"_s, 1}});
    desk.turn();
    QVERIFY(desk.submit(again, u"a"_s).isNew);
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    QCOMPARE(again.finals, 1);
}

void TestCallEngine::pain12_sameIdOnAnotherConnectionIsAnotherCall()
{
    Desk desk;
    Ear first;
    Ear second;
    const auto a = desk.engine.submit({desk.session, 1, u"unknown"_s, u"local"_s, {}}, first);
    const auto b = desk.engine.submit({desk.session, 2, u"unknown"_s, u"local"_s, {}}, second);
    QVERIFY(a.isNew && b.isNew && a.call != b.call);
    desk.turn();
    desk.script.runs.front()->events().finished(
        Answer{u"for the first"_s, {}, {}, {}, false, {}, {}, {}, {}});
    desk.turn();
    QCOMPARE(first.finals, 1);
    QCOMPARE(second.finals, 0);
}

void TestCallEngine::queueClockIsNamed()
{
    Desk desk;
    Ear holder;
    Ear ear;
    desk.submit(holder, u"h"_s);
    desk.submit(ear, u"a"_s);
    desk.time.advance(60s);
    desk.turn();
    const auto *timedOut = std::get_if<TimedOut>(&*ear.outcome);
    QVERIFY(timedOut);
    QVERIFY(timedOut->clock == CallClock::Queue);
    QCOMPARE(timedOut->limit, Duration(60s));
    QCOMPARE(ear.times.queued, Duration(60s));
}

void TestCallEngine::totalClockIsNamedAndEndsADeafTool()
{
    Desk desk;
    Ear ear;
    desk.submit(ear, u"a"_s);
    desk.time.advance(160s); // the tool never says anything
    desk.turn();
    QCOMPARE(ear.finals, 1);
    const auto *timedOut = std::get_if<TimedOut>(&*ear.outcome);
    QVERIFY(timedOut && timedOut->clock == CallClock::Total);
    QCOMPARE(desk.admission.controller().leases(), 0);
}

void TestCallEngine::deadlineIsFixedOnceAndCoversQueueAndRun()
{
    Desk desk;
    Ear holder;
    Ear ear;
    const TimePoint start = desk.clock.now();
    desk.submit(holder, u"h"_s);
    desk.submit(ear, u"a"_s);
    desk.time.advance(40s);
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    QCOMPARE(desk.script.runs.front()->executeDeadline.when(), start + 160s);
}

void TestCallEngine::drainingRefuses()
{
    Desk desk;
    Ear running;
    Ear ear;
    desk.submit(running, u"r"_s);
    desk.engine.startDraining();
    desk.submit(ear, u"a"_s);
    desk.turn();
    QCOMPARE(wireCode(*ear.outcome), u"SHUTTING_DOWN"_s);
    int idle = 0;
    desk.engine.setIdleListener([&] { ++idle; });
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    QCOMPARE(running.finals, 1);
    QCOMPARE(idle, 1);
}

void TestCallEngine::userCancelsAWholeSession()
{
    Desk desk;
    Ear a;
    Ear b;
    Ear other;
    desk.submit(a, u"a"_s);
    desk.submit(b, u"b"_s);
    const SessionId neighbour = desk.sessions.join({}).value();
    desk.engine.submit({neighbour, 2, u"n"_s, u"remote"_s, {}}, other);
    desk.turn();
    QCOMPARE(desk.engine.cancelSession(desk.session, CancelCause::ByUser), 2);
    QCOMPARE(desk.admission.controller().leases(), 1); // the neighbour's
    desk.turn();
    QCOMPARE(a.finals + b.finals, 2);
    QCOMPARE(other.finals, 0);
}

void TestCallEngine::orphanedLeaseIsHealedByTheNextAudit()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    Desk desk;
    Ear ear;
    desk.admission.startAudits(5s, desk.engine, [](CallId) {});
    desk.submit(ear, u"a"_s);
    desk.admission.dropNextReturn();
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    QCOMPARE(desk.admission.controller().leases(), 1); // leaked
    desk.time.advance(5s);
    QCOMPARE(desk.admission.controller().leases(), 0);
    QCOMPARE(desk.metrics.counters().leaksRecovered, 1);
    const QString line = desk.events.recent().constLast().message;
    QVERIFY2(line.startsWith(u"SEMAPHORE RECOVERY: "), qPrintable(line));
#endif
}

void TestCallEngine::pain32_everyCallLeavesOneLine()
{
    Desk desk;
    Ear answered;
    Ear refused;
    Ear abandoned;
    desk.submit(answered, u"a"_s);
    desk.script.runs.front()->events().finished(Answer{});
    desk.turn();
    desk.submit(refused, u"b"_s, u"nonesuch"_s);
    desk.turn();
    desk.engine.abandon(desk.submit(abandoned, u"c"_s).call);
    desk.turn();
    QCOMPARE(desk.log.size(), 3);
    QCOMPARE(desk.log[0][u"outcome"].toString(), u"answer"_s);
    QCOMPARE(desk.log[1][u"code"].toString(), u"TOOL_NOT_FOUND"_s);
    QCOMPARE(desk.log[2][u"outcome"].toString(), u"cancelled"_s);
    QVERIFY(desk.log[0].contains(u"queue_ms"_s) && desk.log[0].contains(u"run_ms"_s));
}

QTEST_GUILESS_MAIN(TestCallEngine)
#include "tst_callengine.moc"
