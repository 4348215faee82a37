#include "core/calls/callservice.h"
#include "core/frontends/accesstoken.h"
#include "core/frontends/exai/exaicall.h"
#include "core/frontends/exai/exaicontext.h"
#include "core/frontends/exai/ratelimiter.h"
#include "core/frontends/resumedesk.h"
#include "core/monitoring/eventlog.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/toolcatalog.h"

#include <QJsonDocument>
#include <QTest>
#include <memory>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

class NoCalls final : public CallService
{
public:
    Submitted submit(const CallRequest &, CallObserver &) override { return {}; }
    std::optional<Duration> adopt(CallId, quint64, const QString &, CallObserver &) override { return {}; }
    bool cancel(CallId, CancelCause) override { return false; }
    void abandon(CallId) override {}
    int cancelSession(SessionId, CancelCause) override { return 0; }
    int liveCount() const override { return 0; }
};

// A call with everything around it, on simulated time.
class Stage final : public ExaiCallHost
{
public:
    explicit Stage(const QString &message)
        : call(std::make_unique<ExaiCall>(*this, context, 1,
                                          std::get<exai::CallTool>(exai::parseMessage(message))))
    {
        call->started(CallId{7});
    }

    void postSoon(const QJsonObject &frame) override { record(frame); }
    void postChunk(const QByteArray &frame) override { record(QJsonDocument::fromJson(frame).object()); }
    void postProgress(const QJsonObject &frame, const QByteArray &key) override
    {
        QCOMPARE(key, "1");
        record(frame);
    }
    void finishCall(quint64, const QJsonObject &frame, const Outcome &, const CallTimes &) override
    {
        record(frame);
        call.reset();
    }

    QStringList ops() const
    {
        QStringList list;
        for (const QJsonObject &frame : frames)
            list.append(frame[u"op"].toString());
        return list;
    }

    ManualClock clock;
    ManualTime time{clock};
    ServerSettings settings;
    NoCalls calls;
    SessionRegistry sessions{clock, 5};
    ToolCatalog tools;
    EventLog events{clock};
    AccessToken token{Secret()};
    RateLimiter limiter{clock, settings};
    ResumeDesk desk{settings, time, calls, sessions, events};
    ExaiContext context{settings, time, calls, sessions, tools, events, token, limiter, desk, {}, {}};
    QList<QJsonObject> frames;
    QList<Duration> at; // since the start
    std::unique_ptr<ExaiCall> call;

private:
    void record(const QJsonObject &frame)
    {
        frames.append(frame);
        at.append(clock.now() - m_start);
    }
    const TimePoint m_start = clock.now();
};

const QString Classic = uR"({"op":"call_tool","request_id":"r","name":"chat"})"_s;
const QString Streaming =
    uR"({"op":"call_tool","request_id":"r","name":"chat","arguments":{"stream":true}})"_s;
const QString Quiet = uR"({"op":"call_tool","id":"call_1","name":"chat","arguments":{"stream":true}})"_s;

void runThrough(Stage &stage)
{
    const CallId id{7};
    stage.call->accepted(id, 270s);
    stage.call->queued(id, {2, 4s});
    stage.call->phaseChanged(id, CallPhase::Connecting);
    stage.call->note(id, u"retrying"_s);
    stage.call->chunk(id, u"he"_s);
    stage.call->chunk(id, u"llo"_s);
    stage.call->finished(id, Answer{}, {});
}

} // namespace

class TestExaiCall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void classicOrder();
    void eachPhaseIsToldOnce();
    void resumedCallTellsTheTimeLeftAndSendsNoChunks();
    void streamOnlyWhenAskedFor();
    void pain15_quietIsOneFrame();
    void pain9_firstHeartbeatWithinASecondThenSteady();
    void heartbeatCarriesPhaseAndPlace();
    void placeChangesAreToldSoonButNotTooOften();
    void failedStreamHasNoStreamComplete();
    void nothingAfterTheEnd();
};

void TestExaiCall::classicOrder()
{
    Stage stage(Classic);
    runThrough(stage);
    QCOMPARE(stage.ops(), (QStringList{u"progress"_s, u"call_tool_ack"_s, u"progress"_s, u"progress"_s,
                                       u"progress"_s, u"call_tool_res"_s}));
    QCOMPARE(stage.frames.first()[u"note"].toString(), u"accepted, awaiting provider/session capacity"_s);
    for (const QJsonObject &frame : stage.frames)
        QCOMPARE(frame[u"request_id"].toString(), u"r"_s);
    QCOMPARE(stage.frames.at(1)[u"timeout"].toInt(), 270);
    QCOMPARE(stage.frames.at(2)[u"queue_position"].toInt(), 2);
    QCOMPARE(stage.frames.at(2)[u"expected_wait_secs"].toDouble(), 4.0);
    QVERIFY(!stage.frames.at(3).contains(u"queue_position"));
    QCOMPARE(stage.frames.at(4)[u"message"].toString(), u"retrying"_s);
}

