// The stall limit: what it is made of, and how often it would end a healthy stream.

#include "core/providers/callclocks.h"
#include "core/providers/stalllearner.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

StallLearner newLearner()
{
    return StallLearner({60s, 600s});
}

Duration seconds(double value)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value));
}

// How models pause: many short gaps, and in some streams a long one.
struct Temper
{
    const char *name;
    double median;    // of a stream's longest ordinary gap, in seconds
    double spread;    // of its logarithm
    double longShare; // of streams with a long pause
    double longLeast, longMost;
};

constexpr Temper Tempers[] = {
    {"steady", 0.3, 0.5, 0, 0, 0},
    {"bursty", 2.0, 0.9, 0, 0, 0},
    {"45 s now and then", 1.0, 0.7, 0.02, 20, 45},
    {"long thinker", 8.0, 0.8, 0.10, 30, 110},
    {"379 s now and then", 5.0, 0.8, 0.05, 100, 379},
};

} // namespace

class TestStallLearner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsWithTheSetting();
    void learnsFromPauses();
    void oneFreakChangesNothing();
    void boundsHold();
    void twoEndedStreamsDoubleTheLimit();
    void longPausesSurvive();
    void healthyStreamsAreSeldomEnded();
    void clocksByClassProviderAndModel();
};

void TestStallLearner::startsWithTheSetting()
{
    const StallLearner learner = newLearner();
    QCOMPARE(learner.limitFrom(120s).limit, Duration(120s));
    QCOMPARE(learner.limitFrom(120s).streams, 0);
    QVERIFY(learner.limitFrom(120s).limit > 45s); // a real pause of 45 s survives with the defaults
}

void TestStallLearner::learnsFromPauses()
{
    StallLearner learner = newLearner();
    learner.streamEnded(50s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(200s)); // grows at once
    StallLearner quick = newLearner();
    for (int i = 0; i < StallLearner::Enough; ++i) {
        QCOMPARE(quick.limitFrom(120s).limit, Duration(120s)); // shrinks only when enough is known
        quick.streamEnded(1s);
    }
    const StallLearner::Limit limit = quick.limitFrom(120s);
    QCOMPARE(limit.limit, Duration(60s));
    QCOMPARE(limit.pause, Duration(1s));
    QCOMPARE(limit.streams, StallLearner::Enough);
}

void TestStallLearner::oneFreakChangesNothing()
{
    StallLearner learner = newLearner();
    for (int i = 0; i < 100; ++i)
        learner.streamEnded(20s);
    learner.streamEnded(119s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(80s));
    learner.streamEnded(119s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(476s));
    for (int i = 0; i < StallLearner::Remembered; ++i)
        learner.streamEnded(20s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(80s)); // forgotten
}

void TestStallLearner::boundsHold()
{
    StallLearner learner = newLearner();
    learner.streamEnded(500s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(600s));
    QCOMPARE(learner.limitFrom(900s).limit, Duration(900s)); // nor is the user's own limit lowered by the cap
    StallLearner quick = newLearner();
    for (int i = 0; i < 100; ++i)
        quick.streamEnded(1ms);
    QCOMPARE(quick.limitFrom(2s).limit, Duration(2s)); // the user's own limit is below the floor: kept
}

void TestStallLearner::twoEndedStreamsDoubleTheLimit()
{
    StallLearner learner = newLearner();
    learner.stalled(120s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(120s)); // one may really have hung
    learner.stalled(120s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(240s));
    learner.stalled(240s);
    learner.stalled(240s);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(480s));
}

void TestStallLearner::longPausesSurvive()
{
    // A model whose every answer pauses for 379 s: lost at first, then the limit fits.
    StallLearner learner = newLearner();
    int lost = 0;
    for (int i = 0; i < 300; ++i) {
        const Duration limit = learner.limitFrom(120s).limit;
        if (limit < 379s) {
            ++lost;
            learner.stalled(limit);
        } else {
            learner.streamEnded(379s);
        }
    }
    QCOMPARE(lost, 4);
    QCOMPARE(learner.limitFrom(120s).limit, Duration(600s));
    // One that was seen to pause for 100 s is known well enough for the 379 s to come.
    StallLearner seen = newLearner();
    seen.streamEnded(100s);
    QVERIFY(seen.limitFrom(120s).limit > 379s);
}

void TestStallLearner::healthyStreamsAreSeldomEnded()
{
    constexpr int Streams = 100'000;
    int ended = 0;
    for (const Temper &temper : Tempers) {
        StallLearner learner = newLearner();
        std::mt19937_64 random(11);
        std::normal_distribution<double> normal(std::log(temper.median), temper.spread);
        std::uniform_real_distribution<double> chance(0, 1);
        std::uniform_real_distribution<double> pause(temper.longLeast, temper.longMost);
        int here = 0;
        const int count = Streams / static_cast<int>(std::size(Tempers));
        for (int i = 0; i < count; ++i) {
            double longest = std::exp(normal(random));
            if (chance(random) < temper.longShare)
                longest = std::max(longest, pause(random));
            const Duration limit = learner.limitFrom(120s).limit;
            if (seconds(longest) > limit) {
                ++here;
                learner.stalled(limit);
            } else {
                learner.streamEnded(seconds(longest));
            }
        }
        qInfo("%s: %d of %d healthy streams ended, limit now %.0f s", temper.name, here, count,
              toSeconds(learner.limitFrom(120s).limit));
        ended += here;
    }
    QVERIFY2(ended < Streams / 1'000, qPrintable(QString::number(ended)));
}

void TestStallLearner::clocksByClassProviderAndModel()
{
    ClockSettings clocks;
    const CompletionLimits plain = limitsOf(clocks, WorkClass::Plain, u"m"_s, 1);
    QCOMPARE(plain.connect, Duration(10s));
    QCOMPARE(plain.firstToken, Duration(120s));
    QCOMPARE(plain.stall, Duration(120s));
    QCOMPARE(plain.total, Duration(240s));
    const CompletionLimits thinking = limitsOf(clocks, WorkClass::WebThinking, u"m"_s, 1);
    QCOMPARE(thinking.firstToken, Duration(180s));
    QCOMPARE(thinking.stall, Duration(180s));
    QCOMPARE(thinking.total, Duration(420s));
    clocks.scale = 2;
    clocks.modelScales = QStringList{u"slow=3"_s};
    const CompletionLimits slow = limitsOf(clocks, WorkClass::Plain, u"Slow"_s, 1.5);
    QCOMPARE(slow.connect, Duration(10s));
    QCOMPARE(slow.total, Duration(1440s)); // the setting replaces the built-in factor
    QCOMPARE(limitsOf(clocks, WorkClass::Plain, u"m"_s, 1.5).total, Duration(720s));
}

QTEST_GUILESS_MAIN(TestStallLearner)
#include "tst_stalllearner.moc"
