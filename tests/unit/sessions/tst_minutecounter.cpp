#include "core/sessions/minutecounter.h"

#include <QTest>
#include <deque>

using namespace exaid;
using namespace std::chrono_literals;

class TestMinuteCounter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsTheLastMinute();
    void agreesWithAListOfTimes();
};

void TestMinuteCounter::countsTheLastMinute()
{
    MinuteCounter counter;
    const TimePoint start{5'000s};
    QCOMPARE(counter.count(start), 0);
    counter.add(start);
    counter.add(start);
    counter.add(start + 30s);
    QCOMPARE(counter.count(start + 59s), 3);
    QCOMPARE(counter.count(start + 60s), 1);
    QCOMPARE(counter.count(start + 89s), 1);
    QCOMPARE(counter.count(start + 90s), 0);
    QCOMPARE(counter.count(start + 9'000s), 0);
    counter.add(start + 9'000s);
    QCOMPARE(counter.count(start + 9'000s), 1);
}

void TestMinuteCounter::agreesWithAListOfTimes()
{
    MinuteCounter counter;
    std::deque<qint64> seconds;
    qint64 now = 100;
    quint32 seed = 1;
    for (int i = 0; i < 5'000; ++i) {
        seed = seed * 1'664'525 + 1'013'904'223;
        now += (seed >> 16) % 7 == 0 ? (seed >> 20) % 90 : 0;
        counter.add(TimePoint(std::chrono::seconds(now)));
        seconds.push_back(now);
        while (seconds.front() <= now - 60)
            seconds.pop_front();
        QCOMPARE(counter.count(TimePoint(std::chrono::seconds(now))), static_cast<int>(seconds.size()));
    }
}

QTEST_APPLESS_MAIN(TestMinuteCounter)
#include "tst_minutecounter.moc"
