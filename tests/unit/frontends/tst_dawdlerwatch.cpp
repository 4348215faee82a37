#include "core/frontends/dawdlerwatch.h"
#include "core/time/manualtime.h"

#include <QTest>
#include <memory>
#include <vector>

using namespace exaid;
using namespace std::chrono_literals;

namespace {

constexpr auto Most = static_cast<size_t>(DawdlerWatch::Most);

} // namespace

class TestDawdlerWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFewMayTakeTheirTime();
    void theOldestBeyondAreEndedOneAtATime();
    void whoHasFinishedIsLeftAlone();
    void aFloodIsKeptFew();

private:
    // Connections that are slow since they came, oldest first.
    struct Crowd
    {
        explicit Crowd(ManualTime &manual)
            : time(manual)
        {}
        void come()
        {
            slow.push_back({std::make_unique<QObject>(), time.now()});
            watch.poke();
        }
        QList<QObject *> since(TimePoint then) const
        {
            QList<QObject *> found;
            for (const auto &[connection, came] : slow) {
                if (came <= then)
                    found.append(connection.get());
            }
            return found;
        }
        void end(QObject *connection)
        {
            ++ended;
            std::erase_if(slow, [&](const auto &entry) { return entry.first.get() == connection; });
        }

        ManualTime &time;
        std::vector<std::pair<std::unique_ptr<QObject>, TimePoint>> slow;
        int ended = 0;
        DawdlerWatch watch{time, [this](TimePoint then) { return since(then); },
                           [this](QObject *connection) { end(connection); }};
    };

    ManualClock m_clock;
    ManualTime m_time{m_clock};
};

void TestDawdlerWatch::aFewMayTakeTheirTime()
{
    Crowd crowd(m_time);
    for (size_t i = 0; i < Most; ++i)
        crowd.come();
    m_time.advance(10s);
    QCOMPARE(crowd.ended, 0);
}

void TestDawdlerWatch::theOldestBeyondAreEndedOneAtATime()
{
    Crowd crowd(m_time);
    for (size_t i = 0; i < Most + 20; ++i)
        crowd.come();
    const QObject *const youngest = crowd.slow.back().first.get();
    m_time.advance(DawdlerWatch::Age - 1ms);
    QCOMPARE(crowd.ended, 0);
    for (int before = 0, step = 0; step < 200; ++step) {
        m_time.advance(DawdlerWatch::Gap);
        QVERIFY(crowd.ended <= before + 1); // nobody waits for the work of more than one
        before = crowd.ended;
    }
    QCOMPARE(crowd.ended, 20);
    QCOMPARE(crowd.slow.size(), Most);
    QCOMPARE(crowd.slow.back().first.get(), youngest);
}

void TestDawdlerWatch::whoHasFinishedIsLeftAlone()
{
    Crowd crowd(m_time);
    for (size_t i = 0; i < Most + 5; ++i)
        crowd.come();
    for (int i = 0; i < 1'000 && crowd.ended == 0; ++i)
        m_time.advance(1ms);
    QCOMPARE(crowd.ended, 1);
    // The request of one that was to be ended next is whole now.
    const std::unique_ptr<QObject> finished = std::move(crowd.slow.front().first);
    crowd.slow.erase(crowd.slow.begin());
    m_time.advance(1s);
    QCOMPARE(crowd.slow.size(), Most);
    QCOMPARE(crowd.ended, 4);
}

void TestDawdlerWatch::aFloodIsKeptFew()
{
    Crowd crowd(m_time);
    size_t most = 0;
    for (int i = 0; i < 2'500; ++i) { // 500 a second for five seconds
        crowd.come();
        m_time.advance(2ms);
        most = std::max(most, crowd.slow.size());
    }
    // Those that are too young to be called slow, those of one pause, and the few that may stay.
    QVERIFY2(most <= Most + 2 * 100 + 50, qPrintable(QString::number(most)));
    m_time.advance(2s);
    QCOMPARE(crowd.slow.size(), Most);
}

QTEST_GUILESS_MAIN(TestDawdlerWatch)
#include "tst_dawdlerwatch.moc"
