#include "core/time/manualtime.h"
#include "gui/feed/refreshgate.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;

class TestRefreshGate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstPassesAtOnce();
    void aBurstPassesOnceAnInterval();
    void whatADaemonPublishesPassesAtOnce();
    void aClosedGateHoldsBack();

private:
    ManualClock m_clock;
    ManualTime m_time{m_clock};
    int m_count = 0;
    RefreshGate m_gate{m_time, [this] { ++m_count; }};
};

void TestRefreshGate::theFirstPassesAtOnce()
{
    m_gate.ask();
    QCOMPARE(m_count, 1);
}

void TestRefreshGate::aBurstPassesOnceAnInterval()
{
    m_time.advance(1s);
    m_count = 0;
    for (int i = 0; i < 180; ++i) {
        m_gate.ask();
        m_time.advance(1ms);
    }
    QCOMPARE(m_count, 3); // at 0, 90 and 180 ms
    m_time.advance(1s);
    QCOMPARE(m_count, 3); // and nothing without a change
}

void TestRefreshGate::whatADaemonPublishesPassesAtOnce()
{
    for (int i = 1; i <= 20; ++i) {
        m_time.advance(100ms);
        m_count = 0;
        m_gate.ask();
        QCOMPARE(m_count, 1);
    }
}

void TestRefreshGate::aClosedGateHoldsBack()
{
    m_gate.pass();
    m_count = 0;
    m_gate.ask();
    m_gate.close();
    m_time.advance(1s);
    QCOMPARE(m_count, 0);
    m_gate.pass(); // whatever the interval
    m_gate.pass();
    QCOMPARE(m_count, 2);
}

QTEST_GUILESS_MAIN(TestRefreshGate)
#include "tst_refreshgate.moc"