// The call says so when it gets its slot, and its provider when it starts to connect.
void TestExaiCall::eachPhaseIsToldOnce()
{
    Stage stage(Classic);
    stage.call->phaseChanged(CallId{7}, CallPhase::Connecting);
    stage.call->phaseChanged(CallId{7}, CallPhase::Connecting);
    QCOMPARE(stage.frames.size(), 1);
    stage.call->phaseChanged(CallId{7}, CallPhase::AwaitingFirstToken);
    stage.call->phaseChanged(CallId{7}, CallPhase::Connecting); // a second round
    QCOMPARE(stage.frames.size(), 3);
}

void TestExaiCall::resumedCallTellsTheTimeLeftAndSendsNoChunks()
{
    Stage stage(Streaming);
    stage.call->resumed(CallId{7}, 99s);
    QCOMPARE(stage.ops(), (QStringList{u"progress"_s, u"call_tool_ack"_s}));
    QCOMPARE(stage.frames.at(1)[u"timeout"].toInt(), 99);
    stage.call->chunk(CallId{7}, u"lo"_s);
    stage.call->finished(CallId{7}, Answer{}, {});
    QCOMPARE(stage.ops().mid(2), QStringList{u"call_tool_res"_s});
    QCOMPARE(stage.frames.last()[u"resumed"].toBool(), true);
}

void TestExaiCall::streamOnlyWhenAskedFor()
{
    Stage stage(Streaming);
    runThrough(stage);
    QCOMPARE(stage.ops().mid(5),
             (QStringList{u"stream_chunk"_s, u"stream_chunk"_s, u"stream_complete"_s, u"call_tool_res"_s}));
    QCOMPARE(stage.frames.at(5)[u"chunk"].toString(), u"he"_s);
}

void TestExaiCall::pain15_quietIsOneFrame()
{
    Stage stage(Quiet);
    stage.time.advance(60s);
    runThrough(stage);
    stage.time.advance(60s);
    QCOMPARE(stage.ops(), QStringList{u"call_tool_res"_s});
    QCOMPARE(stage.frames.first()[u"id"].toString(), u"call_1"_s);
}

void TestExaiCall::pain9_firstHeartbeatWithinASecondThenSteady()
{
    Stage stage(Classic); // the engine never says a word
    stage.settings.progressInterval = 8s;
    stage.time.advance(1min);
    QVERIFY(!stage.at.isEmpty());
    QVERIFY(stage.at.first() <= 1s);
    for (qsizetype i = 1; i < stage.at.size(); ++i)
        QVERIFY(stage.at.at(i) - stage.at.at(i - 1) <= 2500ms);
    QVERIFY(stage.at.last() > 57s);
}

void TestExaiCall::heartbeatCarriesPhaseAndPlace()
{
    Stage stage(Classic);
    stage.call->queued(CallId{7}, {5, std::nullopt});
    stage.frames.clear();
    stage.time.advance(1s);
    QCOMPARE(stage.frames.size(), 1);
    QCOMPARE(stage.frames.first()[u"phase"].toString(), u"queued"_s);
    QCOMPARE(stage.frames.first()[u"queue_position"].toInt(), 5);
    QVERIFY(!stage.frames.first().contains(u"expected_wait_secs"));
    QCOMPARE(stage.frames.first()[u"elapsed_secs"].toDouble(), 0.75);
}

void TestExaiCall::placeChangesAreToldSoonButNotTooOften()
{
    Stage stage(Classic);
    stage.settings.progressInterval = 2500ms;
    for (int position = 50; position >= 1; --position) {
        stage.call->queued(CallId{7}, {position, 1s});
        stage.time.advance(2ms);
    }
    stage.time.advance(250ms);
    QVERIFY(stage.frames.size() <= 3);
    QCOMPARE(stage.frames.first()[u"queue_position"].toInt(), 50);
    QCOMPARE(stage.at.first(), Duration(0));
    QCOMPARE(stage.frames.last()[u"queue_position"].toInt(), 1);
}

void TestExaiCall::failedStreamHasNoStreamComplete()
{
    Stage stage(Streaming);
    stage.call->finished(CallId{7}, Cancelled{}, {});
    QCOMPARE(stage.ops(), QStringList{u"call_tool_res"_s});
    QCOMPARE(stage.frames.first()[u"error"].toObject()[u"code"].toString(), u"CANCELLED"_s);
}

void TestExaiCall::nothingAfterTheEnd()
{
    Stage stage(Classic);
    runThrough(stage);
    stage.frames.clear();
    stage.time.advance(1min);
    QVERIFY(stage.frames.isEmpty());
    QVERIFY(!stage.time.hasPending());
}

QTEST_GUILESS_MAIN(TestExaiCall)
#include "tst_exaicall.moc"
