#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"

#include <QTest>
#include <algorithm>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 SecondUs = 1'000'000;

MetricId idIn(const MetricFrame &frame, const QString &name)
{
    const qsizetype at = frame.names.indexOf(name);
    return at < 0 ? static_cast<MetricId>(0xffff) : static_cast<MetricId>(at);
}

qint64 slotMicroseconds(const MetricFrame &frame, const QString &name)
{
    qint64 sum = 0;
    for (const MetricCell &cell : frame.cells) {
        const LevelFigure *level = cell.findLevel(idIn(frame, name));
        sum += level ? level->levelUs : 0;
    }
    return sum;
}

qint64 counted(const MetricFrame &frame, const QString &name)
{
    qint64 sum = 0;
    for (const MetricCell &cell : frame.cells)
        sum += cell.countOf(idIn(frame, name));
    return sum;
}

} // namespace

class TestMetricHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void slotSecondsAreExactAtEveryResolution();
    void stepsAreEveryChange();
    void tooManyStepsSayFromWhenTheyAreWhole();
    void percentilesComeFromMergedBuckets();
    void answersAreNoFinerThanAsked_data();
    void answersAreNoFinerThanAsked();
    void incrementsMakeTheWhole();
    void sleepIsAGap();
    void clockSetBackIsNotFollowed();
    void restartGoesOn();
    void restartWithinAMinuteLosesNothing();
    void memoryIsBounded();
    void namesOfSessionsAreReused();
    void longSilenceIsCheap();

private:
    void advance(Duration by) { m_clock.set(m_clock.now() + by); }
    MetricFrame ask(qint64 spanSecs, int points = 2'000)
    {
        return m_history->frame({spanSecs, points, 0, 0, 0});
    }

    ManualClock m_clock;
    std::unique_ptr<MetricHistory> m_history;
};

void TestMetricHistory::init()
{
    m_clock = ManualClock();
    m_history = std::make_unique<MetricHistory>(m_clock);
}

