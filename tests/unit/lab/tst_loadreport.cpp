#include "app/lab/load/loadreport.h"

#include <QTest>

using namespace exaid;
using namespace exaid::lab;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

CallSample answer(int session, Duration sent, Duration ended, Duration ran)
{
    CallSample sample;
    sample.session = session;
    sample.requestId = u"s%1-1"_s.arg(session + 1);
    sample.sent = sent;
    sample.ended = ended;
    sample.ran = ran;
    sample.queued = ended - sent - ran;
    sample.firstSign = 1ms;
    return sample;
}

CallSample fault(int session, const QString &code)
{
    CallSample sample = answer(session, 0s, 1s, 0s);
    sample.ran.reset();
    sample.code = code;
    return sample;
}

LoadPlan planFor(int polite, bool hasGreedy)
{
    LoadPlan plan;
    plan.sessions.assign(static_cast<size_t>(polite), SessionPlan{});
    if (hasGreedy) {
        plan.sessions.push_back({});
        plan.sessions.back().isGreedy = true;
    }
    return plan;
}

LoadReport reportOf(const LoadPlan &plan, const std::vector<CallSample> &samples, Duration measured)
{
    return summarize(plan, samples, std::vector<SessionNote>(plan.sessions.size()), measured);
}

} // namespace

class TestLoadReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachEndIsCountedOnce();
    void slotTimeIsCutToTheRun();
    void fairnessIsJainsIndex();
    void groupsAreApart();
    void latenciesAreOfAnswers();
    void withoutMetadataFairnessIsUnknown();
    void csvCannotBeBrokenByContent();
};

void TestLoadReport::eachEndIsCountedOnce()
{
    CallSample cut = fault(0, u"CANCELLED"_s);
    cut.wasCut = true;
    const LoadReport report =
        reportOf(planFor(1, false),
                 {answer(0, 0s, 2s, 1s), fault(0, u"OVER_CAPACITY"_s), fault(0, u"RATE_LIMITED"_s),
                  fault(0, u"TIMEOUT"_s), fault(0, u"PROVIDER_ERROR"_s), fault(0, u"NO_REPLY"_s), cut},
                 10s);
    const LoadFigures &all = report.all;
    QCOMPARE(all.sent, 7);
    QCOMPARE(all.answered, 1);
    QCOMPARE(all.refused, 2);
    QCOMPARE(all.timedOut, 1);
    QCOMPARE(all.failed, 1);
    QCOMPARE(all.noReply, 1);
    QCOMPARE(all.cutOff, 1);
    QCOMPARE(report.codes.value(u"RATE_LIMITED"_s), 1);
    QVERIFY(!report.codes.contains(u"CANCELLED"_s));
    QCOMPARE(toJson(report)[u"throughput_per_s"].toDouble(), 0.1);
}

void TestLoadReport::slotTimeIsCutToTheRun()
{
    // Cancelled at the end of a run of 10 s, the news of it came 100 ms later.
    CallSample cut = answer(0, 5s, 10s + 100ms, 4s);
    cut.wasCut = true;
    const LoadReport report = reportOf(planFor(1, false), {answer(0, 0s, 3s, 2s), cut}, 10s);
    QCOMPARE(report.all.slotSeconds, 2 + 3.9);
    QCOMPARE(report.slotsBusy, 0.59);
}

void TestLoadReport::fairnessIsJainsIndex()
{
    const auto jain = [](Duration a, Duration b) {
        return reportOf(planFor(2, false), {answer(0, 0s, 9s, a), answer(1, 0s, 9s, b)}, 10s).jain;
    };
    QCOMPARE(jain(4s, 4s), 1.0);
    QCOMPARE(jain(4s, 0s), 0.5);
    QCOMPARE(jain(3s, 1s), 16.0 / 20.0);
}

void TestLoadReport::groupsAreApart()
{
    const LoadReport report = reportOf(
        planFor(2, true), {answer(0, 0s, 1s, 1s), answer(1, 0s, 2s, 1s), answer(2, 0s, 8s, 1s)}, 10s);
    QCOMPARE(report.polite.answered, 2);
    QCOMPARE(report.greedy.answered, 1);
    QCOMPARE(report.polite.total.most, 2000.0);
    QCOMPARE(report.greedy.total.most, 8000.0);
    QVERIFY(toText(report).contains(u"greedy"_s));
}

void TestLoadReport::latenciesAreOfAnswers()
{
    std::vector<CallSample> samples;
    for (int i = 1; i <= 100; ++i)
        samples.push_back(answer(0, 0s, std::chrono::milliseconds(i), 0s));
    samples.push_back(fault(0, u"OVER_CAPACITY"_s));
    const LatencyFigures total = reportOf(planFor(1, false), samples, 10s).all.total;
    QCOMPARE(total.count, 100);
    QCOMPARE(total.p50, 50.0);
    QCOMPARE(total.p90, 90.0);
    QCOMPARE(total.p99, 99.0);
    QCOMPARE(total.most, 100.0);
    QCOMPARE(total.mean, 50.5);
}

void TestLoadReport::withoutMetadataFairnessIsUnknown()
{
    CallSample plain = answer(0, 0s, 1s, 0s);
    plain.ran.reset();
    const LoadReport report = reportOf(planFor(1, false), {plain}, 10s);
    QVERIFY(!report.slotTimesKnown);
    QVERIFY(toJson(report)[u"fairness"][u"jain_slot_seconds"].isNull());
}

void TestLoadReport::csvCannotBeBrokenByContent()
{
    CallSample sample = answer(0, 1ms, 3ms, 1ms);
    sample.model = u"a\"b,c\nd"_s;
    sample.code = u"=HYPERLINK(1)"_s;
    const QByteArray csv = toCsv(planFor(1, false), {sample});
    const QByteArray row = csv.mid(csv.indexOf("\r\n") + 2);
    QCOMPARE(row,
             QByteArray("s1,closed,s1-1,\"a\"\"b,c\nd\",'=HYPERLINK(1),1.000,1.000,1.000,1.000,2.000,0\r\n"));
}

QTEST_APPLESS_MAIN(TestLoadReport)
#include "tst_loadreport.moc"
