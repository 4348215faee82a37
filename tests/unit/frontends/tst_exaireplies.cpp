#include "core/frontends/exai/exaireplies.h"

#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

exai::ReplyIds classic()
{
    return {u"r"_s, QJsonValue::Undefined};
}
exai::ReplyIds quiet()
{
    return {std::nullopt, u"call_1"_s};
}

QString json(const QJsonObject &object)
{
    return QString::fromUtf8(exai::toFrame(object));
}

} // namespace

class TestExaiReplies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void successIsTheSuperset();
    void compatTextCanBeLeftOut();
    void failures_data();
    void failures();
    void pain15_quietErrorsAreReadable();
    void pain16_noFailureSaysOk();
    void pain14_everyRefusalEchoesItsIds_data();
    void pain14_everyRefusalEchoesItsIds();
    void callsWithoutIdsNameNull();
    void smallReplies();
    void retryIsWholeSecondsRoundedUp();
};

void TestExaiReplies::successIsTheSuperset()
{
    Answer answer;
    answer.text = u"hello"_s;
    answer.provider = u"kimi"_s;
    answer.model = u"kimi-k2"_s;
    answer.simulated = true;
    answer.usage = TokenUsage{10, 20, 5};
    answer.finishReason = u"stop"_s;
    answer.continuationId = u"thread-1"_s;
    answer.metadata = {{u"own"_s, 1}};
    const exai::ReplyIds both{u"r"_s, u"i"_s};
    const QJsonObject frame = exai::callResult(both, answer, {1500ms, 2ms, 1502ms}, {});
    QCOMPARE(frame[u"op"].toString(), u"call_tool_res"_s);
    QCOMPARE(frame[u"request_id"].toString(), u"r"_s);
    QCOMPARE(frame[u"id"].toString(), u"i"_s);
    QCOMPARE(frame[u"ok"].toBool(), true);
    QCOMPARE(frame[u"text"].toString(), u"hello"_s);
    for (const QString &key : {u"outputs"_s, u"result"_s}) {
        QCOMPARE(frame[key].toArray().size(), 1);
        QCOMPARE(frame[key].toArray().first().toObject(),
                 (QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"hello"_s}}));
    }
    const QJsonObject metadata = frame[u"metadata"].toObject();
    QCOMPARE(metadata[u"provider"].toString(), u"kimi"_s);
    QCOMPARE(metadata[u"model"].toString(), u"kimi-k2"_s);
    QCOMPARE(metadata[u"simulated"].toBool(), true);
    QCOMPARE(metadata[u"queue_ms"].toDouble(), 1500.0);
    QCOMPARE(metadata[u"run_ms"].toDouble(), 2.0);
    QCOMPARE(metadata[u"continuation_id"].toString(), u"thread-1"_s);
    QCOMPARE(metadata[u"finish_reason"].toString(), u"stop"_s);
    QCOMPARE(metadata[u"own"].toInt(), 1);
    QCOMPARE(metadata[u"usage"].toObject()[u"completion_tokens"].toInt(), 20);
    QVERIFY(!frame.contains(u"error"));
}

void TestExaiReplies::compatTextCanBeLeftOut()
{
    QVERIFY(!exai::callResult(classic(), Answer{}, {}, {false}).contains(u"text"));
}

void TestExaiReplies::failures_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("details"); // must be part of the JSON
    QTest::newRow("refused") << 0 << u"OVER_CAPACITY"_s << u"\"retry_after\":3"_s;
    QTest::newRow("refused, details") << 0 << u"OVER_CAPACITY"_s << u"\"limit\":\"queue\""_s;
    QTest::newRow("timed out") << 1 << u"TIMEOUT"_s << u"\"clock\":\"stall\""_s;
    QTest::newRow("cancelled") << 2 << u"CANCELLED"_s << u"\"cause\":\"by_client\""_s;
    QTest::newRow("provider") << 3 << u"PROVIDER_ERROR"_s << u"\"http_status\":502"_s;
    QTest::newRow("provider, model") << 3 << u"PROVIDER_ERROR"_s << u"\"model\":\"glm-4.6\""_s;
    QTest::newRow("rejected") << 4 << u"VALIDATION_ERROR"_s << u"\"field\":\"x\""_s;
    QTest::newRow("internal") << 5 << u"INTERNAL_ERROR"_s << u"\"cause\":\"bug\""_s;
}

namespace {

Outcome failure(int which)
{
    switch (which) {
    case 0:
        return Refused{{u"OVER_CAPACITY"_s, u"full"_s, u"raise X"_s}, 2100ms, {{u"limit"_s, u"queue"_s}}};
    case 1:
        return TimedOut{CallClock::Stall, 120s, u"glm"_s, u"glm-4.6"_s};
    case 2:
        return Cancelled{CancelCause::ByClient};
    case 3:
        return ProviderFailed{u"glm"_s, u"glm-4.6"_s, {u"http_error"_s, u"bad gateway"_s, {}}, 502, {}, true};
    case 4:
        return Rejected{{u"VALIDATION_ERROR"_s, u"x is wrong"_s, {}}, {{u"field"_s, u"x"_s}}};
    default:
        return InternalFailure{{u"bug"_s, u"oops"_s, {}}};
    }
}

} // namespace