void TestMetricHistory::slotSecondsAreExactAtEveryResolution()
{
    std::mt19937 random(7); // NOLINT: the same every time
    qint64 expected = 0;
    int level = 0;
    for (int i = 0; i < 4'000; ++i) {
        const auto pause = std::chrono::microseconds(random() % 140'000);
        expected += level * static_cast<qint64>(pause.count());
        advance(pause);
        level = static_cast<int>(random() % 6);
        m_history->setLevel(u"held:global"_s, level);
    }
    for (const qint64 span : {590, 7'000, 90'000})
        QCOMPARE(slotMicroseconds(ask(span), u"held:global"_s), expected);
    const MetricFrame merged = ask(86'400, 100); // nine minutes a point
    QCOMPARE(slotMicroseconds(merged, u"held:global"_s), expected);
    qint64 covered = 0;
    for (const MetricCell &cell : merged.cells)
        covered += cell.coveredUs;
    QCOMPARE(covered, merged.nowUs - 1'700'001'000 * SecondUs);
}

void TestMetricHistory::stepsAreEveryChange()
{
    m_history->setLevel(u"held:provider:kimi"_s, 2);
    advance(400s);
    m_history->setLevel(u"held:provider:kimi"_s, 3);
    advance(100ms);
    m_history->setLevel(u"held:provider:kimi"_s, 3); // no change
    m_history->setLevel(u"held:provider:kimi"_s, 0);
    advance(1s);
    const MetricFrame frame = ask(300);
    const MetricId kimi = idIn(frame, u"held:provider:kimi"_s);
    QCOMPARE(frame.start.size(), 1U);
    QCOMPARE(frame.start[0], (LevelStep{frame.stepsFromUs, kimi, 2}));
    QCOMPARE(frame.steps.size(), 2U);
    QCOMPARE(frame.steps[0].value, 3);
    QCOMPARE(frame.steps[1].value, 0);
    QCOMPARE(frame.steps[1].atUs - frame.steps[0].atUs, 100'000);
}

void TestMetricHistory::tooManyStepsSayFromWhenTheyAreWhole()
{
    for (int i = 0; i < 40'000; ++i) {
        advance(1ms);
        m_history->setLevel(u"held:global"_s, i % 4);
    }
    const MetricFrame frame = ask(300);
    QCOMPARE(frame.steps.size(), MetricHistory::MaxStepsInAnswer);
    QCOMPARE(frame.steps.front().atUs - frame.stepsFromUs, 1'000);
    const int before = (frame.steps.front().value + 3) % 4;
    QCOMPARE(frame.start.size(), before == 0 ? 0U : 1U);
    if (before != 0)
        QCOMPARE(frame.start[0].value, before);
}

void TestMetricHistory::percentilesComeFromMergedBuckets()
{
    // A quiet minute and a busy one: an average of their medians would be 5.05 s.
    for (int i = 0; i < 10; ++i)
        m_history->spread(u"wait:kimi"_s, 10s);
    advance(60s);
    for (int i = 0; i < 990; ++i)
        m_history->spread(u"wait:kimi"_s, 100ms);
    const MetricFrame frame = ask(86'400, 10);
    QCOMPARE(frame.cells.size(), 1U);
    const LogHistogram *values = frame.cells[0].findSpread(idIn(frame, u"wait:kimi"_s));
    QVERIFY(values);
    QCOMPARE(values->count(), 1'000);
    QVERIFY(std::abs(toSeconds(*values->quantile(0.5)) - 0.1) < 0.1 / 16);
    QVERIFY(std::abs(toSeconds(*values->quantile(0.995)) - 10) < 10.0 / 16);
    QCOMPARE(m_history->totals().value(u"wait:kimi"_s).number, 1'000);
    QVERIFY(std::abs(m_history->totals().value(u"wait:kimi"_s).seconds - 199) < 1e-6);
}

void TestMetricHistory::answersAreNoFinerThanAsked_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<int>("points");
    QTest::addColumn<qint64>("step");
    QTest::newRow("5 min") << qint64(300) << 600 << qint64(1);
    QTest::newRow("5 min, narrow") << qint64(300) << 100 << qint64(3);
    QTest::newRow("1 h") << qint64(3'600) << 600 << qint64(10);
    QTest::newRow("24 h") << qint64(86'400) << 800 << qint64(120);
    QTest::newRow("24 h, wide") << qint64(86'400) << 1'500 << qint64(60);
    QTest::newRow("nonsense") << qint64(1'000'000'000) << 1 << qint64(9'360);
}

void TestMetricHistory::answersAreNoFinerThanAsked()
{
    QFETCH(const qint64, span);
    QFETCH(const int, points);
    QFETCH(const qint64, step);
    m_history->setLevel(u"capacity:global"_s, 5);
    for (int i = 0; i < 26 * 60 + 30; ++i) {
        advance(1min);
        m_history->roll();
    }
    const MetricFrame frame = ask(span, points);
    QCOMPARE(frame.stepUs, step * SecondUs);
    QVERIFY(frame.cells.size() <= static_cast<size_t>(std::max(points, 10)) + 2);
    QVERIFY(frame.cells.size() + 2 >= static_cast<size_t>(std::min<qint64>(span, 93'600) / step));
    for (const MetricCell &cell : frame.cells)
        QCOMPARE(cell.startUs % frame.stepUs, 0);
}

void TestMetricHistory::incrementsMakeTheWhole()
{
    std::mt19937 random(3); // NOLINT: the same every time
    for (const qint64 span : {300, 3'600}) {
        MetricFrame last = ask(span, 400);
        std::map<qint64, qint64> numbers; // by cell
        for (int round = 0; round < 50; ++round) {
            for (int i = 0; i < 20; ++i) {
                advance(std::chrono::milliseconds(random() % 300));
                m_history->count(u"retry:kimi"_s);
            }
            const MetricFrame more = m_history->frame({span, 400, last.epoch, last.nowUs, 0});
            QVERIFY(!more.whole);
            QVERIFY(more.cells.size() <= 12);
            for (const MetricCell &cell : more.cells)
                numbers[cell.startUs] = cell.countOf(idIn(more, u"retry:kimi"_s));
            last = more;
        }
        const MetricFrame whole = ask(span, 400);
        QVERIFY(whole.whole);
        for (const MetricCell &cell : whole.cells) {
            if (numbers.contains(cell.startUs))
                QCOMPARE(numbers[cell.startUs], cell.countOf(idIn(whole, u"retry:kimi"_s)));
        }
    }
    // Another daemon's answer is not continued.
    QVERIFY(m_history->frame({300, 400, 12345, m_history->frame({}).nowUs, 0}).whole);
}

void TestMetricHistory::sleepIsAGap()
{
    m_history->setLevel(u"held:global"_s, 1);
    advance(10s);
    m_history->roll();
    m_clock.shiftWall(1h); // the monotonic clock stood still
    advance(10s);
    m_history->roll();
    advance(10s);
    const MetricFrame frame = ask(7'000);
    QCOMPARE(slotMicroseconds(frame, u"held:global"_s), 30 * SecondUs);
    qint64 hole = 0;
    for (size_t i = 1; i < frame.cells.size(); ++i)
        hole = std::max(hole, frame.cells[i].startUs - frame.cells[i - 1].startUs);
    QVERIFY(hole >= 3'600 * SecondUs);
}

void TestMetricHistory::clockSetBackIsNotFollowed()
{
    m_history->count(u"calls:answer"_s);
    advance(10s);
    m_clock.shiftWall(-1h);
    m_history->count(u"calls:answer"_s);
    const MetricFrame frame = ask(300);
    QCOMPARE(counted(frame, u"calls:answer"_s), 2);
    QVERIFY(std::ranges::is_sorted(frame.cells, {}, &MetricCell::startUs));
}

void TestMetricHistory::restartGoesOn()
{
    m_history->setLevel(u"held:provider:kimi"_s, 2);
    m_history->count(u"timeout:stall"_s, 3);
    m_history->spread(u"wait:kimi"_s, 2s);
    advance(2h);
    const MetricHistory::Closed closed = m_history->takeClosed();
    QCOMPARE(closed.minutes.stepUs, 60 * SecondUs);
    QVERIFY(m_history->takeClosed().minutes.cells.empty()); // once
    const qint64 slotUs = slotMicroseconds(ask(86'400), u"held:provider:kimi"_s);

    advance(10min);
    MetricHistory next(m_clock);
    next.count(u"timeout:total"_s); // it serves while the file is read
    const quint64 epoch = next.frame({}).epoch;
    next.restore(closed.tens);
    next.restore(closed.minutes);
    const MetricFrame day = next.frame({86'400, 2'000, 0, 0, 0});
    QVERIFY(day.epoch != epoch);
    QVERIFY(slotUs - slotMicroseconds(day, u"held:provider:kimi"_s) <= 2 * 60 * SecondUs); // the open minute
    QCOMPARE(counted(day, u"timeout:stall"_s), 3);
    QCOMPARE(counted(day, u"timeout:total"_s), 1);
    const MetricFrame hour = next.frame({7'000, 2'000, 0, 0, 0});
    QVERIFY(slotMicroseconds(hour, u"held:provider:kimi"_s) > 0);
    next.restore(closed.minutes); // by mistake: what is there stays
    QCOMPARE(counted(next.frame({86'400, 2'000, 0, 0, 0}), u"timeout:stall"_s), 3);
}

void TestMetricHistory::restartWithinAMinuteLosesNothing()
{
    advance(5min + 17s);
    m_history->count(u"calls:answer"_s, 40);
    const MetricHistory::Closed last = m_history->takeClosed(true);
    advance(3s);
    MetricHistory next(m_clock);
    next.count(u"calls:answer"_s, 2);
    next.restore(last.tens);
    next.restore(last.minutes);
    QCOMPARE(counted(next.frame({86'400, 2'000, 0, 0, 0}), u"calls:answer"_s), 42);
    QCOMPARE(counted(next.frame({3'600, 2'000, 0, 0, 0}), u"calls:answer"_s), 42);
}

void TestMetricHistory::memoryIsBounded()
{
    // 26 hours of 100 calls a second would take long; the cells of two hours see as many kinds of values.
    std::mt19937 random(5); // NOLINT: the same every time
    std::lognormal_distribution<double> seconds(1.0, 1.2);
    const QString providers[] = {u"kimi"_s, u"glm"_s, u"custom"_s};
    const QString spreads[] = {u"wait:"_s, u"first_token:"_s, u"run:"_s, u"total:"_s};
    for (int i = 0; i < 3'000; ++i) {
        advance(30s + std::chrono::milliseconds(random() % 500));
        for (int call = 0; call < 40; ++call) {
            const QString &provider = providers[random() % 3];
            for (const QString &spread : spreads)
                m_history->spread(spread + provider, std::chrono::duration_cast<Duration>(
                                                         std::chrono::duration<double>(seconds(random))));
            m_history->setLevel(u"held:session:agent-%1"_s.arg(call % 8), static_cast<int>(random() % 3));
        }
    }
    const MetricFrame day = ask(93'600);
    QVERIFY(day.cells.size() <= 1'562);
    const size_t bytes = m_history->bytes();
    qInfo("26 h with 40 calls a moment, 3 providers, 8 sessions: %.1f MB", static_cast<double>(bytes) / 1e6);
    QVERIFY2(bytes < 12'000'000, qPrintable(QString::number(bytes)));
    // And it stays there.
    for (int i = 0; i < 500; ++i) {
        advance(30s);
        m_history->spread(u"wait:kimi"_s, std::chrono::milliseconds(i));
    }
    QVERIFY(m_history->bytes() < 12'000'000);
}

void TestMetricHistory::namesOfSessionsAreReused()
{
    for (int i = 0; i < 5'000; ++i) {
        advance(60s);
        const QString name = u"held:session:s%1"_s.arg(i);
        m_history->setLevel(name, 1);
        advance(1s);
        m_history->setLevel(name, 0);
    }
    // About 1,530 sessions in the last 26 hours are more than there are names; the newest still count.
    const MetricFrame recent = ask(300);
    QVERIFY(recent.names.size() <= MetricNames::MaxNames);
    QVERIFY(ask(90'000).names.size() <= MetricNames::MaxNames);
}

void TestMetricHistory::longSilenceIsCheap()
{
    for (int i = 0; i < 12; ++i)
        m_history->setLevel(u"capacity:provider:p%1"_s.arg(i), 3);
    advance(1h);
    QElapsedTimer timer;
    timer.start();
    m_history->roll();
    qInfo("an hour without an event: %.1f ms", static_cast<double>(timer.nsecsElapsed()) / 1e6);
    QCOMPARE(slotMicroseconds(ask(7'000), u"capacity:provider:p3"_s), 3 * 3'600 * SecondUs);
}

QTEST_APPLESS_MAIN(TestMetricHistory)
#include "tst_metrichistory.moc"
