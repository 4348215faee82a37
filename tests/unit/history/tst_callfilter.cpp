#include "core/monitoring/callfilter.h"
#include "core/monitoring/callpage.h"
#include "samplerows.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestCallFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsMatch_data();
    void wordsMatch();
    void runningRowsHaveStatesToo();
    void tooManyWordsAreLeftOut();
    void rowsSurviveJson();
    void queriesSurviveJson();
    void badQueriesSayWhatIsWrong();
};

void TestCallFilter::wordsMatch_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches");
    QTest::newRow("empty") << u"  "_s << true;
    QTest::newRow("anywhere") << u"codex claude"_s << false;
    QTest::newRow("all words") << u"CLAUDE kimi"_s << true;
    QTest::newRow("field") << u"tool:review"_s << true;
    QTest::newRow("wrong field") << u"tool:kimi"_s << false;
    QTest::newRow("pool is the provider") << u"pool:kimi"_s << true;
    QTest::newRow("field in capitals") << u"Session:CLAUDE"_s << true;
    QTest::newRow("state") << u"state:ended"_s << true;
    QTest::newRow("outcome") << u"state:timed"_s << true;
    QTest::newRow("does not wait") << u"state:waiting"_s << false;
    QTest::newRow("clock") << u"clock:stall"_s << true;
    QTest::newRow("call is a number") << u"call:17"_s << true;
    QTest::newRow("part of a call's number") << u"call:1"_s << false;
    QTest::newRow("unknown field is a word") << u"colour:red"_s << false;
    QTest::newRow("field without a word") << u"tool:"_s << true;
    QTest::newRow("colon first") << u":kimi"_s << false;
}

void TestCallFilter::wordsMatch()
{
    QFETCH(QString, filter);
    QTEST(CallFilter::parse(filter).matches(fullRow()), "matches");
}

void TestCallFilter::runningRowsHaveStatesToo()
{
    CallSnapshot call;
    call.phase = CallPhase::Queued;
    QVERIFY(CallFilter::parse(u"state:waiting"_s).matches(callRowFrom(call)));
    QVERIFY(!CallFilter::parse(u"state:running"_s).matches(callRowFrom(call)));
    call.phase = CallPhase::Streaming;
    QVERIFY(CallFilter::parse(u"state:running phase:stream"_s).matches(callRowFrom(call)));
    call.phase = CallPhase::AwaitingFirstToken; // waits, but holds a slot
    QVERIFY(!CallFilter::parse(u"state:waiting"_s).matches(callRowFrom(call)));
    QVERIFY(CallFilter::parse(u"state:running"_s).matches(callRowFrom(call)));
    QVERIFY(!CallFilter::parse(u"state:ended"_s).matches(callRowFrom(call)));
}

void TestCallFilter::tooManyWordsAreLeftOut()
{
    QCOMPARE(CallFilter::parse(u"a "_s.repeated(500)).words().size(), 16);
    QCOMPARE(CallFilter::parse(u"a"_s.repeated(500)).words().constFirst().text.size(), 128);
}

void TestCallFilter::rowsSurviveJson()
{
    CallRow row = fullRow();
    row.row = 4;
    row.deadlineMs = 77;
    row.holdsSlot = true;
    QCOMPARE(callRowFromJson(toJson(row)), row);
    QCOMPARE(callRowFromJson(toJson(CallRow())), CallRow());
    CallPage page{{row, CallRow()}, true, 12, 5, 6};
    QCOMPARE(callPageFromJson(toJson(page)), page);
}

void TestCallFilter::queriesSurviveJson()
{
    const CallQuery query{u"pool:kimi"_s, CallQuery::Sort::Cost, false, 17, 5, 6, true};
    const auto read = callQueryFromJson(toJson(query));
    QVERIFY(read);
    QCOMPARE(*read, query);
}

void TestCallFilter::badQueriesSayWhatIsWrong()
{
    QCOMPARE(callQueryFromJson({{u"sort"_s, u"colour"_s}}).error().code, u"bad_order"_s);
    QCOMPARE(callQueryFromJson({{u"limit"_s, 0}}).error().code, u"bad_limit"_s);
    QCOMPARE(callQueryFromJson({{u"limit"_s, MaxCallPage + 1}}).error().code, u"bad_limit"_s);
}

QTEST_GUILESS_MAIN(TestCallFilter)
#include "tst_callfilter.moc"
