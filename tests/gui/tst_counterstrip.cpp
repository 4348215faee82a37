#include "gui/widgets/counterstrip.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestCounterStrip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void numbersAndCauses();
    void unhealedLeakIsSaid();
    void picture();

private:
    static QString tile(const CounterStrip &strip, const QString &name)
    {
        return strip.findChild<QWidget *>(name)->accessibleName();
    }
};

void TestCounterStrip::numbersAndCauses()
{
    CounterStrip strip;
    QCOMPARE(tile(strip, u"counterAnswered"_s), u"Answered: 0"_s);
    strip.setCounters(busySnapshot().counters);
    QCOMPARE(tile(strip, u"counterAnswered"_s), u"Answered: 121"_s);
    QCOMPARE(tile(strip, u"counterTimedOut"_s), u"Timed out: 3 (first token 1 · stall 2)"_s);
    QCOMPARE(tile(strip, u"counterRefused"_s), u"Refused: 1 (queue total 1)"_s);
    QCOMPARE(tile(strip, u"counterLeaks"_s), u"Leaks recovered: 1 (orphan 1)"_s);
}

void TestCounterStrip::unhealedLeakIsSaid()
{
    CounterStrip strip;
    CounterSnapshot counters;
    counters.leaksFound = 3;
    counters.leaksRecovered = 1;
    strip.setCounters(counters);
    QCOMPARE(tile(strip, u"counterLeaks"_s), u"Leaks recovered: 1 (2 still leaked)"_s);
}

void TestCounterStrip::picture()
{
    CounterStrip strip;
    strip.setCounters(busySnapshot().counters);
    strip.resize(900, strip.sizeHint().height());
    QVERIFY(saveShot(strip, u"counters"_s));
}

QTEST_MAIN(TestCounterStrip)
#include "tst_counterstrip.moc"
