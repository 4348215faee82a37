#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "gui/feed/metricstore.h"

#include <QTest>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

qint64 counted(const MetricStore &store, const QString &name)
{
    const auto id = store.idOf(name);
    qint64 sum = 0;
    for (const MetricCell &cell : store.cells())
        sum += id ? cell.countOf(*id) : 0;
    return sum;
}

} // namespace

class TestMetricStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void incrementsEqualTheWhole_data();
    void incrementsEqualTheWhole();
    void anotherWindowBeginsAnew();
    void lateAnswerOfAnotherWindowIsNotMixedIn();
    void oldValuesGo();
    void restartedDaemonBeginsAnew();
};

void TestMetricStore::incrementsEqualTheWhole_data()
{
    QTest::addColumn<qint64>("span");
    QTest::newRow("5 min") << qint64(300);
    QTest::newRow("1 h") << qint64(3'600);
    QTest::newRow("24 h") << qint64(86'400);
}

void TestMetricStore::incrementsEqualTheWhole()
{
    QFETCH(const qint64, span);
    ManualClock clock;
    MetricHistory history(clock);
    MetricStore grown;
    std::mt19937 random(1); // NOLINT: the same every time
    for (int i = 0; i < 400; ++i) {
        clock.set(clock.now() + std::chrono::milliseconds(random() % 1'500));
        history.setLevel(u"held:session:s%1"_s.arg(random() % 30), static_cast<int>(random() % 3));
        history.count(u"retry:kimi"_s);
        history.spread(u"wait:kimi"_s, std::chrono::milliseconds(random() % 9'000));
        if (random() % 3 == 0)
            grown.take(history.frame(grown.next(span, 500, 0)));
    }
    grown.take(history.frame(grown.next(span, 500, 0)));
    MetricStore whole;
    whole.take(history.frame(whole.next(span, 500, 0)));
    QCOMPARE(grown.cells().size(), whole.cells().size());
    QCOMPARE(counted(grown, u"retry:kimi"_s), counted(whole, u"retry:kimi"_s));
    QCOMPARE(grown.steps().size(), whole.steps().size());
    for (size_t i = 0; i < grown.cells().size(); ++i) {
        const MetricCell &mine = grown.cells()[i], &theirs = whole.cells()[i];
        QCOMPARE(mine.startUs, theirs.startUs);
        QCOMPARE(mine.coveredUs, theirs.coveredUs);
        for (const LevelFigure &level : theirs.levels) {
            const auto id = grown.idOf(whole.nameOf(level.id));
            QVERIFY(id && mine.findLevel(*id));
            QCOMPARE(mine.findLevel(*id)->levelUs, level.levelUs);
        }
        const auto wait = whole.idOf(u"wait:kimi"_s);
        if (const LogHistogram *values = theirs.findSpread(*wait))
            QCOMPARE(*mine.findSpread(*grown.idOf(u"wait:kimi"_s)), *values);
    }
}

void TestMetricStore::anotherWindowBeginsAnew()
{
    ManualClock clock;
    MetricHistory history(clock);
    MetricStore store;
    QCOMPARE(store.next(300, 600, 4).epoch, 0U);
    store.take(history.frame(store.next(300, 600, 0)));
    QVERIFY(store.next(300, 600, 0).epoch != 0);
    QCOMPARE(store.next(3'600, 600, 0).epoch, 0U);
}

void TestMetricStore::lateAnswerOfAnotherWindowIsNotMixedIn()
{
    ManualClock clock;
    MetricHistory history(clock);
    MetricStore store;
    store.take(history.frame(store.next(300, 600, 0)));
    clock.set(clock.now() + 20s);
    history.count(u"retry:kimi"_s);
    const MetricFrame late = history.frame(store.next(300, 600, 0));
    QVERIFY(!late.whole);
    store.take(history.frame(store.next(3'600, 600, 0)));
    QCOMPARE(store.stepUs(), 10'000'000);
    const size_t cells = store.cells().size();
    store.take(late);
    QCOMPARE(store.cells().size(), cells);
    QCOMPARE(counted(store, u"retry:kimi"_s), 1);
}

void TestMetricStore::oldValuesGo()
{
    ManualClock clock;
    MetricHistory history(clock);
    MetricStore store;
    history.setLevel(u"capacity:global"_s, 5);
    for (int i = 0; i < 2'000; ++i) {
        clock.set(clock.now() + 1s);
        history.setLevel(u"held:global"_s, i % 3);
        store.take(history.frame(store.next(300, 600, 0)));
    }
    QVERIFY(store.cells().size() <= 302);
    QVERIFY(store.steps().size() <= 302);
    QCOMPARE(store.levelNow(u"capacity:global"_s), 5);
    QCOMPARE(store.start().size(), 2U); // capacity, which has not changed since, and what was held then
}

void TestMetricStore::restartedDaemonBeginsAnew()
{
    ManualClock clock;
    MetricStore store;
    {
        MetricHistory history(clock);
        history.count(u"retry:kimi"_s, 7);
        store.take(history.frame(store.next(300, 600, 0)));
    }
    clock.set(clock.now() + 5s);
    MetricHistory other(clock);
    other.count(u"retry:glm"_s, 2);
    store.take(other.frame(store.next(300, 600, 0)));
    QCOMPARE(counted(store, u"retry:kimi"_s), 0);
    QCOMPARE(counted(store, u"retry:glm"_s), 2);
}

QTEST_APPLESS_MAIN(TestMetricStore)
#include "tst_metricstore.moc"
