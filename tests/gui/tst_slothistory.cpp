#include "gui/charts/timelinerows.h"
#include "gui/feed/slothistory.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Start = 1'700'000'000'000;

CallSnapshot callAt(quint64 id, const QString &session, qint64 sinceMs,
                    CallPhase phase = CallPhase::Connecting, const QString &provider = u"kimi"_s)
{
    CallSnapshot call;
    call.id = id;
    call.session = session;
    call.tool = u"chat"_s;
    call.provider = provider;
    call.phase = phase;
    call.phaseSinceMs = sinceMs;
    call.startedMs = sinceMs;
    call.leaseId = phase == CallPhase::Queued ? 0 : id + 100;
    return call;
}

Snapshot snapshotAt(qint64 ms, const QList<CallSnapshot> &calls, qint64 startedMs = Start)
{
    Snapshot s;
    s.wallMs = ms;
    s.startedMs = startedMs;
    PoolSnapshot kimi;
    kimi.kind = u"provider"_s;
    kimi.name = u"kimi"_s;
    kimi.label = u"KIMI"_s;
    kimi.capacity = 2;
    s.pools = {kimi};
    s.calls = calls;
    for (const CallSnapshot &call : calls) {
        SessionSnapshot session;
        session.name = call.session;
        s.sessions.append(session);
    }
    return s;
}

MonitorEvent finished(quint64 id, qint64 atMs, qint64 ranMs, const QString &outcome = u"answer"_s)
{
    MonitorEvent event;
    event.kind = u"call_finished"_s;
    event.fields = {{u"call"_s, static_cast<qint64>(id)},
                    {u"t"_s, static_cast<double>(atMs) / 1000},
                    {u"run_ms"_s, ranMs},
                    {u"outcome"_s, outcome},
                    {u"prov"_s, u"KIMI"_s},
                    {u"sess"_s, u"ada"_s},
                    {u"name"_s, u"chat"_s},
                    {u"work_class"_s, u"plain"_s}};
    return event;
}

} // namespace

class TestSlotHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallKeepsItsLane();
    void aFreedLaneIsTakenAgain();
    void whoWaitsHoldsNothing();
    void phasesAreKept();
    void theEventSaysWhenAndHowItEnded();
    void aCallTooShortForASnapshotIsSeen();
    void localToolsAndCallsThatNeverRanAreNot();
    void anotherDaemonStartsAnew();
    void theOldIsForgotten();
    void boundedInNumber();
    void ownersKeepTheirColour();
    void rowsBySlot();
    void rowsBySessionDoNotOverlap();
    void timeScaleGoesBothWays();
};

void TestSlotHistory::aCallKeepsItsLane()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start + 50), callAt(2, u"b"_s, Start + 60)}));
    history.record(snapshotAt(Start + 200, {callAt(2, u"b"_s, Start + 60)}));
    QVERIFY(!history.running(1));
    QCOMPARE(history.running(2)->lane, 1);
    QCOMPARE(history.spans().at(1).toMs, Start + 200);
}

void TestSlotHistory::aFreedLaneIsTakenAgain()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start), callAt(2, u"b"_s, Start)}));
    history.record(snapshotAt(Start + 200, {callAt(2, u"b"_s, Start), callAt(3, u"a"_s, Start + 200)}));
    QCOMPARE(history.running(3)->lane, 0);
    QCOMPARE(history.laneCount(u"kimi"_s, Start), 2);
}

void TestSlotHistory::whoWaitsHoldsNothing()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start, CallPhase::Queued)}));
    QVERIFY(history.spans().empty());
}

void TestSlotHistory::phasesAreKept()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start + 50)}));
    history.record(snapshotAt(Start + 300, {callAt(1, u"a"_s, Start + 250, CallPhase::Streaming)}));
    history.record(snapshotAt(Start + 400, {callAt(1, u"a"_s, Start + 250, CallPhase::Streaming)}));
    const QList<SlotSpan::Mark> expected{{Start + 50, CallPhase::Connecting},
                                         {Start + 250, CallPhase::Streaming}};
    QCOMPARE(history.spans().at(1).phases, expected);
}

void TestSlotHistory::theEventSaysWhenAndHowItEnded()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start + 50)}));
    history.record(finished(1, Start + 170, 120, u"timed_out"_s));
    QCOMPARE(history.spans().at(1).toMs, Start + 170);
    QCOMPARE(history.spans().at(1).outcome, u"timed_out"_s);
    // A snapshot that was made before comes late.
    history.record(snapshotAt(Start + 160, {callAt(1, u"a"_s, Start + 50)}));
    QVERIFY(!history.running(1));
}

