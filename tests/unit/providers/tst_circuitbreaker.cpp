#include "core/providers/circuitbreaker.h"

#include <QTest>

using namespace exaid;

namespace {

constexpr TimePoint Start{std::chrono::seconds(1'000)};

CircuitBreaker openedAt(TimePoint when)
{
    CircuitBreaker breaker(3, 15s);
    for (int i = 0; i < 3; ++i)
        breaker.failed(*breaker.tryPass(when), when);
    return breaker;
}

} // namespace

class TestCircuitBreaker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAfterFailuresInARow();
    void aSuccessBetweenStartsTheCountAnew();
    void openRefusesUntilTheIntervalIsOver();
    void oneProbeDecides_data();
    void oneProbeDecides();
    void anAbandonedProbeLeavesRoomForTheNext();
    void lateNewsOfBeforeChangeNothing();
    void zeroNeverOpens();
};

void TestCircuitBreaker::opensAfterFailuresInARow()
{
    CircuitBreaker breaker(3, 15s);
    for (int i = 0; i < 2; ++i)
        breaker.failed(*breaker.tryPass(Start), Start);
    QVERIFY(breaker.state() == BreakerState::Closed);
    breaker.failed(*breaker.tryPass(Start), Start);
    QVERIFY(breaker.state() == BreakerState::Open);
    QCOMPARE(breaker.timesOpened(), 1);
}

void TestCircuitBreaker::aSuccessBetweenStartsTheCountAnew()
{
    CircuitBreaker breaker(3, 15s);
    for (int i = 0; i < 20; ++i) {
        const auto pass = *breaker.tryPass(Start);
        i % 3 == 2 ? breaker.succeeded(pass) : breaker.failed(pass, Start);
    }
    QVERIFY(breaker.state() == BreakerState::Closed);
}

void TestCircuitBreaker::openRefusesUntilTheIntervalIsOver()
{
    CircuitBreaker breaker = openedAt(Start);
    QCOMPARE(breaker.refusal(Start + 5s), std::optional<Duration>(10s));
    QVERIFY(!breaker.tryPass(Start + 15s - 1ns));
    QVERIFY(!breaker.refusal(Start + 15s));
    QVERIFY(breaker.tryPass(Start + 15s));
}

void TestCircuitBreaker::oneProbeDecides_data()
{
    QTest::addColumn<bool>("answers");
    QTest::newRow("answers") << true;
    QTest::newRow("fails") << false;
}

void TestCircuitBreaker::oneProbeDecides()
{
    QFETCH(const bool, answers);
    CircuitBreaker breaker = openedAt(Start);
    const TimePoint later = Start + 20s;
    const auto probe = breaker.tryPass(later);
    QVERIFY(probe && probe->probe);
    QVERIFY(breaker.state() == BreakerState::HalfOpen);
    QVERIFY(!breaker.tryPass(later)); // only one
    QVERIFY(breaker.refusal(later));
    if (answers)
        breaker.succeeded(*probe);
    else
        breaker.failed(*probe, later);
    QVERIFY(breaker.state() == (answers ? BreakerState::Closed : BreakerState::Open));
    QCOMPARE(breaker.tryPass(later).has_value(), answers);
    QCOMPARE(breaker.tryPass(later + 15s).has_value(), true);
}

void TestCircuitBreaker::anAbandonedProbeLeavesRoomForTheNext()
{
    CircuitBreaker breaker = openedAt(Start);
    const auto probe = breaker.tryPass(Start + 15s);
    breaker.abandoned(*probe);
    const auto next = breaker.tryPass(Start + 15s);
    QVERIFY(next && next->probe);
}

void TestCircuitBreaker::lateNewsOfBeforeChangeNothing()
{
    CircuitBreaker breaker(3, 15s);
    const auto early = *breaker.tryPass(Start);
    for (int i = 0; i < 3; ++i)
        breaker.failed(*breaker.tryPass(Start), Start);
    breaker.succeeded(early);
    QVERIFY(breaker.state() == BreakerState::Open);
    const auto probe = *breaker.tryPass(Start + 15s);
    breaker.failed(early, Start + 16s);
    QVERIFY(breaker.state() == BreakerState::HalfOpen);
    breaker.succeeded(probe);
    breaker.failed(early, Start + 17s);
    QVERIFY(breaker.state() == BreakerState::Closed);
    QCOMPARE(breaker.failuresInRow(), 0);
}

void TestCircuitBreaker::zeroNeverOpens()
{
    CircuitBreaker breaker(0, 15s);
    for (int i = 0; i < 1'000; ++i)
        breaker.failed(*breaker.tryPass(Start), Start);
    QVERIFY(!breaker.refusal(Start));
}

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
