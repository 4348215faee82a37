#include "core/logging/callrecord.h"

#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestCallRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheFieldsThatScriptsRead();
    void namesEveryOutcome_data();
    void namesEveryOutcome();
    void answerTellsWhoAnswered();
    void neverHoldsPromptsOrAnswers();
};

void TestCallRecord::hasTheFieldsThatScriptsRead()
{
    CallRecord record;
    record.session = u"s1"_s;
    record.requestId = u"r1"_s;
    record.tool = u"chat"_s;
    record.provider = u"glm"_s;
    record.model = u"glm-4.6"_s;
    record.outcome = u"answer"_s;
    record.latency = 1'234'567'890ns;
    record.queued = 200ms;
    record.ran = 1'034'567'890ns;
    record.tokens = TokenUsage{10, 20, 5};
    const QJsonObject json = toJson(record);
    QCOMPARE(json.value("op"_L1).toString(), u"call_tool"_s);
    QCOMPARE(json.value("lat"_L1).toDouble(), 1.234568);
    QCOMPARE(json.value("sess"_L1).toString(), u"s1"_s);
    QCOMPARE(json.value("name"_L1).toString(), u"chat"_s);
    QCOMPARE(json.value("prov"_L1).toString(), u"GLM"_s);
    QCOMPARE(json.value("request_id"_L1).toString(), u"r1"_s);
    QCOMPARE(json.value("model"_L1).toString(), u"glm-4.6"_s);
    QCOMPARE(json.value("queue_ms"_L1).toDouble(), 200.0);
    QCOMPARE(json.value("run_ms"_L1).toDouble(), 1034.568);
    QCOMPARE(json.value("tokens"_L1).toObject().value("completion"_L1).toInt(), 20);
    QCOMPARE(json.value("simulated"_L1).toBool(true), false);
    QVERIFY(!json.contains("code"_L1));
    QVERIFY(!json.contains("clock"_L1));
}

void TestCallRecord::namesEveryOutcome_data()
{
    QTest::addColumn<Outcome>("result");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("clock");
    QTest::newRow("answer") << Outcome(Answer{}) << u"answer"_s << QString();
    QTest::newRow("refused") << Outcome(Refused{{u"OVER_CAPACITY"_s, {}, {}}, {}, {}}) << u"refused"_s
                             << QString();
    QTest::newRow("timed out") << Outcome(TimedOut{CallClock::Stall, 5s, u"kimi"_s, u"m"_s}) << u"timed_out"_s
                               << u"stall"_s;
    QTest::newRow("cancelled") << Outcome(Cancelled{}) << u"cancelled"_s << QString();
    QTest::newRow("provider") << Outcome(ProviderFailed{}) << u"provider_failed"_s << QString();
    QTest::newRow("rejected") << Outcome(Rejected{{u"VALIDATION_ERROR"_s, {}, {}}, {}}) << u"rejected"_s
                              << QString();
    QTest::newRow("internal") << Outcome(InternalFailure{}) << u"internal_error"_s << QString();
}

void TestCallRecord::namesEveryOutcome()
{
    QFETCH(Outcome, result);
    CallRecord record;
    record.setOutcome(result);
    QTEST(record.outcome, "outcome");
    QTEST(record.clock, "clock");
    QCOMPARE(record.code, wireCode(result));
}

void TestCallRecord::answerTellsWhoAnswered()
{
    CallRecord record;
    record.provider = u"kimi"_s;
    Answer answer;
    answer.provider = u"glm"_s;
    answer.model = u"glm-4.6"_s;
    answer.simulated = true;
    answer.usage = TokenUsage{1, 2, 0};
    record.setOutcome(answer);
    QCOMPARE(record.provider, u"glm"_s);
    QCOMPARE(record.model, u"glm-4.6"_s);
    QVERIFY(record.simulated);
    QVERIFY(record.tokens);
}

void TestCallRecord::neverHoldsPromptsOrAnswers()
{
    CallRecord record;
    Answer answer;
    answer.text = u"the answer text"_s;
    answer.reasoning = u"the reasoning"_s;
    record.setOutcome(answer);
    const QByteArray text = QJsonDocument(toJson(record)).toJson();
    QVERIFY(!text.contains("the answer text"));
    QVERIFY(!text.contains("the reasoning"));
}

QTEST_GUILESS_MAIN(TestCallRecord)
#include "tst_callrecord.moc"