void TestSlotHistory::aCallTooShortForASnapshotIsSeen()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start + 50)}));
    history.record(finished(2, Start + 130, 20));
    const SlotSpan &span = history.spans().at(2);
    QCOMPARE(span.fromMs, Start + 110);
    QCOMPARE(span.toMs, Start + 130);
    QCOMPARE(span.lane, 1); // the other one was taken
    QCOMPARE(span.provider, u"kimi"_s);
}

void TestSlotHistory::localToolsAndCallsThatNeverRanAreNot()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {}));
    MonitorEvent local = finished(2, Start + 130, 20);
    local.fields.remove(u"work_class"_s);
    history.record(local);
    history.record(finished(3, Start + 130, 0, u"refused"_s));
    QVERIFY(history.spans().empty());
}

void TestSlotHistory::anotherDaemonStartsAnew()
{
    SlotHistory history;
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start)}));
    history.record(snapshotAt(Start + 5'000, {}, Start + 4'000));
    QVERIFY(history.spans().empty());
    history.record(finished(1, Start + 3'000, 100)); // of the daemon before
    QVERIFY(history.spans().empty());
}

void TestSlotHistory::theOldIsForgotten()
{
    SlotHistory history(1min);
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start), callAt(2, u"b"_s, Start)}));
    history.record(snapshotAt(Start + 200, {callAt(2, u"b"_s, Start)}));
    history.record(snapshotAt(Start + 70'000, {callAt(2, u"b"_s, Start)}));
    QCOMPARE(history.spans().size(), 1U); // what runs stays, however long
    QVERIFY(history.running(2));
}

void TestSlotHistory::boundedInNumber()
{
    SlotHistory history(15min, 100);
    history.record(snapshotAt(Start + 1, {}));
    for (quint64 id = 1; id <= 1'000; ++id)
        history.record(finished(id, Start + 10 + static_cast<qint64>(id), 1));
    QCOMPARE(history.spans().size(), 100U);
    QCOMPARE(history.spans().begin()->first, 901U);
}

void TestSlotHistory::ownersKeepTheirColour()
{
    SlotHistory history(1min);
    history.record(snapshotAt(Start + 100, {callAt(1, u"a"_s, Start), callAt(2, u"b"_s, Start)}));
    QCOMPARE(history.ownerIndex(u"a"_s), 0);
    QCOMPARE(history.ownerIndex(u"b"_s), 1);
    history.record(snapshotAt(Start + 70'000, {callAt(2, u"b"_s, Start)}));
    history.record(
        snapshotAt(Start + 140'000, {callAt(2, u"b"_s, Start), callAt(3, u"c"_s, Start + 139'000)}));
    QCOMPARE(history.ownerIndex(u"b"_s), 1);
    QCOMPARE(history.ownerIndex(u"c"_s), 0); // the first has been gone for long
}

void TestSlotHistory::rowsBySlot()
{
    SlotHistory history;
    Snapshot snapshot = snapshotAt(Start + 10'000, {callAt(1, u"a"_s, Start + 5'000)});
    history.record(snapshot);
    const auto rows = timelineRows(history, snapshot, TimelineGrouping::BySlot, Start, Start + 10'000);
    QCOMPARE(rows.size(), 2); // both slots, also the one nobody used
    QCOMPARE(rows.at(0).label, u"KIMI 1"_s);
    QCOMPARE(rows.at(0).spans.size(), 1);
    QCOMPARE(rows.at(0).busyShare, 0.5);
    QCOMPARE(rows.at(1).busyShare, 0.0);
}

void TestSlotHistory::rowsBySessionDoNotOverlap()
{
    SlotHistory history;
    const Snapshot snapshot = snapshotAt(
        Start + 1'000, {callAt(1, u"b"_s, Start), callAt(2, u"a"_s, Start), callAt(3, u"a"_s, Start)});
    history.record(snapshot);
    const auto rows = timelineRows(history, snapshot, TimelineGrouping::BySession, Start, Start + 1'000);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(0).label, u"a"_s);
    QCOMPARE(rows.at(1).label, QString());
    QCOMPARE(rows.at(2).label, u"b"_s);
}

void TestSlotHistory::timeScaleGoesBothWays()
{
    const TimeScale scale{Start, Start + 60'000, 100, 600};
    QCOMPARE(scale.x(Start), 100.0);
    QCOMPARE(scale.x(Start + 60'000), 700.0);
    QCOMPARE(scale.at(400), Start + 30'000);
}

QTEST_GUILESS_MAIN(TestSlotHistory)
#include "tst_slothistory.moc"