void TestExaiReplies::failures()
{
    QFETCH(int, which);
    QFETCH(QString, details);
    const QJsonObject frame = exai::callResult(classic(), failure(which), {}, {});
    QCOMPARE(frame[u"op"].toString(), u"call_tool_res"_s);
    QCOMPARE(frame[u"request_id"].toString(), u"r"_s);
    QTEST(frame[u"error"].toObject()[u"code"].toString(), "code");
    QVERIFY(!frame[u"error"].toObject()[u"message"].toString().isEmpty());
    QVERIFY2(json(frame).contains(details), qPrintable(json(frame)));
    QVERIFY(!frame.contains(u"result"));
    QVERIFY(!frame.contains(u"outputs"));
}

void TestExaiReplies::pain15_quietErrorsAreReadable()
{
    const QJsonObject frame = exai::callResult(quiet(), failure(0), {}, {});
    QCOMPARE(frame[u"id"].toString(), u"call_1"_s);
    QVERIFY(!frame.contains(u"request_id"));
    const QString text = frame[u"result"].toArray().first().toObject()[u"text"].toString();
    QVERIFY2(text.startsWith(u"Error OVER_CAPACITY: full"), qPrintable(text));
}

void TestExaiReplies::pain16_noFailureSaysOk()
{
    for (int which = 0; which < 6; ++which) {
        const QJsonObject frame = exai::callResult(classic(), failure(which), {}, {});
        QVERIFY(frame[u"ok"].isBool());
        QCOMPARE(frame[u"ok"].toBool(true), false);
    }
}

void TestExaiReplies::pain14_everyRefusalEchoesItsIds_data()
{
    QTest::addColumn<bool>("isCall");
    QTest::addColumn<QString>("op");
    QTest::newRow("call") << true << u"call_tool_res"_s;
    QTest::newRow("other") << false << u"error"_s;
}

void TestExaiReplies::pain14_everyRefusalEchoesItsIds()
{
    QFETCH(bool, isCall);
    const exai::ReplyIds both{u"r"_s, 7};
    const exai::Refusal refusal{u"RATE_LIMITED"_s, u"slow down"_s, 100ms, {{u"bucket"_s, u"session"_s}}};
    for (const QJsonObject &frame : {exai::invalid({both, isCall, u"Unknown op: x"_s, u"why"_s}),
                                     exai::refused(both, isCall, refusal)}) {
        QTEST(frame[u"op"].toString(), "op");
        QCOMPARE(frame[u"request_id"].toString(), u"r"_s);
        QCOMPARE(frame[u"id"].toInt(), 7);
        QVERIFY(!frame[u"error"].toObject()[u"code"].toString().isEmpty());
    }
    QCOMPARE(exai::refused(both, isCall, refusal)[u"error"].toObject()[u"retry_after"].toInt(), 1);
    QCOMPARE(exai::invalid({both, false, u"Unknown op: x"_s, u"why"_s})[u"message"].toString(),
             u"Unknown op: x"_s);
}

void TestExaiReplies::callsWithoutIdsNameNull()
{
    const exai::ReplyIds none;
    QVERIFY(exai::callAck(none, u"chat"_s, 1s)[u"request_id"].isNull());
    QVERIFY(exai::callResult(none, Answer{}, {}, {})[u"request_id"].isNull());
    QVERIFY(!exai::toolList(none, {}).contains(u"request_id"));
    QVERIFY(!exai::invalid({none, false, u"invalid_json"_s, u"x"_s}).contains(u"request_id"));
}

void TestExaiReplies::smallReplies()
{
    const WallTime now{1'700'000'000'123ms};
    QCOMPARE(json(exai::pong(classic(), now)),
             uR"({"op":"pong","request_id":"r","timestamp":"2023-11-14T22:13:20.123Z"})"_s);
    QCOMPARE(json(exai::callAck(classic(), u"chat"_s, 269'500ms)),
             uR"({"accepted":true,"name":"chat","op":"call_tool_ack","request_id":"r","timeout":270})"_s);
    QCOMPARE(json(exai::helloAck({}, u"s"_s)), uR"({"ok":true,"op":"hello_ack","session_id":"s"})"_s);
    QCOMPARE(json(exai::helloRefused({}, u"unauthorized"_s)),
             uR"({"error":"unauthorized","ok":false,"op":"hello_ack"})"_s);
    QCOMPARE(json(exai::tokenRotated({}, {})), uR"({"ok":true,"op":"rotate_token_res"})"_s);
    const QJsonObject progress = exai::progress(classic(), u"chat"_s, now, {{u"note"_s, u"n"_s}});
    QCOMPARE(progress[u"t"].toDouble(), 1'700'000'000.123);
    QCOMPARE(progress[u"note"].toString(), u"n"_s);
    QCOMPARE(exai::cancelled({classic(), u"t"_s}, true, now)[u"target"].toString(), u"t"_s);
}

void TestExaiReplies::retryIsWholeSecondsRoundedUp()
{
    QCOMPARE(exai::retrySeconds(0ms), 1);
    QCOMPARE(exai::retrySeconds(1s), 1);
    QCOMPARE(exai::retrySeconds(1001ms), 2);
}

QTEST_GUILESS_MAIN(TestExaiReplies)
#include "tst_exaireplies.moc"
